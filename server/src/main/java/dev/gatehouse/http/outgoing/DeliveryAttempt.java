package dev.gatehouse.http.outgoing;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How one delivery of a message went. Immutable.
 *
 * @param status of the answer; null where there was none
 * @param error what was wrong; null where the message was taken
 * @param retryAfter what the receiver asks for
 */
public record DeliveryAttempt(
        @Nullable Integer status, @Nullable String error, Optional<Duration> retryAfter) {
    /** None is made: what it was about ended, and nobody is to blame. */
    public static final DeliveryAttempt WITHHELD =
            new DeliveryAttempt(null, "its client may not be told of this any more", Optional.empty());

    private static final int GONE = 410;
    private static final int MAX_EXCERPT = 200;

    /** Sends it; whatever the receiver does is an attempt. */
    public static DeliveryAttempt of(OutgoingHttp http, OutgoingRequest message) {
        try {
            return attempt(http.send(message));
        } catch (OutgoingException e) {
            return new DeliveryAttempt(null, e.getMessage(), Optional.empty());
        }
    }

    public boolean succeeded() {
        return error == null;
    }

    /** The receiver wants no more messages, ever (Standard Webhooks). */
    public boolean isGone() {
        return status != null && status == GONE;
    }

    private static DeliveryAttempt attempt(OutgoingAnswer answer) {
        boolean taken = answer.status() >= 200 && answer.status() < 300;
        return taken
                ? new DeliveryAttempt(answer.status(), null, Optional.empty())
                : new DeliveryAttempt(answer.status(), error(answer), retryAfter(answer));
    }

    private static String error(OutgoingAnswer answer) {
        String excerpt = excerpt(answer.body());
        return "it answered " + answer.status() + (excerpt.isEmpty() ? "" : ": " + excerpt);
    }

    /** The beginning of what the receiver said, on one line. */
    private static String excerpt(String body) {
        String beginning = body.codePoints()
                .limit(MAX_EXCERPT)
                .map(character -> isShown(character) ? character : ' ')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return beginning.strip();
    }

    private static boolean isShown(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }

    private static Optional<Duration> retryAfter(OutgoingAnswer answer) {
        return answer.header("retry-after")
                .filter(value -> value.matches("[0-9]{1,6}"))
                .map(value -> Duration.ofSeconds(Long.parseLong(value)));
    }
}
