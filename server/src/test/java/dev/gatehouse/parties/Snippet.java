package dev.gatehouse.parties;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Configuration as docs/relying-parties.md shows it. Immutable. */
record Snippet(String text) {
    /** The fenced blocks of one language under a heading that starts like this. */
    static List<Snippet> under(String heading, String language) {
        String section = Pattern.compile("(?m)^## ")
                .splitAsStream(page())
                .filter(part -> part.startsWith(heading))
                .findFirst()
                .orElseThrow();
        return Pattern.compile("(?ms)^```" + language + "\\n(.*?)^```$")
                .matcher(section)
                .results()
                .map((MatchResult block) -> new Snippet(block.group(1)))
                .toList();
    }

    private static String page() {
        String root = System.getProperty("gatehouse.root", "..");
        try {
            return Files.readString(Path.of(root, "docs", "relying-parties.md"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** With what the page leaves open put in. */
    Snippet with(String placeholder, Object value) {
        assertThat(text).contains(placeholder);
        return new Snippet(text.replace(placeholder, value.toString()));
    }
}
