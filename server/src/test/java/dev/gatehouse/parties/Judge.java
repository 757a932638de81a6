package dev.gatehouse.parties;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Judges pages by axe-core, in light and dark, and on a small screen. */
final class Judge {
    private static final String AXE = axe();

    /** Judged once as a whole, and again for what darkness changes. */
    private static final Map<String, String> JUDGED = Map.of(
            "light", "['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']",
            "dark", "['color-contrast']");

    private Judge() {}

    private static String axe() {
        try (InputStream in = Judge.class.getResourceAsStream("/axe.min.js")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Nothing to find fault with in either colour scheme, also on a small screen. */
    static void judge(Tab tab, String name) {
        tab.evaluate(AXE + ";0");
        for (String scheme : List.of("light", "dark")) {
            (scheme.equals("dark") ? tab.dark() : tab.light()).size(1000, 900).picture(name + "-" + scheme);
            JsonNode found = tab.evaluate("""
                    axe.run({runOnly: %s}).then(all =>
                        [...all.violations, ...all.incomplete].map(one => one.id + ': ' + one.nodes.map(node => node.html)))
                    """.formatted(JUDGED.get(scheme)));
            assertThat(found.valueStream().map(JsonNode::asString).toList())
                    .as(name + ", " + scheme)
                    .isEmpty();
        }
        tab.size(320, 640).picture(name + "-small");
        assertThat(tab.evaluate("document.documentElement.scrollWidth <= innerWidth")
                        .asBoolean())
                .as(name + " fits a small screen")
                .isTrue();
        tab.light().size(1000, 900);
    }
}
