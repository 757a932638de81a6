package dev.gatehouse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.ShellTour;
import dev.gatehouse.testing.TestServer;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The README's tour, typed as printed into a shell, gives what the README prints. */
class ReadmeTourTest {
    @Test
    void theTourWorksAsPrinted() throws Exception {
        ShellTour tour = ShellTour.ofSection("README.md", "## A tour in five minutes");
        assertThat(tour.length()).isGreaterThan(4);
        try (TestServer server = TestServer.start(Map.of())) {
            tour.requireWorks(server);
        }
    }
}
