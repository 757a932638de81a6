package dev.gatehouse.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What people can be shown as a name. */
class ShownTextTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Order desk",
                "Müller & Söhne (Zürich)",
                "日本語 表示",
                "مي\u200Cخواهم",
                "क्\u200Dष",
                "Family \uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67",
                "Pride \uD83C\uDFF3\uFE0F\u200D\uD83C\uDF08",
                "I \u2764\uFE0F you",
                "Waving \uD83D\uDC4B\uD83C\uDFFD",
                "Runner \uD83C\uDFC3\uD83C\uDFFD\u200D\u2640\uFE0F",
                "Route 6\uFE0F\u20E3",
                "e\u0301",
                "⠓⠊\u2800⠓⠊",
                ""
            })
    void isSeen(String name) {
        assertThat(ShownText.isName(name)).isTrue();
        assertThat(ShownText.isDescription(name)).isTrue();
        assertThat(ShownText.visible(name)).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\u0000b",
                "a\u001Bb",
                "a\u0085b",
                "a\u00ADb",
                "a\u034Fb",
                "a\u061Cb",
                "a\u115Fb",
                "a\u17B4b",
                "a\u180Eb",
                "a\u200Bb",
                "a\u200Cb",
                "a\u200Db",
                "a\u200Eb",
                "a\u202Eb",
                "a\u2060b",
                "a\u2066b",
                "a\u2028b",
                "a\u2029b",
                "a\u3164b",
                "a\uE000b",
                "a\uFE0Fb",
                "6\uFE0F",
                "a\uFE0E",
                "a\uFEFFb",
                "a\uFFA0b",
                "a\uFFFEb",
                "a\uDB40\uDC41b",
                "a\uDB40\uDD00b",
                "\u0378",
                "\uD83D\uDC68\u200D",
                "\u200D\uD83D\uDC68",
                "\uD83D\uDC68\u200D\u200D\uD83D\uDC67",
                "a\uD800"
            })
    void hidesSomething(String name) {
        assertThat(ShownText.isName(name)).isFalse();
        assertThat(ShownText.isDescription(name)).isFalse();
        assertThat(ShownText.visible(name)).contains("\uFFFD");
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "\u00A0\u3000", "\u2800", "\u2003 \u2800"})
    void showsNothing(String blank) {
        assertThat(ShownText.isName(blank)).isFalse();
        assertThat(ShownText.isDescription(blank)).isFalse();
    }

    @Test
    void descriptionsHaveLines() {
        String text = "One\r\n\ttwo\n";

        assertThat(ShownText.isDescription(text)).isTrue();
        assertThat(ShownText.isName(text)).isFalse();
        assertThat(ShownText.visible(text)).isEqualTo(text);
    }
}
