package dev.gatehouse.vault.webhook;

import dev.gatehouse.http.outgoing.DeliveryAttempt;
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
        return DeliveryAttempt.of(
                http, new OutgoingRequest("POST", URI.create(url), headers, body, TIME, MAX_BYTES, () -> true));
    }
}
