package dev.gatehouse.contract;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gatehouse.api.ApiException;
import dev.gatehouse.api.ErrorCode;
import dev.gatehouse.contract.kinds.SupportedKinds;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;

/** Reads documents for the tests of this package. */
final class Reading {
    static final ContractReader READER = new ContractReader(SupportedKinds.all());
    static final Path SAMPLES = Path.of("src/test/resources/contract-samples");

    private Reading() {}

    static Contract read(String document) {
        return read(document.getBytes(StandardCharsets.UTF_8));
    }

    static Contract read(byte[] document) {
        return READER.read("shop", document, Optional.empty());
    }

    static Contract sample(String name) {
        try {
            return read(Files.readAllBytes(SAMPLES.resolve(name)));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static List<Path> samples() {
        try (Stream<Path> files = Files.list(SAMPLES)) {
            return files.sorted().toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The description of the refusal that the document must meet. */
    static String refusal(String document) {
        return refusal(document.getBytes(StandardCharsets.UTF_8));
    }

    static String refusal(byte[] document) {
        ApiException refusal = catchThrowableOfType(ApiException.class, () -> read(document));
        Assertions.assertThat(refusal).as("the refusal").isNotNull();
        Assertions.assertThat(refusal.code()).isEqualTo(ErrorCode.CONTRACT_UNREADABLE);
        return refusal.getMessage();
    }

    static Endpoint endpoint(Contract contract, String name) {
        return contract.endpoints().stream()
                .filter(endpoint -> endpoint.endpoint().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " is not among " + contract.endpoints()));
    }
}
