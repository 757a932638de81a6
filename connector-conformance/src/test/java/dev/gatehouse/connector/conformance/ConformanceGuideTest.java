package dev.gatehouse.connector.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.platform.testkit.engine.Events;

/** docs/conformance-kit.md names every promise, and its example works as it stands there. */
class ConformanceGuideTest {
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
        String guide = GuidePrograms.text("conformance-kit.md");
        Set<String> tables = found("(?m)^\\|[^|]*\\| (`\\w+`(?:, `\\w+`)*) \\|$", guide)
                .flatMap(list -> Stream.of(list.replace("`", "").split(", ")))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(tables).isEqualTo(promises());
    }

    @Test
    void theExampleTestsAConnector(@TempDir Path directory) throws Exception {
        String example = GuidePrograms.of("conformance-kit.md").getFirst();
        Events tests = GuidePrograms.tested(
                directory,
                Map.of("ArchiveStorage", STORAGE, "ArchiveConformanceTest", example),
                "ArchiveConformanceTest");
        assertThat(tests.failed().list()).isEmpty();
        assertThat(tests.succeeded().count()).isGreaterThan(200);
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
