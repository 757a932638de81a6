package dev.gatehouse.vault.vendor;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The header {@code Retry-After} (RFC 9110, section 10.2.3): seconds or a date, in any form. Stateless. */
final class RetryAfter {
    private static final Duration MAX_TIME = Duration.ofHours(1);

    private RetryAfter() {}

    /** How long to wait, at most an hour; empty for what cannot be read. */
    static Optional<Duration> read(String value, Clock clock) {
        Optional<Instant> until = WrittenTime.sinceEpoch(value).or(() -> WrittenTime.parse(value));
        return until.map(time -> Duration.between(clock.instant(), time))
                .or(() -> WrittenTime.seconds(value))
                .map(wait -> wait.isNegative() ? Duration.ZERO : wait.compareTo(MAX_TIME) > 0 ? MAX_TIME : wait);
    }
}
