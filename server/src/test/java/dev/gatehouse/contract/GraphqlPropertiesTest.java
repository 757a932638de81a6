package dev.gatehouse.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.gatehouse.api.ApiException;
import dev.gatehouse.contract.graphql.GraphqlKind;
import dev.gatehouse.decision.content.Undecidable;
import dev.gatehouse.decision.graphql.GraphqlHttpRequest;
import dev.gatehouse.decision.graphql.GraphqlRequests;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class GraphqlPropertiesTest {
    private static final String QUERY = """
            query A($x: [Int!] = [1]) @d { a: orders(first: $x) { id ...F } ... on Query { hours } ...G } # c
            mutation B { place(input: {a: "x", b: \"\"\"y\"\"\"}) }
            fragment F on Order { id } fragment G on Query { me ...G }
            """;

    /** A root field with its directives. */
    record Field(String type, String name, Optional<List<List<String>>> scopes) {
        String sdl() {
            return "  %s(x: Int = 1): %s %s\n"
                    .formatted(name, "[Int!]!", scopes.map(Field::directive).orElse(""));
        }

        static String directive(List<List<String>> scopes) {
            return "@requiresScopes(scopes: ["
                    + scopes.stream()
                            .map(all -> all.stream()
                                    .map(scope -> "\"" + scope + "\"")
                                    .collect(Collectors.joining(", ", "[", "]")))
                            .collect(Collectors.joining(","))
                    + "])";
        }

        Set<Set<String>> alternatives() {
            return scopes.map(all -> all.stream().map(Set::copyOf).collect(Collectors.toSet()))
                    .filter(all -> !all.isEmpty())
                    .map(all -> all.contains(Set.of()) ? Set.of(Set.<String>of()) : all)
                    .orElseGet(() -> scopes.isPresent() ? Set.of(Set.of()) : Set.of());
        }
    }

    @Property(tries = 300)
    void findsWhatIsInAGeneratedSchema(@ForAll("fields") List<Field> fields, @ForAll @IntRange(max = 3) int cut) {
        Map<String, Field> distinct = new TreeMap<>();
        fields.forEach(field -> distinct.putIfAbsent(field.type() + "." + field.name(), field));
        StringBuilder sdl = new StringBuilder("directive @x on FIELD_DEFINITION scalar A\n");
        for (String type : List.of("Query", "Mutation", "Subscription")) {
            List<Field> own = distinct.values().stream()
                    .filter(field -> field.type().equals(type))
                    .toList();
            int first = Math.min(cut, own.size());
            sdl.append(block("type", type, own.subList(0, first)))
                    .append(block("extend type", type, own.subList(first, own.size())));
        }

        Contract contract = Reading.read(sdl.toString());

        Map<String, Set<Set<String>>> found =
                contract.endpoints().stream().collect(Collectors.toMap(Endpoint::endpoint, Endpoint::alternatives));
        boolean stated =
                distinct.values().stream().anyMatch(field -> field.scopes().isPresent());
        assertThat(contract.derived()).isEqualTo(!stated);
        assertThat(found.keySet()).isEqualTo(distinct.keySet());
        if (stated) {
            distinct.forEach((name, field) -> assertThat(found).containsEntry(name, field.alternatives()));
        }
    }

    private static String block(String keyword, String type, List<Field> fields) {
        return fields.isEmpty()
                ? ""
                : keyword + " " + type + " {\n"
                        + fields.stream().map(Field::sdl).collect(Collectors.joining()) + "}\n";
    }

    @Property(tries = 1000)
    void s13_refusesAnyWordsWithoutFailing(@ForAll("words") List<String> words) {
        readOrRefuse(String.join(" ", words));
        readOrRefuse("type Query { a: Int }" + String.join("", words));
    }

    @Property(tries = 1000)
    void s13_answersAnyDamageToAQueryWithoutFailing(
            @ForAll @IntRange(max = 400) int position,
            @ForAll @IntRange(max = 20) int removed,
            @ForAll("words") List<String> inserted) {
        int start = position % QUERY.length();
        String damaged = QUERY.substring(0, start)
                + String.join("", inserted)
                + QUERY.substring(Math.min(QUERY.length(), start + removed));

        answerOrRefuse("application/graphql", damaged.getBytes(StandardCharsets.UTF_8));
    }

    @Property(tries = 1000)
    void s13_answersAnyBytesWithoutFailing(@ForAll @Size(max = 300) byte[] body) {
        answerOrRefuse("application/json", body);
        answerOrRefuse("application/graphql", body);
    }

    @Property(tries = 300)
    void tellsTheFieldsOfAnyQuery(@ForAll("selections") List<String> selections, @ForAll("kinds") String kind) {
        StringBuilder query = new StringBuilder(kind + " {");
        StringBuilder fragments = new StringBuilder();
        Set<String> expected = new TreeSet<>();
        List<String> wrapped = new ArrayList<>(selections);
        for (int index = 0; index < wrapped.size(); index++) {
            String field = wrapped.get(index);
            expected.add(kind.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + kind.substring(1) + "." + field);
            switch (index % 4) {
                case 0 -> query.append(" ").append(field).append(" { other }");
                case 1 -> query.append(" x").append(index).append(": ").append(field);
                case 2 ->
                    query.append(" ... @include(if: false) { ").append(field).append(" }");
                default -> {
                    query.append(" ...F").append(index);
                    fragments.append(" fragment F%d on Anything { %s(a: \"}\") }".formatted(index, field));
                }
            }
        }

        assertThat(answer("application/graphql", (query + "}" + fragments).getBytes(StandardCharsets.UTF_8)))
                .containsExactlyElementsOf(expected);
    }

    @Provide
    Arbitrary<List<Field>> fields() {
        Arbitrary<List<List<String>>> scopes = Arbitraries.of("a", "b.r", "c:w", "d/e")
                .list()
                .uniqueElements()
                .ofMaxSize(3)
                .list()
                .ofMaxSize(3);
        return Combinators.combine(
                        Arbitraries.of("Query", "Mutation", "Subscription"),
                        Arbitraries.of("a", "b", "type", "query", "_x", "input", "extend", "schema", "on"),
                        scopes.optional())
                .as(Field::new)
                .list()
                .ofMaxSize(8);
    }

    @Provide
    Arbitrary<List<String>> words() {
        return Arbitraries.of(
                        "type",
                        "Query",
                        "schema",
                        "extend",
                        "union",
                        "input",
                        "enum",
                        "scalar",
                        "directive",
                        "on",
                        "{",
                        "}",
                        "(",
                        ")",
                        "[",
                        "]",
                        ":",
                        "=",
                        "|",
                        "&",
                        "!",
                        "@",
                        "$",
                        "...",
                        "\"",
                        "\"\"\"",
                        "\\",
                        "#",
                        "\n",
                        "\r",
                        ",",
                        "1",
                        "-",
                        "0x",
                        "1.5e3",
                        "a",
                        "implements",
                        "@requiresScopes(scopes: [[\"a\"]])",
                        "fragment",
                        "query",
                        "mutation",
                        "null",
                        "true",
                        "\uFEFF",
                        "\u2028",
                        "\0",
                        "é",
                        "\uD83D\uDE00")
                .list()
                .ofMaxSize(25);
    }

    @Provide
    Arbitrary<List<String>> selections() {
        return Arbitraries.of("a", "b", "c", "query", "fragment", "on", "true", "__typename")
                .list()
                .ofMinSize(1)
                .ofMaxSize(10);
    }

    @Provide
    Arbitrary<String> kinds() {
        return Arbitraries.of("query", "mutation", "subscription");
    }

    private static void readOrRefuse(String document) {
        assertThatCode(() -> {
                    try {
                        Reading.READER.read(
                                "shop", document.getBytes(StandardCharsets.UTF_8), Optional.of(GraphqlKind.GRAPHQL));
                    } catch (ApiException refusal) {
                        assertThat(refusal.getMessage()).startsWith("The contract cannot be read at line ");
                    }
                })
                .doesNotThrowAnyException();
    }

    private static void answerOrRefuse(String contentType, byte[] body) {
        assertThatCode(() -> {
                    try {
                        assertThat(answer(contentType, body)).isNotEmpty();
                    } catch (Undecidable refusal) {
                        assertThat(refusal.reason()).isNotEmpty();
                    }
                })
                .doesNotThrowAnyException();
    }

    private static Set<String> answer(String contentType, byte[] body) {
        return GraphqlRequests.of(new GraphqlHttpRequest("POST", "", contentType, "", body), null)
                .endpoints();
    }
}
