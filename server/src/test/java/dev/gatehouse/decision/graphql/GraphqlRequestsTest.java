package dev.gatehouse.decision.graphql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gatehouse.api.Json;
import dev.gatehouse.decision.content.Undecidable;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.SortedSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class GraphqlRequestsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{ orders { id } }                                        | Query.orders",
                "query { a: orders { x: id } b: orders(first: 1) { id } } | Query.orders",
                "mutation M($i: In! = {a: 1}) { place(input: $i) { id } } | Mutation.place",
                "subscription { placed { id } }                           | Subscription.placed",
                "{ a, b c @include(if: false) d @skip(if: true) }         | Query.a Query.b Query.c Query.d",
                "{ ... { a } ... on Query { b { never } } ... @skip(if: true) { c } } | Query.a Query.b Query.c",
                "{ ...F a } fragment F on Query { b ...G } fragment G on Q { c { never } } | Query.a Query.b Query.c",
                "{ ...F } fragment F on Query { a ...G } fragment G on Query { ...F b } | Query.a Query.b",
                "{ ...F ...F } fragment F on Query { a } fragment Unused on Query { b } | Query.a",
                "{ __schema { types { name } } __typename __type(name: \"A\") { name } } | Query.__schema Query.__type Query.__typename",
                "{ a(text: \"{ b } # \", more: \"\"\" } mutation { c } \"\"\") { x } } | Query.a",
                "{ query mutation fragment on type }                      | Query.fragment Query.mutation Query.on Query.query Query.type",
            })
    void tellsEveryRootField(String query, String endpoints) {
        assertThat(post(query)).containsExactlyInAnyOrder(endpoints.split(" "));
        assertThat(get("query=" + encoded(query))).containsExactlyInAnyOrder(endpoints.split(" "));
        assertThat(rootFields("POST", "", "application/graphql", query))
                .containsExactlyInAnyOrder(endpoints.split(" "));
    }

    @Test
    void theOperationNameChoosesAmongOperations() {
        String query = "query A { a } mutation B { b } query C { ...F } fragment F on Query { c }";

        assertThat(post(Map.of("query", query, "operationName", "B"))).containsExactly("Mutation.b");
        assertThat(get("operationName=C&query=" + encoded(query))).containsExactly("Query.c");
        assertThat(post(Map.of("query", "query A { a }", "operationName", ""))).containsExactly("Query.a");
        assertThat(refusal(Map.of("query", query))).contains("3 operations and does not say which");
        assertThat(refusal(Map.of("query", query, "operationName", "D"))).contains("no operation 'D'");
        assertThat(refusal(Map.of("query", "query A { a } query A { b }", "operationName", "A")))
                .contains("two have the same name");
        assertThat(refusal(Map.of("query", "query A { a } { b }", "operationName", "A")))
                .contains("or one has none");
        assertThat(refusal(Map.of("query", "fragment F on Query { a }"))).contains("0 operations");
    }

    @Test
    void allRequestsOfABatchCount() {
        assertThat(body("[{\"query\":\"{a}\"},{\"query\":\"mutation{b}\",\"variables\":{\"x\":[1]}}]"))
                .containsExactly("Mutation.b", "Query.a");
        assertThat(refused("[]")).contains("a list of 0 requests");
        assertThat(refused("[" + "{\"query\":\"{a}\"},".repeat(100) + "{\"query\":\"{a}\"}]"))
                .contains("a list of 101 requests");
        assertThat(refused("[[{\"query\":\"{a}\"}]]")).contains("neither a request nor a list of requests");
    }

    @Test
    void aPersistedQueryIsDecidedOnOnlyWhereItsTextIsThere() {
        String own = "8e3fe8d80a0c9e8e2e0ab5d5c8f2c1c0f4d5b7d8e0d3f6a9b7c4f1e2d3c4b5a6";

        assertThat(refused(
                        "{\"extensions\":{\"persistedQuery\":{\"version\":1,\"sha256Hash\":\"%s\"}}}".formatted(own)))
                .contains("persisted queries cannot be looked into");
        assertThat(refused("{\"query\":\"{a}\",\"extensions\":{\"persistedQuery\":{\"sha256Hash\":\"%s\"}}}"
                        .formatted(own)))
                .contains("is not the query beside it");
        assertThat(body("{\"query\":\"{a}\",\"extensions\":{\"persistedQuery\":{\"sha256Hash\":\"%s\"},\"x\":1}}"
                        .formatted(sha256("{a}"))))
                .containsExactly("Query.a");
        assertThat(refusedUrl("extensions=" + encoded("{\"persistedQuery\":{\"sha256Hash\":\"" + own + "\"}}")))
                .contains("persisted queries cannot be looked into");
        assertThat(refusedUrl("id=" + own)).contains("a parameter 'id', which only some servers know");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "{\"query\":\"{a}\",\"query\":\"{b}\"}           | has a name twice in an object",
                "{\"query\":\"{a}\",\"Query\":\"{b}\"}           | a member 'Query', which only some servers know",
                "{\"query\":\"{a}\",\"documentId\":\"x\"}        | a member 'documentId', which only some servers know",
                "{\"query\":\"{a}\"} {\"query\":\"{b}\"}         | is not valid JSON",
                "{\"query\":[\"{a}\"]}                           | 'query' is not text",
                "{\"query\":\"{a}\",\"operationName\":1}         | 'operationName' is not text",
                "{\"query\":null}                                | there is no query",
                "{\"query\":\"  \"}                              | there is no query",
                "{\"operationName\":\"A\"}                       | there is no query",
                "7                                               | neither a request nor a list of requests",
                "{a}                                             | is not valid JSON",
                "{\"query\":\"{a\"}                              | not valid GraphQL at line 1, column 3",
                "{\"query\":\"{ }\"}                             | not valid GraphQL",
                "{\"query\":\"{ ...F }\"}                        | fragment 'F' is not defined",
                "{\"query\":\"{ ...F } fragment F on Q { ...F }\"}   | asks for no field",
                "{\"query\":\"{ a } fragment F on Q { a } fragment F on Q { b }\"} | fragment 'F' is defined twice",
                "{\"query\":\"{ a } type Query { a: Int }\"}     | more than operations and fragments",
                "{\"query\":\"{ a(x: 1e9999999999999) }\"}        | not valid GraphQL",
                "{\"query\":\"{ a # \\u2028 }\"}                 | the character U+2028, which servers read in different ways",
                "{\"query\":\"{ a # \\r }\"}                     | the character U+000D",
                "{\"query\":\"{ a # \\u0085 }\"}                 | the character U+0085",
                "{\"query\":\"{ a \\u0000 }\"}                   | the character U+0000",
                "{\"query\":\"\\uFEFF{ a }\"}                    | the character U+FEFF",
                "\uFEFF{\"query\":\"{ a }\"}                     | is not valid JSON",
            })
    void s13_doesNotDecideOnWhatServersReadInDifferentWays(String body, String reason) {
        assertThat(refused(body)).contains(reason);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "POST    | query={b}        | application/json | {\"query\":\"{a}\"} | the URL of a POST request has parameters of GraphQL",
                "POST    | operationName=B  | application/json | {\"query\":\"{a}\"} | the URL of a POST request has parameters of GraphQL",
                "POST    | Query=x          | application/json | {\"query\":\"{a}\"} | a parameter 'Query'",
                "POST    | query[]=x        | application/json | {\"query\":\"{a}\"} | a parameter 'query[]'",
                "POST    | %71uery=x        | application/json | {\"query\":\"{a}\"} | the URL of a POST request",
                "POST    | ^^               | application/json | ^^                    | has to forward the request's body",
                "POST    | ^^               | ^^               | {\"query\":\"{a}\"} | there is no Content-Type",
                "POST    | ^^               | text/plain       | {\"query\":\"{a}\"} | bodies of type 'text/plain' are not read",
                "POST    | ^^               | application/x-www-form-urlencoded | query={a} | are not read; send application/json",
                "POST    | ^^               | multipart/form-data; boundary=x   | --x | are not read; send application/json",
                "POST    | ^^               | application/json; charset=utf-16  | {\"query\":\"{a}\"} | not declared to be UTF-8",
                "GET     | query={a}        | ^^               | {\"query\":\"{b}\"} | a GET request has a body",
                "GET     | query={a}&query={b} | ^^            | ^^                    | 'query' stands twice",
                "GET     | query={a}&query%00={b} | ^^         | ^^                    | which only some servers know",
                "GET     | query={a}&query%00x={b} | ^^        | ^^                    | which only some servers know",
                "GET     | query={a}&doc.id=1 | ^^             | ^^                    | a parameter 'doc.id'",
                "GET     | query={a}&x=1;query={b} | ^^        | ^^                    | behind a semicolon",
                "POST    | x=1;operationName=B | application/json | {\"query\":\"{a}\"} | behind a semicolon",
                "GET     | query=%7Ba%C3%7D | ^^               | ^^                    | not UTF-8",
                "GET     | query=%7         | ^^               | ^^                    | a '%' that encodes nothing",
                "GET     | ^^               | ^^               | ^^                    | there is no query",
                "GET     | query={a}&extensions=x | ^^         | ^^                    | parameter 'extensions' is not valid JSON",
                "PUT     | query={a}        | ^^               | ^^                    | method 'PUT' is none that GraphQL servers take",
                "DELETE  | ^^               | application/json | {\"query\":\"{a}\"} | method 'DELETE'",
            })
    void doesNotDecideOnUnusualWaysToAsk(String method, String query, String contentType, String body, String reason) {
        assertThat(refused(() -> rootFields(method, query, contentType, body))).contains(reason);
    }

    @Test
    void takesTheUsualForms() {
        String body = "{\"query\":\"{a}\"}";

        assertThat(rootFields("POST", "debug=1&trace", "Application/JSON; charset=\"UTF-8\"", body))
                .containsExactly("Query.a");
        assertThat(rootFields("HEAD", "query=%7Ba%7D", "", "")).containsExactly("Query.a");
        assertThat(rootFields("GET", "query=query+A+%7B%0D%0Aa%7D&variables=%7B%7D", "", ""))
                .containsExactly("Query.a");
        assertThat(refused(() -> GraphqlRequests.of(
                        new GraphqlHttpRequest(
                                "POST", "", "application/json", "gzip", body.getBytes(StandardCharsets.UTF_8)),
                        null)))
                .contains("the body is encoded with 'gzip'");
        assertThat(refused(() -> GraphqlRequests.of(
                        new GraphqlHttpRequest("POST", "", "application/json", "", new byte[] {(byte) 0xC3, 'x'}),
                        null)))
                .contains("the body is not UTF-8");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bombs")
    void s13_neverStallsOverAQuery(String name, String query) {
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(10), () -> {
            try {
                post(query);
            } catch (Undecidable refusal) {
            }
        });
    }

    static Stream<Arguments> bombs() {
        return Stream.of(
                Arguments.of("deep fields", "{a".repeat(40_000) + "}".repeat(40_000)),
                Arguments.of("deep lists", "{a(x:" + "[".repeat(100_000) + ")}"),
                Arguments.of("deep objects", "{a(x:" + "{b:".repeat(60_000) + ")}"),
                Arguments.of("deep types", "query($x:" + "[".repeat(100_000) + "){a}"),
                Arguments.of("deep inline fragments", "{" + "...{".repeat(50_000) + "a" + "}".repeat(50_001)),
                Arguments.of("aliases", "{" + "x:a ".repeat(60_000) + "}"),
                Arguments.of("directives", "{a" + "@x".repeat(100_000) + "}"),
                Arguments.of("blanks", " ".repeat(250_000) + "{a}"),
                Arguments.of("comments", "#\n".repeat(120_000) + "{a}"),
                Arguments.of("one comment", "{a}#" + "#".repeat(250_000)),
                Arguments.of("a number", "{a(x:" + "1".repeat(250_000) + ")}"),
                Arguments.of("a string", "{a(x:\"" + "x".repeat(250_000) + "\")}"),
                Arguments.of("an open block string", "{a(x:\"\"\"" + "\n x".repeat(80_000) + ")}"),
                Arguments.of("lines of a block string", "{a(x:\"\"\"" + "\n x".repeat(80_000) + "\"\"\")}"),
                Arguments.of("a name", "{" + "a".repeat(250_000) + "}"),
                Arguments.of("fragments in a ring", ring(1500)),
                Arguments.of("fragments that double", doubling(60)),
                Arguments.of("operations", "query A{a}".repeat(20_000)),
                Arguments.of("braces", "{".repeat(250_000)),
                Arguments.of("commas", ",".repeat(250_000) + "{a}"));
    }

    @Test
    void s13_fragmentsThatDoubleAreGoneThroughOnce() {
        assertThat(post(doubling(60))).containsExactly("Query.a");
        assertThat(post(ring(1500))).hasSize(1500);
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 50})
    void queriesOfUsualDepthAreRead(int depth) {
        assertThat(post("{a".repeat(depth) + "}".repeat(depth))).containsExactly("Query.a");
    }

    @Test
    void s13_largeBodiesAreNotLookedAt() {
        assertThat(refused("{\"query\":\"{a}\",\"variables\":{\"x\":\"" + "x".repeat(256 * 1024) + "\"}}"))
                .contains("larger than 262,144 bytes");
    }

    private static String ring(int length) {
        StringBuilder query = new StringBuilder("{...F0}");
        for (int fragment = 0; fragment < length; fragment++) {
            query.append("fragment F%d on Q{a%d ...F%d}".formatted(fragment, fragment, (fragment + 1) % length));
        }
        return query.toString();
    }

    private static String doubling(int depth) {
        StringBuilder query = new StringBuilder("{...F0 a}");
        for (int fragment = 0; fragment < depth; fragment++) {
            query.append("fragment F%1$d on Q{...F%2$d ...F%2$d}".formatted(fragment, fragment + 1));
        }
        return query.append("fragment F%d on Q{a}".formatted(depth)).toString();
    }

    private static String sha256(String text) {
        try {
            return java.util.HexFormat.of()
                    .formatHex(java.security.MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private static SortedSet<String> post(String query) {
        return post(Map.of("query", query));
    }

    private static SortedSet<String> post(Map<String, String> request) {
        return body(Json.text(request));
    }

    private static SortedSet<String> body(String body) {
        return rootFields("POST", "", "application/json", body);
    }

    private static SortedSet<String> get(String query) {
        return rootFields("GET", query, "", "");
    }

    private static SortedSet<String> rootFields(String method, String query, String contentType, String body) {
        return GraphqlRequests.of(
                        new GraphqlHttpRequest(method, query, contentType, "", body.getBytes(StandardCharsets.UTF_8)),
                        null)
                .endpoints();
    }

    private static String refusal(Map<String, String> request) {
        return refused(() -> post(request));
    }

    private static String refused(String body) {
        return refused(() -> body(body));
    }

    private static String refusedUrl(String query) {
        return refused(() -> get(query));
    }

    private static String refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable asking) {
        Undecidable refusal = catchThrowableOfType(Undecidable.class, asking);
        assertThat(refusal).as("the refusal").isNotNull();
        return refusal.reason();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
