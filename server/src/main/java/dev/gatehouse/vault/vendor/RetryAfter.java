package dev.gatehouse.vault.vendor;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** The header {@code Retry-After} (RFC 9110, section 10.2.3): seconds or a date. Stateless. */
final class RetryAfter {
    private static final Duration MAX_TIME = Duration.ofHours(1);

    private RetryAfter() {}

    /** How long to wait, at most an hour; empty for what cannot be read. */
    static Optional<Duration> read(String value, Clock clock) {
        String text = value.strip();
        if (text.matches("\\d{1,18}")) {
            return Optional.of(Duration.ofSeconds(Math.min(Long.parseLong(text), MAX_TIME.toSeconds())));
        }
        try {
            Duration wait = Duration.between(
                    clock.instant(),
                    ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant());
            return Optional.of(wait.isNegative() ? Duration.ZERO : wait.compareTo(MAX_TIME) > 0 ? MAX_TIME : wait);
        } catch (DateTimeException notADate) {
            return Optional.empty();
        }
    }
}
