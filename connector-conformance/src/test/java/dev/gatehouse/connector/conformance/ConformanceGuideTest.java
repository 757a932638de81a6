package dev.gatehouse.connector.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

/** docs/conformance-kit.md names every promise, and its example works as it stands there. */
class ConformanceGuideTest {
    private static final Path GUIDE = Path.of(System.getProperty("gatehouse.root", ".."), "docs/conformance-kit.md");

    /** What the guide's reader has written: the storage of the archive, under the name that the example uses. */
    private static final String STORAGE = """
            public final class ArchiveStorage implements dev.gatehouse.connector.FileStorage {
                private final dev.gatehouse.connector.FileStorage files =
                        dev.gatehouse.connector.conformance.archive.Archive.newStorage();
                @Override
                public dev.gatehouse.connector.FileContent read(
                        dev.gatehouse.connector.Account account, dev.gatehouse.connector.FilePath file)
                        throws java.io.IOException {
                    return files.read(account, file);
                }
                @Override
                public void write(dev.gatehouse.connector.Account account, dev.gatehouse.connector.FilePath file,
                        dev.gatehouse.connector.FileContent content) throws java.io.IOException {
                    files.write(account, file, content);
                }
                @Override
                public void update(dev.gatehouse.connector.Account account, dev.gatehouse.connector.FilePath file,
                        dev.gatehouse.connector.FileContent content) throws java.io.IOException {
                    files.update(account, file, content);
                }
                @Override
                public void delete(dev.gatehouse.connector.Account account, dev.gatehouse.connector.FilePath path)
                        throws java.io.IOException {
                    files.delete(account, path);
                }
                @Override
                public java.util.List<dev.gatehouse.connector.FilePath> list(
                        dev.gatehouse.connector.Account account, dev.gatehouse.connector.FilePath folder)
                        throws java.io.IOException {
                    return files.list(account, folder);
                }
            }
            """;

    @Test
    void namesEveryPromise() throws IOException {
        String guide = Files.readString(GUIDE);
        Set<String> tables = found("(?m)^\\|[^|]*\\| (`\\w+`(?:, `\\w+`)*) \\|$", guide)
                .flatMap(list -> Stream.of(list.replace("`", "").split(", ")))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(tables).isEqualTo(promises());
    }

    @Test
    void theExampleTestsAConnector(@TempDir Path directory) throws Exception {
        Files.writeString(directory.resolve("ArchiveStorage.java"), STORAGE);
        Files.writeString(directory.resolve("ArchiveConformanceTest.java"), example());
        compile(directory);
        try (URLClassLoader classes = new URLClassLoader(
                new URL[] {directory.toUri().toURL()}, getClass().getClassLoader())) {
            Class<?> test = Class.forName("ArchiveConformanceTest", true, classes);
            Events tests = EngineTestKit.engine("junit-jupiter")
                    .selectors(selectClass(test))
                    .execute()
                    .testEvents();
            assertThat(tests.failed().list()).isEmpty();
            assertThat(tests.succeeded().count()).isGreaterThan(200);
        }
    }

    private static String example() throws IOException {
        return found("(?s)```java\n(.*?)```", Files.readString(GUIDE))
                .findFirst()
                .orElseThrow();
    }

    private static void compile(Path directory) {
        int result = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-classpath",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        "-d",
                        directory.toString(),
                        directory.resolve("ArchiveStorage.java").toString(),
                        directory.resolve("ArchiveConformanceTest.java").toString());
        assertThat(result).as("compiler's result").isZero();
    }

    private static Set<String> promises() {
        return Stream.of(FileStorageConformance.class, MetadataConformance.class)
                .flatMap(kit -> Arrays.stream(kit.getMethods()))
                .filter(method ->
                        method.isAnnotationPresent(Test.class) || method.isAnnotationPresent(ParameterizedTest.class))
                .map(Method::getName)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<String> found(String pattern, String text) {
        return Pattern.compile(pattern).matcher(text).results().map((MatchResult match) -> match.group(1));
    }
}
