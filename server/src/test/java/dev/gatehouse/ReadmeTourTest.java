package dev.gatehouse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.TestServer;
import dev.gatehouse.testing.Tour;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The README's tour, typed as printed into a shell, gives what the README prints. */
class ReadmeTourTest {
    @Test
    void theTourWorksAsPrinted() throws Exception {
        List<Tour.Step> steps = Tour.steps("README.md", "## A tour in five minutes", "\n## ");
        assertThat(steps).hasSizeGreaterThan(4);
        try (TestServer server = TestServer.start(Map.of())) {
            Tour.take(server, steps);
        }
    }
}
