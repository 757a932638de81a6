package dev.gatehouse.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What texts of callers may hold, wherever they stand. */
class SentTextTest {
    private static final BodySchema<JsonNode> LOOSE =
            new BodySchema<>("token-storage.yaml", "ServiceEnvelope", JsonNode.class);

    @Test
    void aLineHasNoControlCharactersAndAMemberHasLayout() {
        for (String text : new String[] {"", "a", "a b", "\u00e4 \ud83d\ude00", "\\"}) {
            assertThat(SentText.isLine(text)).as(text).isTrue();
            assertThat(SentText.isText(text)).as(text).isTrue();
        }
        for (String text : new String[] {"a\tb", "a\r\nb"}) {
            assertThat(SentText.isLine(text)).isFalse();
            assertThat(SentText.isText(text)).isTrue();
        }
        for (String text : new String[] {"\0", "a\u0001", "\u007f", "\u0085", "\ud83d", "\ude00a"}) {
            assertThat(SentText.isLine(text)).isFalse();
            assertThat(SentText.isText(text)).isFalse();
        }
    }

    @Test
    void eachTextAndNameOfABodyIsLookedAt() {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("a", "one\n\ttwo\r\n");
        assertThat(LOOSE.read(Json.bytes(body))).isEqualTo(body);

        body.put("b", "\0").put("c\u0001", 1).putArray("d").add("x").addObject().put("e", "\u0085\u007f");
        ApiException refusal = catchThrowableOfType(ApiException.class, () -> LOOSE.read(Json.bytes(body)));
        assertThat(refusal.violations())
                .extracting(Violation::toString)
                .containsExactly(
                        "/b holds a control character; send none but line breaks and tabs",
                        "/c\\u0001 is a name that holds a control character; send none but line breaks and tabs",
                        "/d/1/e holds a control character; send none but line breaks and tabs");
    }
}
