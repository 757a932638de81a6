package dev.gatehouse.users;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.api.ApiException;
import dev.gatehouse.testing.TestServer;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

/** How often a password may be guessed. */
class GuessThrottleTest {
    private final TestServer server = TestServer.shared();
    private final GuessThrottle throttle = new GuessThrottle(server.jdbi(), Clock.systemUTC());
    private final String account = UUID.randomUUID().toString();

    /** A documentation network of IPv6 (RFC 3849) that no other test uses. */
    private final String network = "2001:db8:%x:%x"
            .formatted(
                    ThreadLocalRandom.current().nextInt(0xFFFF),
                    ThreadLocalRandom.current().nextInt(0xFFFF));

    private void guess(int times) {
        for (int i = 0; i < times; i++) {
            throttle.count(account, network + "::" + Integer.toHexString(i + 1));
        }
    }

    private void expectRefusal(Runnable guess) {
        assertThatThrownBy(guess::run)
                .isInstanceOfSatisfying(
                        ApiException.class, error -> assertThat(error.headers()).containsKey("Retry-After"));
    }

    @Test
    void s8_anAccountIsGuessedAFewTimesOnly() {
        guess(GuessThrottle.MAX_PER_ACCOUNT);

        expectRefusal(() -> guess(1));
        expectRefusal(() -> throttle.count(account, "192.0.2.1"));
    }

    @Test
    void s8_anAddressGuessesABoundedNumberOfAccounts() {
        for (int i = 0; i < GuessThrottle.MAX_PER_ADDRESS; i++) {
            throttle.count(UUID.randomUUID().toString(), network + "::1");
        }

        expectRefusal(() -> throttle.count(account, network + "::2"));
        throttle.count(account, "2001:db8::1%eth0");
    }

    @Test
    void theRightPasswordForgetsTheWrongOnes() {
        guess(GuessThrottle.MAX_PER_ACCOUNT - 1);
        throttle.right(throttle.count(account, network + "::1"));

        guess(GuessThrottle.MAX_PER_ACCOUNT);

        expectRefusal(() -> guess(1));
    }

    @Test
    void guessingGoesOnWhenThePeriodIsOver() {
        guess(GuessThrottle.MAX_PER_ACCOUNT);

        GuessThrottle later = new GuessThrottle(
                server.jdbi(), Clock.offset(Clock.systemUTC(), GuessThrottle.PERIOD.plus(Duration.ofSeconds(1))));

        later.right(later.count(account, network + "::1"));
    }

    @Test
    void s8_manyGuessesAtOnceAreAllCounted() throws Exception {
        Callable<Boolean> guess = () -> {
            try {
                throttle.count(account, network + "::1");
                return true;
            } catch (ApiException e) {
                return false;
            }
        };
        int admitted = 0;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Boolean>> running = new ArrayList<>();
            for (int i = 0; i < 30; i++) {
                running.add(threads.submit(guess));
            }
            for (Future<Boolean> future : running) {
                admitted += future.get() ? 1 : 0;
            }
        }

        assertThat(admitted).isEqualTo(GuessThrottle.MAX_PER_ACCOUNT);
    }
}
