package dev.gatehouse.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.SoftAssertions.assertSoftly;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** {@code docs/errors.md} explains every entry of the catalogue, and nothing else. */
class ErrorCatalogueTest {
    private static final Path DOCUMENT = Path.of(System.getProperty("gatehouse.root", ".."), "docs", "errors.md");
    private static final Pattern SECTION = Pattern.compile("(?m)^## (\\S+)$");

    private final Map<String, String> sections = sections();

    /** Each section's text by its heading, in the document's order. */
    private static Map<String, String> sections() {
        String text = read();
        Map<String, String> found = new LinkedHashMap<>();
        String[] bodies = SECTION.split(text);
        int index = 1;
        var heading = SECTION.matcher(text);
        while (heading.find()) {
            found.put(heading.group(1), bodies[index++].strip());
        }
        return found;
    }

    private static String read() {
        try {
            return Files.readString(DOCUMENT);
        } catch (IOException e) {
            throw new AssertionError("the error catalogue cannot be read", e);
        }
    }

    @Test
    void everyCodeHasItsSectionAndEverySectionItsCode() {
        assertThat(sections.keySet())
                .containsExactlyElementsOf(Arrays.stream(ErrorCode.values())
                        .map(ErrorCode::code)
                        .sorted()
                        .toList());
    }

    @Test
    void everySectionTellsTheNameAndStatusOfItsCode() {
        assertSoftly(softly -> {
            for (ErrorCode code : ErrorCode.values()) {
                softly.assertThat(sections.get(code.code()))
                        .as(code.code())
                        .startsWith("`" + code.name() + "`, status " + code.status() + "\n");
            }
        });
    }

    @Test
    void everySectionTellsWhenItHappensAndHowToMendIt() {
        assertSoftly(softly -> sections.forEach((code, text) -> softly.assertThat(text)
                .as(code)
                .containsPattern("(?m)^\\*\\*When:\\*\\* \\S")
                .containsPattern("(?m)^\\*\\*Mend:\\*\\* \\S")));
    }

    @Test
    void codesAreUniqueAndTheirStatusesAreErrors() {
        assertThat(ErrorCode.values()).extracting(ErrorCode::code).doesNotHaveDuplicates();
        assertThat(ErrorCode.values()).extracting(ErrorCode::status).allMatch(status -> status >= 400 && status < 600);
    }

    @Test
    void everyDescriptionTakesItsArguments() {
        Object[] many = {"a", "b", "c", "d", "e"};

        assertThat(ErrorCode.values())
                .allSatisfy(code -> assertThat(code.describe(many)).isNotBlank().doesNotContain("%"));
    }
}
