package dev.gatehouse.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Compares our reading with swagger-parser's, operation by operation: over our samples, and over every OpenAPI document
 * in the folder that the environment variable {@code GATEHOUSE_CORPUS} names.
 */
class SwaggerParserComparisonTest {
    // swagger-parser loses path items that are references into the same document
    private static final String NOT_COMPARABLE = "path-references-3.1.yaml";

    static Stream<Path> documents() throws IOException {
        String corpus = System.getenv("GATEHOUSE_CORPUS");
        List<Path> others = corpus == null ? List.of() : openApiDocuments(Path.of(corpus));
        return Stream.concat(Reading.samples().stream().filter(SwaggerParserComparisonTest::isOpenApi), others.stream())
                .filter(file -> !file.endsWith(NOT_COMPARABLE));
    }

    private static List<Path> openApiDocuments(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().matches(".*\\.(json|yaml|yml)"))
                    .filter(SwaggerParserComparisonTest::isOpenApi)
                    .sorted()
                    .toList();
        }
    }

    private static boolean isOpenApi(Path file) {
        try {
            return Files.readString(file).lines().anyMatch(line -> line.matches("\\s*\"?(swagger|openapi)\"?\\s*:.*"));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    void findsTheSameOperationsAndRequirements(Path file) throws IOException {
        String document = Files.readString(file);
        assertSameReading(Reading.read(document), SwaggerParserOracle.parse(document));
    }

    static void assertSameReading(Contract ours, SwaggerParserOracle theirs) {
        Map<String, SwaggerParserOracle.Found> found = theirs.operations();
        assertThat(ours.derived()).isEqualTo(!theirs.statesScopes());
        List<String> matched = ours.endpoints().stream()
                .map(endpoint -> assertSame(endpoint, found, ours.derived()))
                .toList();
        assertThat(matched).containsExactlyInAnyOrderElementsOf(found.keySet());
    }

    private static String assertSame(Endpoint endpoint, Map<String, SwaggerParserOracle.Found> found, boolean derived) {
        // theirs come without base path, which is the front part of ours
        String name = found.keySet().stream()
                .filter(path -> endpoint.endpoint().endsWith(path))
                .max(Comparator.comparing(String::length))
                .orElseThrow(() -> new AssertionError(endpoint + " is only found by us"));
        SwaggerParserOracle.Found theirs = found.get(name);
        assertThat(endpoint.operation())
                .isEqualTo(Optional.ofNullable(theirs.operationId()).orElse(endpoint.endpoint()));
        if (theirs.asksForOthersOnly()) {
            assertThat(endpoint.scope()).as(name).isIn("shop.r", "shop.w");
        } else if (!derived) {
            assertThat(endpoint.alternatives()).as(name).isEqualTo(theirs.expected());
        }
        return name;
    }
}
