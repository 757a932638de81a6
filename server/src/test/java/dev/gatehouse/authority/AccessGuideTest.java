package dev.gatehouse.authority;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.TestServer;
import dev.gatehouse.testing.Tour;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** docs/authority.md, typed as printed into a shell after the README's tour, gives what it prints. */
class AccessGuideTest {
    @ParameterizedTest
    @CsvSource({"### From open to approval, '\n### '", "## Teams, '\n## Clients that register themselves'"})
    void theGuideWorksAsPrinted(String from, String to) throws Exception {
        List<Tour.Step> tour = Tour.steps("README.md", "## A tour in five minutes", "\n**Ask what");
        List<Tour.Step> guide = Tour.steps("docs/authority.md", from, to);
        assertThat(guide).hasSizeGreaterThan(1);
        try (TestServer server = TestServer.start(Map.of())) {
            Tour.take(server, Stream.concat(tour.stream(), guide.stream()).toList());
        }
    }
}
