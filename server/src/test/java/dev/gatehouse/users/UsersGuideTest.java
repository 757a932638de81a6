package dev.gatehouse.users;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.TestServer;
import dev.gatehouse.testing.Tour;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** docs/users.md, typed as printed into a shell, gives what it prints. */
class UsersGuideTest {
    @Test
    void theGuideWorksAsPrinted() throws Exception {
        List<Tour.Step> steps = Tour.steps("docs/users.md");
        assertThat(steps).hasSizeGreaterThan(5);
        try (TestServer server = TestServer.start(Map.of())) {
            Tour.take(server, steps);
        }
    }
}
