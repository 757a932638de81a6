package dev.gatehouse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/oauth-conformance.md names tests that are there, for every requirement, in the order of the specifications. */
class ConformanceTableTest {
    private static final Path ROOT = Path.of(System.getProperty("gatehouse.root", ".."));
    private static final Pattern HEADING = Pattern.compile("^## (RFC (\\d+)|OpenID Connect|FAPI) .*");
    private static final Pattern ROW = Pattern.compile("^\\| ([^|-][^|]*) \\| (.+) \\| ([^|]+) \\|$");
    private static final Pattern SECTION = Pattern.compile("(?:[A-Z][a-z]+ )?([0-9A-B]+(?:\\.[0-9]+)*)");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern TEST = Pattern.compile("(\\w+Test)\\.(\\w+)");
    private static final Pattern METHOD = Pattern.compile("void (\\w+)\\(");

    private final Map<String, List<Row>> table = table();

    /** One requirement. */
    private record Row(String section, String requirement, List<String> tests) {}

    private static Map<String, List<Row>> table() {
        Map<String, List<Row>> rows = new java.util.LinkedHashMap<>();
        String specification = null;
        for (String line : text(ROOT.resolve("docs/oauth-conformance.md")).split("\n")) {
            if (line.startsWith("## ")) {
                specification = HEADING.matcher(line).matches() ? line.substring(3) : null;
            }
            var row = ROW.matcher(line);
            if (specification != null && row.matches() && !row.group(1).equals("§")) {
                List<String> tests = CODE.matcher(row.group(3))
                        .results()
                        .map(found -> found.group(1))
                        .toList();
                rows.computeIfAbsent(specification, absent -> new ArrayList<>())
                        .add(new Row(row.group(1).strip(), row.group(2), tests));
            }
        }
        return rows;
    }

    @Test
    void everyRequirementHasATestAndEveryTestIsThere() {
        Map<String, String> sources = sources();
        List<String> wrong = new ArrayList<>();
        table.forEach((specification, rows) -> rows.forEach(row -> {
            if (row.tests().isEmpty()) {
                wrong.add(specification + " § " + row.section() + " has no test");
            }
            row.tests().stream()
                    .filter(test -> !exists(test, sources))
                    .forEach(test -> wrong.add(specification + " § " + row.section() + ": " + test));
        }));

        assertThat(wrong).isEmpty();
        assertThat(table).hasSizeGreaterThan(15);
    }

    private static boolean exists(String test, Map<String, String> sources) {
        var named = TEST.matcher(test);
        return named.matches()
                && METHOD.matcher(sources.getOrDefault(named.group(1), ""))
                        .results()
                        .map(MatchResult::group)
                        .anyMatch(method -> method.equals("void " + named.group(2) + "("));
    }

    @Test
    void specificationsAndSectionsAreInTheirOrder() {
        List<Integer> numbers = table.keySet().stream()
                .map(HEADING_OF)
                .filter(number -> number > 0)
                .toList();
        assertThat(numbers).isSorted();
        table.forEach((specification, rows) -> {
            if (HEADING_OF.apply(specification) > 0) {
                assertThat(rows.stream().map(Row::section).toList())
                        .as(specification)
                        .isSortedAccordingTo(Comparator.comparing(ConformanceTableTest::sortable));
            }
        });
    }

    private static final java.util.function.Function<String, Integer> HEADING_OF = heading -> {
        var matcher = HEADING.matcher("## " + heading);
        return matcher.matches() && matcher.group(2) != null ? Integer.parseInt(matcher.group(2)) : 0;
    };

    /** Sections by their numbers: 4.1.2 before 4.1.10. */
    private static String sortable(String section) {
        var number = SECTION.matcher(section);
        assertThat(number.matches()).as(section).isTrue();
        return Stream.of(number.group(1).split("\\."))
                .map(part -> "0".repeat(3 - part.length()) + part)
                .reduce("", String::concat);
    }

    private static Map<String, String> sources() {
        try (Stream<Path> files = Files.walk(ROOT.resolve("server/src/test/java"))) {
            Map<String, String> sources = new TreeMap<>();
            files.filter(file -> file.toString().endsWith("Test.java"))
                    .forEach(file -> sources.put(file.getFileName().toString().replace(".java", ""), text(file)));
            return sources;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
