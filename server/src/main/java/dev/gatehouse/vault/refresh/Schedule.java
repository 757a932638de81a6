package dev.gatehouse.vault.refresh;

import dev.gatehouse.vault.connection.RefreshSchedule;
import dev.gatehouse.vault.vendor.TokenOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** When to refresh next; random, so that what came together does not come back together. Immutable. */
public final class Schedule implements RefreshSchedule {
    private static final Duration LEAST_INTERVAL = Duration.ofSeconds(60);
    private static final Duration FIRST_BACKOFF = Duration.ofSeconds(4);
    private static final Duration MAX_BACKOFF = Duration.ofMinutes(15);
    private static final Duration FIRST_MISCONFIGURED = Duration.ofMinutes(1);
    private static final Duration MAX_MISCONFIGURED = Duration.ofHours(1);
    private static final int MAX_DOUBLINGS = 20;

    private final Duration assumedLifetime;

    /** @param assumedLifetime of an access token of which nobody says how long it lives */
    public Schedule(Duration assumedLifetime) {
        this.assumedLifetime = assumedLifetime;
    }

    @Override
    public Instant due(Instant now, @Nullable Instant expires) {
        return dueBetween(now, expires == null ? now.plus(assumedLifetime) : expires);
    }

    /**
     * When the background is to refresh tokens, at 70 to 90 % of their life, yet not before a minute has passed.
     *
     * @param obtained when they came
     * @param expires of the access token
     */
    static Instant dueBetween(Instant obtained, Instant expires) {
        Duration life = Duration.between(obtained, expires);
        double share = ThreadLocalRandom.current().nextDouble(0.7, 0.9);
        Duration wait = Duration.ofMillis((long) (life.toMillis() * share));
        return obtained.plus(wait.compareTo(LEAST_INTERVAL) < 0 ? LEAST_INTERVAL : wait);
    }

    /** @param attempts that failed before this one */
    static Duration afterTransient(TokenOutcome.Transient outcome, int attempts) {
        Duration wait = backoff(FIRST_BACKOFF, MAX_BACKOFF, attempts);
        Duration asked = outcome.retryAfter().orElse(Duration.ZERO);
        return asked.compareTo(wait) > 0 ? asked.plusMillis(random(asked.toMillis() / 10)) : wait;
    }

    /** @param attempts that failed before this one */
    static Duration afterMisconfigured(int attempts) {
        return backoff(FIRST_MISCONFIGURED, MAX_MISCONFIGURED, attempts);
    }

    /** Doubles from the first to the longest, of which between half and all is taken. */
    private static Duration backoff(Duration first, Duration longest, int attempts) {
        double doubled = first.toMillis() * Math.pow(2, Math.min(attempts, MAX_DOUBLINGS));
        long most = (long) Math.min(doubled, longest.toMillis());
        return Duration.ofMillis(most / 2 + random(most / 2));
    }

    private static long random(long below) {
        return below <= 0 ? 0 : ThreadLocalRandom.current().nextLong(below);
    }
}
