package dev.gatehouse.connector.binding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.api.Json;
import dev.gatehouse.api.SchemaDocument;
import dev.gatehouse.api.SchemaViolations;
import dev.gatehouse.api.Violation;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Callers read these words, so that they stay. */
class ArgumentWordsTest {
    private static final SchemaDocument DOCUMENT = new SchemaDocument("words.yaml", """
            openapi: 3.1.0
            components:
              schemas:
                Arguments:
                  type: object
                  additionalProperties: false
                  required: [given]
                  properties:
                    given: {}
                    text: {type: string, minLength: 3, maxLength: 5, x-mend: send something else}
                    secret: {type: string, pattern: '^[a-z]+$', writeOnly: true}
                    choice: {enum: [one, two]}
                    address: {type: string, format: ipv4}
                    number: {type: [integer, 'null']}
            """);

    private static List<String> violations(String members) {
        byte[] json = ("{" + members + "}").getBytes(StandardCharsets.UTF_8);
        return new SchemaViolations(DOCUMENT.tree(), new ArgumentWords())
                .of(DOCUMENT.schema("/components/schemas/Arguments"), Json.parse(json)).stream()
                        .map(Violation::toString)
                        .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "\"text\":\"\"|/text is empty; send a value",
                "\"text\":\"ab\"|/text is shorter than 3 characters",
                "\"text\":\"abcdef\"|/text is longer than 5 characters",
                "\"secret\":\"A1\"|/secret the value is not accepted; send what matches ^[a-z]+$",
                "\"choice\":\"none\"|/choice \"none\" is not one of one, two",
                "\"address\":\"x\"|/address \"x\" is not an ipv4; send one",
                "\"number\":\"x\"|/number is a string; send an integer",
                "\"texts\":1|/texts is not a known member; remove it"
            })
    void sayWhatIsWrong(String member, String violation) {
        assertThat(violations("\"given\":1," + member)).containsExactly(violation);
    }

    @Test
    void nameWhatIsMissing() {
        assertThat(violations("")).containsExactly("/given is required");
    }

    @Test
    void endAfterFifty() {
        String unknown = IntStream.range(0, 200)
                .mapToObj(number -> "\"unknown" + number + "\":1")
                .collect(Collectors.joining(","));

        assertThat(violations("\"given\":1," + unknown))
                .hasSize(50)
                .allMatch(violation -> violation.endsWith(" is not a known member; remove it"));
    }
}
