package dev.gatehouse.contract;

import static dev.gatehouse.contract.HostileReading.neverStalls;
import static dev.gatehouse.contract.HostileReading.piece;
import static dev.gatehouse.contract.HostileReading.quickly;
import static dev.gatehouse.contract.HostileReading.readOrRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.contract.document.SourceText;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostileDocumentsTest {
    private static final String HEAD = "openapi: 3.0.0\n";

    @ParameterizedTest
    @ValueSource(strings = {"x-bomb", "definitions"})
    void s13_billionLaughsCostNothing(String place) {
        StringBuilder bomb = new StringBuilder(HEAD + "paths: {/a: {get: {}}}\n" + place + ":\n  a0: &a0 lol\n");
        for (int level = 1; level < 30; level++) {
            bomb.append("  a%d: &a%d [%s]\n".formatted(level, level, ("*a" + (level - 1) + ",").repeat(10)));
        }

        Contract contract = quickly(() -> Reading.read(bomb.toString()));

        assertThat(contract.endpoints()).hasSize(1);
    }

    @Test
    void s13_refusesBillionLaughsOfMergedMembers() {
        StringBuilder bomb = new StringBuilder(HEAD + "x0: &x0 {");
        for (int name = 0; name < 2000; name++) {
            bomb.append("k%d: 1,".formatted(name));
        }
        bomb.append("}\nx1: [").append("{<<: *x0},".repeat(2000)).append("]\npaths: {}");

        assertThat(quickly(() -> Reading.refusal(bomb.toString()))).contains("500,000 members merged with '<<'");
    }

    @Test
    void s13_refusesAPathItemSharedIntoTooManyEndpoints() {
        StringBuilder bomb =
                new StringBuilder(HEAD + "x-item: &item {get: {}, put: {}, post: {}, delete: {}}\npaths:\n");
        for (int path = 0; path < 15_000; path++) {
            bomb.append("  /%d: *item\n".formatted(path));
        }

        assertThat(quickly(() -> Reading.refusal(bomb.toString()))).contains("50,000 operations");
    }

    @Test
    void s13_refusesAScopeSharedIntoTooLongAnAnswer() {
        StringBuilder bomb =
                new StringBuilder(HEAD + "x-security: &all [{o: ['" + "s".repeat(100_000) + "']}]\npaths:\n");
        for (int path = 0; path < 1000; path++) {
            bomb.append("  /%d: {get: {security: *all}}\n".formatted(path));
        }
        bomb.append("components: {securitySchemes: {o: {type: oauth2}}}");

        assertThat(quickly(() -> Reading.refusal(bomb.toString())))
                .contains("characters of endpoints, operations and scopes");
    }

    @Test
    void s13_refusesAlternativesSharedIntoTooMuchWork() {
        String scopes = "x-scopes: &s [" + "a,".repeat(5000) + "]\n";
        String security = "x-security: &all [" + "{o: *s},".repeat(5000) + "]\n";
        String bomb = HEAD + scopes + security + "paths: {/a: {get: {security: *all}}}\n"
                + "components: {securitySchemes: {o: {type: oauth2}}}";

        assertThat(quickly(() -> Reading.refusal(bomb))).contains("scopes and alternatives in security requirements");
    }

    @Test
    void s13_refusesServerVariablesThatGrow() {
        String bomb = HEAD + "paths: {}\nservers: [{url: '" + "{a}".repeat(2000) + "', variables: {a: {default: '"
                + "x".repeat(1000) + "'}}}]\n";
        String used = bomb.replace("paths: {}", "paths: {/a: {get: {}}}");

        assertThat(quickly(() -> Reading.refusal(used))).contains("the server's URL is longer than 8,192 characters");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":",
                "{\"paths\":{\"/a\":{\"get\":{\"responses\":",
                "{\"a\":[",
                "a: [",
                "a: {b: ",
                "paths: {/a: {get: {x: "
            })
    void s13_refusesDeepNesting(String start) {
        String opening = start.contains("[") ? "[" : start.startsWith("{") ? "{\"a\":" : "{a: ";

        assertThat(quickly(() -> Reading.refusal(start + opening.repeat(200_000))))
                .contains("nested deeper than 500 levels");
    }

    @Test
    void s13_refusesDeepBlockNesting() {
        StringBuilder deep = new StringBuilder();
        for (int level = 0; level < 600; level++) {
            deep.append(" ".repeat(level)).append("a:\n");
        }

        assertThat(quickly(() -> Reading.refusal(deep.toString()))).contains("nested deeper than 500 levels");
        assertThat(quickly(() -> Reading.refusal("- ".repeat(500_000)))).contains("nested deeper than 500 levels");
    }

    @Test
    void s13_acceptsTheNestingOfRealSchemas() {
        String deep = "{\"a\":".repeat(480) + "1" + "}".repeat(480);

        assertThat(Reading.read("{\"openapi\":\"3.0.0\",\"paths\":{},\"definitions\":" + deep + "}")
                        .endpoints())
                .isEmpty();
    }

    @Test
    void s13_refusesMoreThan32Mebibytes() {
        assertThat(Reading.refusal(new byte[SourceText.MAX_BYTES + 1])).contains("the most is 33,554,432");
    }

    /** Each is read or refused in time that grows with its length only. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("pieces")
    void s13_neverStalls(String name, String start, String piece, String end) {
        neverStalls(start, piece, end, Reading::read);
    }

    static Stream<Arguments> pieces() {
        return Stream.of(
                piece("one plain scalar", "a: ", "x", ""),
                piece("one quoted scalar", "a: \"", "x", "\""),
                piece("an open quoted scalar", "a: '", "x", ""),
                piece("quoted line breaks", "a: \"", "\n", "\""),
                piece("a plain scalar over many lines", "a:\n", " x\n", ""),
                piece("a block scalar", "a: |\n", "  x\n", ""),
                piece("a folded scalar", "a: >\n", "  x\n\n", ""),
                piece("escapes", "a: \"", "\\x41", "\""),
                piece("blanks", "a:", " ", "1"),
                piece("tabs", "a:", "\t", "1"),
                piece("line breaks", "", "\n", "a: 1"),
                piece("carriage returns", "", "\r", "a: 1"),
                piece("comments", "", "#\n", "a: 1"),
                piece("one comment", "#", "#", "\na: 1"),
                piece("opening brackets", "", "[", ""),
                piece("closing brackets", "a: ", "]", ""),
                piece("commas", "a: [", ",", "]"),
                piece("question marks", "", "? ", ""),
                piece("colons", "", ": ", ""),
                piece("names", "", "a: ", ""),
                piece("anchors", "a: ", "&a ", ""),
                piece("tags", "a: ", "!a ", ""),
                piece("one tag", "a: !", "a", " x"),
                piece("one anchor", "a: &", "a", " x"),
                piece("directives", "", "%A b\n", "---\na: 1"),
                piece("documents", "", "---\n", ""),
                piece("a list of empty lists", "x: [", "[],", "]"),
                piece("a list of lists on lines", "x:\n", "- []\n", ""),
                piece("one long name", "", "x", ": 1"),
                piece("possible names", "{x: [", "a b\n", "]}"),
                piece("JSON blanks", "{", " ", "}"),
                piece("a JSON string", "{\"a\":\"", "x", "\"}"),
                piece("a JSON name", "{\"", "x", "\":1}"),
                piece("a JSON number", "{\"a\":", "1", "}"),
                piece("JSON list of lists", "{\"a\":[", "[],", "[]]}"),
                piece("JSON escapes", "{\"a\":\"", "\\u0041", "\"}"),
                piece("GraphQL comments", "", "#\n,", "type A {"),
                piece("zero bytes", "", "\0", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x-names", "definitions"})
    void s13_refusesAnObjectWithTooManyNames(String place) {
        StringBuilder document = new StringBuilder("{\"openapi\":\"3.0.0\",\"paths\":{},\"" + place + "\":{");
        for (int name = 0; name < 600_000; name++) {
            document.append("\"%d\":1,".formatted(name));
        }

        assertThat(quickly(() -> Reading.refusal(document + "\"z\":1}}"))).contains("more than the 500,000");
    }

    @Test
    void s13_refusesTooManyValuesOutsideOfSchemas() {
        String document = HEAD + "paths: {}\nx-list: [" + "1,".repeat(600_000) + "]";

        assertThat(quickly(() -> Reading.refusal(document))).contains("more than the 500,000 values");
        assertThat(Reading.read(document.replace("x-list", "definitions")).endpoints())
                .isEmpty();
    }

    @Test
    void s13_readsNamesMadeToCollideInTime() {
        // "Aa" and "BB" have the same hash, so do all strings made of them
        StringBuilder document = new StringBuilder("{\"openapi\":\"3.0.0\",\"paths\":{},\"definitions\":{");
        for (int name = 0; name < 1 << 15; name++) {
            document.append('"');
            for (int bit = 0; bit < 15; bit++) {
                document.append((name >> bit & 1) == 0 ? "Aa" : "BB");
            }
            document.append("\":1,");
        }

        quickly(() -> readOrRefused(document.append("\"z\":1}}").toString(), Reading::read));
    }
}
