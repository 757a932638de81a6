package dev.gatehouse.client.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.gatehouse.client.call.ClientCredentialsTokens.IssuedToken;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Tokens are got when they are needed, once for all who need them. */
class ClientCredentialsTokensTest {
    private static final GatehouseException AWAY = GatehouseException.unanswered(
            new CallTarget(ApiOperation.open("POST", "/oauth2/token"), URI.create("http://localhost/oauth2/token")),
            new IOException("away"));

    private final AtomicInteger asked = new AtomicInteger();
    private final Time time = new Time();
    private volatile boolean away;
    private final ClientCredentialsTokens tokens = new ClientCredentialsTokens(this::issue, time);

    private static final class Time extends Clock {
        private volatile Instant now = Instant.EPOCH;

        void pass(Duration some) {
            now = now.plus(some);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    private IssuedToken issue() {
        int number = asked.incrementAndGet();
        if (away) {
            throw AWAY;
        }
        return new IssuedToken(Secret.of("token " + number), Duration.ofMinutes(10));
    }

    @Test
    void aTokenIsKeptUntilItIsAboutToExpire() {
        assertThat(tokens.current()).isEqualTo(Secret.of("token 1"));
        time.pass(Duration.ofSeconds(9 * 60 - 1));
        assertThat(tokens.current()).isEqualTo(Secret.of("token 1"));
        time.pass(Duration.ofSeconds(1));
        assertThat(tokens.current()).isEqualTo(Secret.of("token 2"));
        assertThat(asked).hasValue(2);
    }

    @Test
    void theOldOneServesAsLongAsItIsGoodWhereThereIsNoNewOne() {
        tokens.current();
        away = true;
        time.pass(Duration.ofSeconds(9 * 60));
        assertThat(tokens.current()).isEqualTo(Secret.of("token 1"));
        assertThat(tokens.current()).isEqualTo(Secret.of("token 1"));
        assertThat(asked).hasValue(2);
        time.pass(Duration.ofMinutes(1));
        assertThatExceptionOfType(GatehouseException.class)
                .isThrownBy(tokens::current)
                .isSameAs(AWAY);
        away = false;
        assertThat(tokens.current()).isEqualTo(Secret.of("token 4"));
    }

    @Test
    void aRefusedTokenIsReplacedOnce() {
        Secret first = tokens.current();
        Secret second = tokens.renewed(first);
        assertThat(second).isEqualTo(Secret.of("token 2"));
        assertThat(tokens.renewed(first)).isEqualTo(second);
        assertThat(tokens.current()).isEqualTo(second);
        assertThat(asked).hasValue(2);
    }

    @Test
    void allWhoNeedATokenAtOnceGetTheSame() throws Exception {
        int threads = 16;
        CountDownLatch waiting = new CountDownLatch(threads - 1);
        ClientCredentialsTokens shared = new ClientCredentialsTokens(
                () -> {
                    // Until all the others are about to ask: a second request would come to this place too.
                    await(waiting);
                    return issue();
                },
                time);
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<Secret>> all = Stream.generate(() -> pool.submit(() -> {
                        waiting.countDown();
                        return shared.current();
                    }))
                    .limit(threads)
                    .toList();
            for (Future<Secret> each : all) {
                assertThat(each.get()).isEqualTo(Secret.of("token 1"));
            }
        } finally {
            pool.shutdownNow();
        }
        assertThat(asked).hasValue(1);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
