package dev.gatehouse.contract;

import dev.gatehouse.api.ApiException;
import java.time.Duration;
import java.util.function.Function;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.function.ThrowingSupplier;
import org.junit.jupiter.params.provider.Arguments;

/** Documents that are made to take long. */
final class HostileReading {
    private static final int LENGTH = 8 * 1024 * 1024;

    private HostileReading() {}

    static Arguments piece(String name, String start, String piece, String end) {
        return Arguments.of(name, start, piece, end);
    }

    /** Reads a document of 8 MiB made of such pieces, or has it refused. */
    static void neverStalls(String start, String piece, String end, Function<String, Contract> reading) {
        String document = start + piece.repeat(LENGTH / piece.length()) + end;
        quickly(() -> readOrRefused(document, reading));
    }

    static Object readOrRefused(String document, Function<String, Contract> reading) {
        try {
            return reading.apply(document);
        } catch (ApiException refusal) {
            return refusal;
        }
    }

    static <T> T quickly(ThrowingSupplier<T> reading) {
        return Assertions.assertTimeoutPreemptively(Duration.ofSeconds(60), reading);
    }
}
