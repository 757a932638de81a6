package dev.gatehouse.connector.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.Events;

/** Whoever copies the connector and its test from docs/connectors.md has one that keeps every promise. */
class ConnectorsGuideConformanceTest {
    @Test
    void theWholeConnectorKeepsEveryPromise(@TempDir Path directory) throws Exception {
        List<String> programs = GuidePrograms.of("connectors.md");
        Events tests = GuidePrograms.tested(
                directory, Map.of("Notes", programs.getFirst(), "NotesTest", programs.getLast()), "NotesTest");

        assertThat(tests.failed().list()).isEmpty();
        assertThat(tests.aborted().stream()
                        .map(event -> event.getRequiredPayload(TestExecutionResult.class)
                                .getThrowable()
                                .orElseThrow()
                                .getMessage())
                        .distinct())
                .as("what is left open")
                .allMatch(reason -> reason.matches(".*ConformanceSubject\\.(unknownUser|memoryInUse|cause).*"));
        assertThat(tests.succeeded().count()).isGreaterThan(225);
    }
}
