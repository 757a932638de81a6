package dev.gatehouse.client.webhook;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A webhook to be.
 *
 * @param url an https URL
 * @param eventTypes such as {@code connection.revoked}; empty for all of connections
 * @param status {@code active} or {@code disabled}; null for active
 */
public record WebhookRequest(
        String url, List<String> eventTypes, @Nullable String status) {
    public WebhookRequest {
        eventTypes = List.copyOf(eventTypes);
    }

    public static WebhookRequest of(String url, String... eventTypes) {
        return new WebhookRequest(url, List.of(eventTypes), null);
    }

    public WebhookRequest withStatus(String wanted) {
        return new WebhookRequest(url, eventTypes, wanted);
    }
}
