package dev.gatehouse.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.cli.GatehouseCommand;
import dev.gatehouse.testing.TestServer;
import dev.gatehouse.testing.Tour;
import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What docs/operations.md says of keeping the audit elsewhere, typed as printed into a shell after the README's tour. */
class AuditArchiveGuideTest {
    /** The command as it is installed. */
    private static Tour.Step command() {
        String classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(each -> Path.of(each).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new Tour.Step("""
                mkdir bin
                cat > bin/gatehouse <<'END'
                #!/bin/sh
                exec '%s' -cp '%s' %s "$@"
                END
                chmod +x bin/gatehouse
                """.formatted(java, classPath, GatehouseCommand.class.getName()), "");
    }

    @Test
    void theGuideWorksAsPrinted() throws Exception {
        List<Tour.Step> tour = Tour.steps("README.md", "## A tour in five minutes", "\n**Ask what");
        List<Tour.Step> guide = Tour.steps("docs/operations.md", "### Keeping the audit elsewhere", "\n## ");
        assertThat(guide).hasSizeGreaterThan(1);
        try (TestServer server = TestServer.start(Map.of())) {
            Tour.take(
                    server,
                    Stream.of(Stream.of(command()), tour.stream(), guide.stream())
                            .flatMap(steps -> steps)
                            .toList());
        }
    }
}
