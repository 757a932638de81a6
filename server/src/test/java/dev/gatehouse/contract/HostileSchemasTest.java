package dev.gatehouse.contract;

import static dev.gatehouse.contract.HostileReading.neverStalls;
import static dev.gatehouse.contract.HostileReading.piece;
import static dev.gatehouse.contract.HostileReading.quickly;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.contract.graphql.GraphqlKind;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class HostileSchemasTest {
    @ParameterizedTest(name = "{0}")
    @MethodSource("deep")
    void s13_refusesDeepNesting(String name, String document) {
        assertThat(quickly(() -> refusal(document))).contains("nested deeper than 100 levels");
    }

    static Stream<Arguments> deep() {
        return Stream.of(
                Arguments.of("lists in types", "type Query { a: " + "[".repeat(500_000)),
                Arguments.of("lists in values", "type Query { a(b: Int = " + "[".repeat(500_000)),
                Arguments.of("objects in values", "type Query { a(b: I = " + "{c:".repeat(300_000)),
                Arguments.of("directives", "type Query @a(b: " + "[".repeat(500_000)),
                Arguments.of("braces", "type Query " + "{".repeat(500_000)),
                Arguments.of("101 levels", "type Query { a: " + "[".repeat(100) + "Int" + "]".repeat(100) + "}"));
    }

    @Test
    void s13_acceptsTheNestingOfRealSchemas() {
        String document = "type Query { a(b: [[I]] = " + "[".repeat(40) + "1" + "]".repeat(40) + "): [[Int!]!]! }";

        assertThat(quickly(() -> Reading.read(document)).endpoints()).hasSize(1);
    }

    @Test
    void s13_refusesTooManyTokens() {
        assertThat(quickly(() -> refusal("type A{a:Int}".repeat(800_000))))
                .contains("more than the 5,000,000 words and signs");
        assertThat(quickly(() -> refusal("type Query{" + "a:Int ".repeat(600_000) + "}")))
                .contains("line 1, column 1: the definitions that begin here have more than 500,000");
        assertThat(quickly(() -> refusal("scalar A ".repeat(300_000)))).contains("more than 500,000");
        assertThat(quickly(() -> refusal("type A" + " ".repeat(2_000_000) + "{a:Int}")))
                .contains("more than 500,000");
    }

    @Test
    void s13_refusesTooManyDefinitions() {
        StringBuilder document = new StringBuilder();
        for (int type = 0; type <= 200_000; type++) {
            document.append("type T").append(type).append("{a:Int}\n");
        }

        assertThat(quickly(() -> refusal(document.toString()))).contains("more than the 200,000 type definitions");
    }

    @Test
    void s13_refusesTooManyRootFields() {
        StringBuilder document = new StringBuilder("type Query{");
        for (int field = 0; field <= 50_000; field++) {
            document.append("f").append(field).append(":Int ");
        }

        assertThat(quickly(() -> refusal(document + "}"))).contains("more than the 50,000 fields of root types");
    }

    @Test
    void s13_refusesScopesThatMultiply() {
        StringBuilder scopes = new StringBuilder();
        for (int scope = 0; scope < 400; scope++) {
            scopes.append("[\"s").append(scope).append("\"],");
        }
        String document = "type Query @requiresScopes(scopes:[%s]) { a: A @requiresScopes(scopes:[%s]) }"
                .formatted(scopes, scopes.toString().replace("s", "t"));

        assertThat(quickly(() -> refusal(document))).contains("comparisons of combined scopes");
    }

    @Test
    void s13_refusesScopesSharedIntoTooLongAnAnswer() {
        StringBuilder document =
                new StringBuilder("type Query @requiresScopes(scopes:[[\"" + "s".repeat(200_000) + "\"]]) {");
        for (int field = 0; field < 1000; field++) {
            document.append("f").append(field).append(":Int ");
        }

        assertThat(quickly(() -> refusal(document + "}"))).contains("characters of endpoints, operations and scopes");
    }

    @Test
    void s13_takesTypesThatReturnEachOther() {
        String document = "type Query { a: A } type A implements B { b: B } interface B implements C { a: A } "
                + "interface C implements B { c: U } union U = U | A";

        assertThat(Reading.read(document).endpoints()).hasSize(1);
    }

    /** Each is read or refused in time that grows with its length only. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("pieces")
    void s13_neverStalls(String name, String start, String piece, String end) {
        neverStalls(start, piece, end, HostileSchemasTest::declared);
    }

    static Stream<Arguments> pieces() {
        return Stream.of(
                piece("blanks", "", " ", "type Query { a: Int }"),
                piece("commas", "", ",", "type Query { a: Int }"),
                piece("blanks inside", "type Query { a: ", " ", "Int }"),
                piece("comments", "", "#\n", "type Query { a: Int }"),
                piece("one comment", "#", "#", "\ntype Query { a: Int }"),
                piece("a description", "\"\"\"", "x\n", "\"\"\" type Query { a: Int }"),
                piece("an indented description", "\"\"\"", "\n   x", "\"\"\" type Query { a: Int }"),
                piece("an open description", "\"\"\"", "x\n", ""),
                piece("quotes", "", "\"", ""),
                piece("escaped quotes", "\"\"\"", "\\\"\"\"", "\"\"\" scalar A"),
                piece("strings", "", "\"\" ", ""),
                piece("escapes", "\"", "\\u0041", "\" scalar A"),
                piece("one name", "type ", "a", " { a: Int }"),
                piece("a number", "type Query { a(b: Int = ", "1", "): Int }"),
                piece("a fraction", "type Query { a(b: Float = 0.", "1", "): Int }"),
                piece("closing braces", "", "}", ""),
                piece("closing brackets", "type Query {", "])", "}"),
                piece("fields", "type Query {", "a: Int ", "}"),
                piece("fields without types", "type Query {", "a ", "}"),
                piece("directives", "type Query", " @a", " { a: Int }"),
                piece("directive arguments", "type Query @a(", "b: 1 ", ") { a: Int }"),
                piece("values of a list", "type Query @requiresScopes(scopes: [", "[\"a\"],", "]) { a: Int }"),
                piece("scopes", "type Query { a: Int @requiresScopes(scopes: [[", "\"a\",", "]]) }"),
                piece("interfaces", "type Query implements A", " & A", " { a: Int }"),
                piece("members", "union A = B", " | B", ""),
                piece("values", "enum A {", "B ", "}"),
                piece("definitions", "", "scalar A ", ""),
                piece("extensions", "", "extend type Query { a: Int }", ""),
                piece("schemas", "", "schema{query:A}", ""),
                piece("schema extensions", "", "extend schema @a ", ""),
                piece("links", "schema", " @link(url:\"a\")", "{query:Q}"),
                piece("mentions", "", "scalar schema ", ""),
                piece("operations", "", "{a}", ""),
                piece("spreads", "", "...", ""),
                piece("signs", "", "!", ""),
                piece("letters of no language", "", "\uD83D\uDE00", ""),
                piece("byte order marks", "", "\uFEFF", "scalar A"),
                piece("zero bytes", "", "\0", ""));
    }

    private static Contract declared(String document) {
        return Reading.READER.read("shop", document.getBytes(StandardCharsets.UTF_8), Optional.of(GraphqlKind.GRAPHQL));
    }

    private static String refusal(String document) {
        return Reading.refusal(document);
    }
}
