package dev.gatehouse.users;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.ShellTour;
import dev.gatehouse.testing.TestServer;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** docs/users.md, typed as printed into a shell, gives what it prints. */
class UsersGuideTest {
    @Test
    void theGuideWorksAsPrinted() throws Exception {
        ShellTour tour = ShellTour.ofDocument("docs/users.md");
        assertThat(tour.length()).isGreaterThan(5);
        try (TestServer server = TestServer.start(Map.of())) {
            tour.requireWorks(server);
        }
    }
}
