package dev.gatehouse.vault.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.vault.vendor.TokenOutcome;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How much a vendor is asked. */
class VendorBulkheadTest {
    private static final TokenOutcome FAILURE = new TokenOutcome.Transient("no answer", Optional.empty());
    private static final TokenOutcome PATIENCE =
            new TokenOutcome.Transient("too many", Optional.of(Duration.ofMinutes(1)));
    private static final TokenOutcome ANSWER = new TokenOutcome.DeadGrant("gone");

    private final VendorBulkhead host = new VendorBulkhead(4);

    @Test
    void leavesSlotsToCallersWhateverTheBackgroundTakes() throws InterruptedException {
        assertThat(host.enterInBackground(10)).isEqualTo(3);
        assertThat(host.enter(Duration.ZERO)).isTrue();
        assertThat(host.enter(Duration.ZERO)).isFalse();

        host.leave();
        host.leaveBackground(3);
        assertThat(host.enterInBackground(10)).isEqualTo(3);
    }

    @Test
    void letsTheBackgroundRestAfterAFewFailuresInARow() throws InterruptedException {
        for (int i = 0; i < 4; i++) {
            host.note(FAILURE);
        }
        assertThat(host.enterInBackground(1)).isEqualTo(1);
        host.leaveBackground(1);

        host.note(FAILURE);

        assertThat(host.enterInBackground(1)).isZero();
        assertThat(host.enter(Duration.ZERO)).as("callers may try").isTrue();
        assertThat(host.pause()).isZero();
    }

    @Test
    void oneAnswerEndsARowOfFailures() {
        for (int i = 0; i < 4; i++) {
            host.note(FAILURE);
        }
        host.note(ANSWER);
        host.note(FAILURE);

        assertThat(host.enterInBackground(1)).isEqualTo(1);
    }

    @Test
    void waitsAsLongAsTheVendorAsksEverybodyTo() {
        host.note(PATIENCE);

        assertThat(host.pause()).isBetween(Duration.ofSeconds(50), Duration.ofMinutes(1));
        assertThat(host.enterInBackground(1)).isZero();
    }
}
