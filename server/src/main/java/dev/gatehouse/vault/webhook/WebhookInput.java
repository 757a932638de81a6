package dev.gatehouse.vault.webhook;

import dev.gatehouse.events.EventType;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A webhook as its registrant gives it. Immutable.
 *
 * @param eventTypes null for all of connections
 * @param status null for active
 */
record WebhookInput(
        String url,
        @Nullable List<String> eventTypes,
        @Nullable String status) {
    WebhookInput {
        eventTypes = eventTypes == null
                ? EventType.ofConnections()
                : eventTypes.stream().distinct().toList();
        status = status == null ? Webhook.ACTIVE : status;
    }

    /** The types, all of connections where none were given. */
    List<String> wanted() {
        return Objects.requireNonNull(eventTypes, "they were filled in");
    }
}
