package dev.gatehouse.vault.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.vault.connection.ConnectionId;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a process believes of its own claim after it was stopped, or its clock was set. */
class ClaimTest {
    @Test
    void s19_aClaimThatIsNoLongerHeldSendsNothing() {
        Instant now = Instant.now();
        Stopwatch longAgo = new Stopwatch(
                System.nanoTime() - Duration.ofSeconds(11).toNanos(), System.currentTimeMillis() - 11_000);
        Stopwatch setForward = new Stopwatch(System.nanoTime(), System.currentTimeMillis() - 11_000);
        Stopwatch setBack = new Stopwatch(System.nanoTime(), System.currentTimeMillis() + 3_600_000);

        assertThat(claim(now, longAgo).holds()).isFalse();
        assertThat(claim(now, setForward).holds()).isFalse();
        assertThat(claim(now, setBack).holds()).isTrue();
        assertThat(claim(now, Stopwatch.start()).holds()).isTrue();
    }

    private Claim claim(Instant now, Stopwatch since) {
        return new Claim(
                new ConnectionId("user", "vendor"), UUID.randomUUID(), 1, now, now.plusSeconds(12), null, since);
    }
}
