package dev.gatehouse.vault.webhook;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How one call of a webhook went. Immutable.
 *
 * @param status of the answer; null where there was none
 * @param error what was wrong; null where the message was taken
 * @param retryAfter what the receiver asks for
 */
record DeliveryAttempt(@Nullable Integer status, @Nullable String error, Optional<Duration> retryAfter) {
    /** None is made: what it was about ended, and nobody is to blame. */
    static final DeliveryAttempt WITHHELD =
            new DeliveryAttempt(null, "its client may not be told of this any more", Optional.empty());

    private static final int GONE = 410;

    boolean succeeded() {
        return error == null;
    }

    /** The receiver wants no more messages, ever (Standard Webhooks). */
    boolean isGone() {
        return status != null && status == GONE;
    }
}
