package dev.gatehouse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.SourceTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** CONTRIBUTING.md and docs/architecture.md name files, classes, tests and modules that are there. */
class ContributingTest {
    private static final Path ROOT = SourceTree.ROOT;
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    private static final String BLOCK = "(?s)```.*?```";
    private static final String NAME_TO_BE_FOUND = "[^/]*[<…*].*$";

    /** Perhaps with the rest of a command. */
    private static final Pattern PATH = Pattern.compile("([\\w.-]+/[\\w./-]*)(?: .*)?");

    /** With its package below ours, such as {@code http.netty.Exchange}. */
    private static final Pattern CLASS = Pattern.compile("((?:[a-z]+\\.)+[A-Z]\\w+)");

    private static final Pattern TEST = Pattern.compile("(\\w+Test)");
    private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");

    private static List<String> codeIn(String document) throws IOException {
        return CODE.matcher(Files.readString(ROOT.resolve(document)).replaceAll(BLOCK, ""))
                .results()
                .map(found -> found.group(1).replaceAll("\\s+", " "))
                .toList();
    }

    private static List<String> matching(Pattern pattern, List<String> all) {
        return all.stream()
                .map(pattern::matcher)
                .filter(Matcher::matches)
                .map(found -> found.group(1))
                .toList();
    }

    @Test
    void everyPathIsThere() throws IOException {
        List<String> paths = matching(
                PATH,
                codeIn("CONTRIBUTING.md").stream()
                        .map(code -> code.replaceFirst(NAME_TO_BE_FOUND, ""))
                        .toList());

        assertThat(paths).hasSizeGreaterThan(20);
        assertThat(paths.stream().filter(path -> !Files.exists(ROOT.resolve(path))))
                .isEmpty();
    }

    @Test
    void everyClassOfTheWalksIsThere() throws IOException {
        Set<String> classes =
                SourceTree.files(path -> path.matches(".*/src/main/java/dev/gatehouse/.*\\.java")).stream()
                        .map(SourceTree::below)
                        .map(path -> path.replaceFirst(".*/dev/gatehouse/", ""))
                        .map(path -> path.replace(".java", "").replace('/', '.'))
                        .collect(Collectors.toSet());
        List<String> named = matching(CLASS, codeIn("docs/architecture.md"));

        assertThat(named).hasSizeGreaterThan(20);
        assertThat(classes).containsAll(named);
    }

    @Test
    void everyTestIsThere() throws IOException {
        Set<String> tests = SourceTree.files(path -> path.endsWith("Test.java")).stream()
                .map(path -> path.getFileName().toString().replace(".java", ""))
                .collect(Collectors.toSet());

        assertThat(tests).containsAll(matching(TEST, codeIn("CONTRIBUTING.md")));
        assertThat(tests).containsAll(matching(TEST, codeIn("docs/architecture.md")));
    }

    @Test
    void everyFolderWithAModuleIsBuilt() throws IOException {
        Set<String> built = MODULE.matcher(Files.readString(ROOT.resolve("pom.xml")))
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toSet());
        Set<String> modules = SourceTree.files(path -> path.endsWith("/pom.xml")).stream()
                .map(path -> SourceTree.below(path.getParent()))
                .collect(Collectors.toSet());

        assertThat(built).isEqualTo(modules);
    }
}
