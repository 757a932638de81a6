package dev.gatehouse.authority.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.Soak;
import dev.gatehouse.testing.TestServer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Random sequences of calls, after each of which the server is as the model says. */
class AuthorityModelTest {
    private static final int BRIEFLY = 2_000;
    private static final int AT_LENGTH = 10_000;

    /** Some of a sequence's time goes with waiting for what others hear of it. */
    private static final int AT_ONCE = 4;

    /** Of its own, since it keeps one busy. */
    private final TestServer server = TestServer.start(Map.of());

    private final TestServer.Registered watcher = server.newClient("admin", "oauth.introspect");

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void s25_noSequenceOfCallsGivesAnybodyMoreThanTheModel() throws Exception {
        long first =
                Long.getLong("gatehouse.model.seed", ThreadLocalRandom.current().nextLong(1L << 40));
        Tally tally = new Tally();
        try (ForkJoinPool pool = new ForkJoinPool(AT_ONCE)) {
            assertThat(pool.submit(() -> problems(tally, first, first + Soak.rounds(BRIEFLY, AT_LENGTH)))
                            .get())
                    .isEmpty();
        }
        assertThat(tally.missing()).as("%s", tally).isEmpty();
    }

    private List<String> problems(Tally tally, long from, long to) {
        return LongStream.range(from, to)
                .unordered()
                .parallel()
                .mapToObj(seed -> new Sequence(server, watcher, tally, seed).run())
                .filter(problem -> problem != null)
                .limit(3)
                .toList();
    }
}
