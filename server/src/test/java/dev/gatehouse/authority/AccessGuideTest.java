package dev.gatehouse.authority;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.TestServer;
import dev.gatehouse.testing.Tour;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How docs/authority.md takes a service from open to approval works as printed. */
class AccessGuideTest {
    @Test
    void aServiceIsClosedAsPrinted() throws Exception {
        List<Tour.Step> tour = Tour.steps("README.md", "## A tour in five minutes", "\n**Ask what");
        List<Tour.Step> guide = Tour.steps("docs/authority.md", "### From open to approval", "\n### ");
        assertThat(guide).hasSizeGreaterThan(5);
        try (TestServer server = TestServer.start(Map.of())) {
            Tour.take(server, Stream.concat(tour.stream(), guide.stream()).toList());
        }
    }
}
