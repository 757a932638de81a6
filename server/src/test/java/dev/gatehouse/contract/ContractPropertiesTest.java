package dev.gatehouse.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.gatehouse.api.ApiException;
import dev.gatehouse.contract.GeneratedContract.GeneratedOperation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.snakeyaml.engine.v2.common.FlowStyle;

class ContractPropertiesTest {
    private static final List<byte[]> SAMPLES =
            Reading.samples().stream().map(ContractPropertiesTest::bytes).toList();
    private static final String PIECES = "{}[]:,?-&*!|>'\"%@`#<~ \t\r\n\\0aé$/.";

    @Property(tries = 500)
    void findsWhatIsInAGeneratedContract(@ForAll("contracts") GeneratedContract generated) {
        Contract contract = Reading.read(generated.json());

        Map<String, Set<Set<String>>> found =
                contract.endpoints().stream().collect(Collectors.toMap(Endpoint::endpoint, Endpoint::alternatives));
        assertThat(found).isEqualTo(generated.expected());
        assertThat(contract.endpoints()).extracting(Endpoint::endpoint).isSorted();
    }

    @Property(tries = 200)
    void readsJsonAndYamlAlike(@ForAll("contracts") GeneratedContract generated) {
        Contract json = Reading.read(generated.json());

        assertThat(withoutNotesAndMediaType(Reading.read(generated.yaml(FlowStyle.BLOCK))))
                .isEqualTo(withoutNotesAndMediaType(json));
        assertThat(withoutNotesAndMediaType(Reading.read("---\n" + generated.yaml(FlowStyle.FLOW))))
                .isEqualTo(withoutNotesAndMediaType(json));
    }

    @Property(tries = 100)
    void findsWhatAnIndependentParserFinds(@ForAll("contracts") GeneratedContract generated) {
        SwaggerParserComparisonTest.assertSameReading(
                Reading.read(generated.json()), SwaggerParserOracle.parse(generated.json()));
    }

    @Property(tries = 1000)
    void s13_refusesAnyBytesWithoutFailing(@ForAll @Size(max = 400) byte[] document) {
        readOrRefuse(document);
    }

    @Property(tries = 2000)
    void s13_refusesAnyTextWithoutFailing(@ForAll("texts") String document) {
        readOrRefuse(document.getBytes(StandardCharsets.UTF_8));
    }

    @Property(tries = 2000)
    void s13_refusesAnyDamageToADocumentWithoutFailing(
            @ForAll @IntRange(max = 100) int sample,
            @ForAll @IntRange(max = 10_000) int position,
            @ForAll @IntRange(max = 40) int removed,
            @ForAll("texts") String inserted) {
        byte[] original = SAMPLES.get(sample % SAMPLES.size());
        int start = position % original.length;
        int rest = Math.min(original.length, start + removed);
        byte[] insertion = inserted.getBytes(StandardCharsets.UTF_8);
        byte[] damaged = new byte[start + insertion.length + original.length - rest];
        System.arraycopy(original, 0, damaged, 0, start);
        System.arraycopy(insertion, 0, damaged, start, insertion.length);
        System.arraycopy(original, rest, damaged, start + insertion.length, original.length - rest);

        readOrRefuse(damaged);
    }

    @Property(tries = 300)
    void s13_refusesADocumentCutShortWithoutFailing(
            @ForAll @IntRange(max = 100) int sample, @ForAll @IntRange(max = 10_000) int length) {
        byte[] original = SAMPLES.get(sample % SAMPLES.size());

        readOrRefuse(java.util.Arrays.copyOf(original, length % original.length));
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings().withChars(PIECES).ofMaxLength(60);
    }

    @Provide
    Arbitrary<GeneratedContract> contracts() {
        Arbitrary<Map<String, Map<String, GeneratedOperation>>> paths = Arbitraries.maps(
                        paths(), Arbitraries.maps(methods(), operations()).ofMaxSize(3))
                .ofMaxSize(5);
        return Combinators.combine(
                        Arbitraries.of("2.0", "3.0.3", "3.1.0"), Arbitraries.of("", "/v1", "/a/b"), security(), paths)
                .as(GeneratedContract::new);
    }

    private static Arbitrary<String> paths() {
        return Arbitraries.of("orders", "{id}", "a~b", "é", "x.y", "@get")
                .list()
                .ofMinSize(1)
                .ofMaxSize(3)
                .map(segments -> "/" + String.join("/", segments));
    }

    private static Arbitrary<String> methods() {
        return Arbitraries.of("get", "put", "post", "delete", "options", "head", "patch");
    }

    private static Arbitrary<GeneratedOperation> operations() {
        return Combinators.combine(Arbitraries.of("one", "7", "true", "- x: y").optional(), security())
                .as(GeneratedOperation::new);
    }

    private static Arbitrary<Optional<List<Map<String, List<String>>>>> security() {
        Arbitrary<List<String>> scopes =
                Arbitraries.of("a", "b.r", "c:w", "null", "1").list().ofMaxSize(3);
        return Arbitraries.maps(Arbitraries.of("oauth", "other", "key"), scopes)
                .ofMaxSize(3)
                .map(ContractPropertiesTest::withoutScopesOfKeys)
                .list()
                .ofMaxSize(3)
                .optional();
    }

    private static Map<String, List<String>> withoutScopesOfKeys(Map<String, List<String>> requirement) {
        return requirement.keySet().stream()
                .collect(Collectors.toMap(
                        scheme -> scheme, scheme -> scheme.equals("key") ? List.of() : requirement.get(scheme)));
    }

    private static Contract withoutNotesAndMediaType(Contract contract) {
        return new Contract(
                contract.type(),
                "",
                contract.title(),
                contract.description(),
                contract.endpoints(),
                contract.scopes(),
                contract.derived(),
                List.of());
    }

    private static void readOrRefuse(byte[] document) {
        assertThatCode(() -> {
                    try {
                        Reading.read(document);
                    } catch (ApiException refusal) {
                        assertThat(refusal.getMessage()).startsWith("The contract cannot be read at line ");
                    }
                })
                .doesNotThrowAnyException();
    }

    private static byte[] bytes(java.nio.file.Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        }
    }
}
