package dev.gatehouse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.SourceTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** docs/security.md names exactly the tests that carry a promise's number. */
class SecurityPromisesTest {
    private static final Path ROOT = SourceTree.ROOT;
    private static final Pattern NUMBERED = Pattern.compile("void s(\\d+)_");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| S(\\d+) \\|(.*)$");
    private static final Pattern NAMED = Pattern.compile("`(\\w+Test)`");

    @Test
    void everyNumberedTestIsNamedAndEveryNamedTestIsThere() throws IOException {
        Map<Integer, TreeSet<String>> named = new TreeMap<>();
        String checklist = Files.readString(ROOT.resolve("docs/security.md"));
        for (MatchResult row : ROW.matcher(checklist).results().toList()) {
            TreeSet<String> tests = new TreeSet<>();
            NAMED.matcher(row.group(2)).results().forEach(test -> tests.add(test.group(1)));
            if (!tests.isEmpty()) {
                named.put(Integer.valueOf(row.group(1)), tests);
            }
        }

        assertThat(named).isEqualTo(numberedTests());
    }

    private static Map<Integer, TreeSet<String>> numberedTests() throws IOException {
        Map<Integer, TreeSet<String>> tests = new TreeMap<>();
        for (Path source : SourceTree.files(path -> path.matches(".*/src/test/java/.*Test\\.java"))) {
            addNumbered(source, tests);
        }
        return tests;
    }

    private static void addNumbered(Path source, Map<Integer, TreeSet<String>> tests) {
        String name = source.getFileName().toString().replace(".java", "");
        NUMBERED.matcher(text(source))
                .results()
                .forEach(test -> tests.computeIfAbsent(Integer.valueOf(test.group(1)), n -> new TreeSet<>())
                        .add(name));
    }

    private static String text(Path source) {
        try {
            return Files.readString(source);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
