package dev.gatehouse.authority.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.Soak;
import dev.gatehouse.testing.TestServer;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Random sequences of calls, after each of which the server is as the model says. */
class AuthorityModelTest {
    private static final int BRIEFLY = 2_000;
    private static final int AT_LENGTH = 10_000;

    private final TestServer server = TestServer.shared();

    @Test
    void s25_noSequenceOfCallsGivesAnybodyMoreThanTheModel() {
        long first =
                Long.getLong("gatehouse.model.seed", ThreadLocalRandom.current().nextLong(1L << 40));
        assertThat(LongStream.range(first, first + Soak.rounds(BRIEFLY, AT_LENGTH))
                        .parallel()
                        .mapToObj(seed -> new Sequence(server, seed).run())
                        .filter(problem -> problem != null)
                        .limit(3))
                .isEmpty();
    }
}
