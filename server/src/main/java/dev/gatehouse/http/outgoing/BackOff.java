package dev.gatehouse.http.outgoing;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** When a message is tried again: sooner at first, about three days in all. Stateless. */
public final class BackOff {
    private static final List<Duration> WAITS = List.of(
            Duration.ofSeconds(5),
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofHours(2),
            Duration.ofHours(5),
            Duration.ofHours(10),
            Duration.ofHours(14),
            Duration.ofHours(20),
            Duration.ofHours(24));

    /** What is asked for beyond that is not waited for. */
    private static final Duration MAX_ASKED = Duration.ofHours(24);

    private BackOff() {}

    /**
     * How long to wait after a failure, a fifth more or less so that receivers are not called by everybody at once; a
     * receiver that asks for more time gets it.
     *
     * @param failures before this one
     * @return empty after the last attempt
     */
    public static Optional<Duration> after(int failures, DeliveryAttempt attempt) {
        if (failures >= WAITS.size()) {
            return Optional.empty();
        }
        Duration planned = WAITS.get(failures);
        long jittered = (long) (planned.toMillis() * ThreadLocalRandom.current().nextDouble(0.8, 1.2));
        Duration asked = attempt.retryAfter().orElse(Duration.ZERO);
        Duration granted = asked.compareTo(MAX_ASKED) > 0 ? MAX_ASKED : asked;
        return Optional.of(Duration.ofMillis(Math.max(jittered, granted.toMillis())));
    }
}
