package dev.gatehouse.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gatehouse.api.ApiException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocatedErrorsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "{\"a\":1,\\n \"é\":}              | line 2, column 6: it is not valid JSON",
                "{\"a\":1,}                        | line 1, column 8: it is not valid JSON",
                "{\"a\":1                          | line 1, column 7: it is not valid JSON",
                "{\"a\":\"x                        | it is not valid JSON",
                "{\"a\":1} x                       | line 1, column 9: it is not valid JSON",
                "{\"a\":1} {}                      | line 1, column 9: the document ended before this; remove what follows",
                "{\"a\":1,\\n\"b\":{\"c\":1, \"c\":2}} | line 2, column 13: 'c' stands here for the second time in one object",
                "{\"responses\":{\"a\":[{\"c\":1,\"c\":2}]}} | line 1, column 27: 'c' stands here for the second time",
                "a: 1\\nb: {c: 1, c: 2}             | line 2, column 11: 'c' stands here for the second time in one object",
                "200: x\\n'200': y                  | line 2, column 1: '200' stands here for the second time",
                "a: 1\\n b: 2                       | line 2, column 3: it is not valid YAML",
                "a: [1,\\n                          | it is not valid YAML",
                "a: \"x                             | line 1, column 6: it is not valid YAML",
                "a: 1\\n\\tb: 2                     | line 2, column 1: it is not valid YAML",
                "a: @x                              | line 1, column 4: it is not valid YAML",
                "%YAML 2.0\\n---\\na: 1             | it is not valid YAML",
                "a: 1\\n---\\nb: 2                  | line 2, column 1: a second YAML document begins here",
                "a: *b                              | line 1, column 4: alias '*b' names no anchor before it",
                "a: &b [*b]                         | line 1, column 8: alias '*b' stands inside the value it names",
                "a: &b {c: {d: *b}}                 | line 1, column 15: alias '*b' stands inside the value it names",
                "responses: {a: &b [*b]}            | line 1, column 20: alias '*b' stands inside the value it names",
                "<<: 1                              | line 1, column 1: '<<' can merge objects only, but this is a number",
                "a: &b {c: 1}\\n<<: [*b, x]         | line 2, column 1: '<<' can merge objects only, but this is text",
                "a: !include b.yaml                 | line 1, column 4: tag '!include' is not supported; write the value itself",
                "a: !mine {b: 1}                    | line 1, column 4: tag '!mine' is not supported",
                "? [a]\\n: b                        | line 1, column 3: a name in an object must be plain text",
                "a: &k b\\n*k : c                   | line 2, column 1: a name in an object must be plain text",
            })
    void namesLineAndColumn(String document, String message) {
        assertThat(Reading.refusal(document.replace("\\n", "\n").replace("\\t", "\t")))
                .contains(message);
    }

    @Test
    void namesTheByteThatIsNotUtf8() {
        byte[] document = "openapi: 3.0.0\n# é ?".getBytes(StandardCharsets.UTF_8);
        document[document.length - 1] = (byte) 0xC3;

        assertThat(Reading.refusal(document))
                .contains("line 2, column 5: byte 0xC3 is not UTF-8; save the document as UTF-8");
        assertThat(Reading.refusal("openapi: 3.0.0".getBytes(StandardCharsets.UTF_16)))
                .contains("line 1, column 1: byte 0xFE is not UTF-8");
    }

    @Test
    void namesTheCharacterThatYamlForbids() {
        assertThat(Reading.refusal("a: 1\nb: é\uD83D\uDE00\0"))
                .contains("line 2, column 6: character U+0000 is not allowed");
        assertThat(Reading.refusal("{\"a\": \"\0\"}")).contains("line 1, column 8: it is not valid JSON");
    }

    @Test
    void carriesLineAndColumnForPrograms() {
        ApiException refusal = catchThrowableOfType(ApiException.class, () -> Reading.read("a: 1\nb: *c"));

        assertThat(refusal.members()).containsEntry("line", 2).containsEntry("column", 4);
    }

    @Test
    void keepsQuotedTextShortAndPrintable() {
        String message =
                Reading.refusal("{\"openapi\":\"3.0.0\",\"paths\":{\"\\r\\n\\u0085" + "x".repeat(10_000) + "\":1}}");

        assertThat(message)
                .hasSizeLessThan(400)
                .contains("'\uFFFD\uFFFD\uFFFDxxx")
                .contains("xxx…'");
    }

    @Test
    void keepsTagsInSkippedPartsAndStandardTags() {
        Contract contract = Reading.read("""
                openapi: !!str 3.0.0
                info: !!map {title: !!str 7}
                paths: {}
                components: {schemas: {a: !include a.yaml, b: !mine {c: 1}}}
                """);

        assertThat(contract.title()).isEqualTo("7");
    }
}
