package dev.gatehouse.vault.webhook;

import dev.gatehouse.http.outgoing.OutgoingAnswer;
import dev.gatehouse.http.outgoing.OutgoingException;
import dev.gatehouse.http.outgoing.OutgoingHttp;
import dev.gatehouse.http.outgoing.OutgoingRequest;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Sends one signed message (Standard Webhooks). It never throws for what a receiver does. Thread-safe; meant for virtual
 * threads.
 */
public final class WebhookCalls {
    /** From the look-up of the host to the last byte of the answer. */
    static final Duration TIME = Duration.ofSeconds(15);

    private static final int MAX_BYTES = 64 * 1024;
    private static final int MAX_EXCERPT = 200;

    private final OutgoingHttp http;
    private final Clock clock;

    public WebhookCalls(OutgoingHttp http, Clock clock) {
        this.http = http;
        this.clock = clock;
    }

    /** What keeps a URL from being called; empty where nothing does. */
    Optional<String> objectionTo(URI url) {
        return http.rules().objectionTo(url);
    }

    DeliveryAttempt send(String url, WebhookSecrets secrets, String messageId, String body) {
        Instant now = clock.instant();
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", "application/json");
        headers.put("User-Agent", "Gatehouse");
        headers.put("webhook-id", messageId);
        headers.put("webhook-timestamp", Long.toString(now.getEpochSecond()));
        headers.put("webhook-signature", secrets.sign(messageId, now, body));
        try {
            return attempt(http.send(
                    new OutgoingRequest("POST", URI.create(url), headers, body, TIME, MAX_BYTES, () -> true)));
        } catch (OutgoingException e) {
            return new DeliveryAttempt(null, e.getMessage(), Optional.empty());
        }
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
