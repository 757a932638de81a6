package dev.gatehouse.vault.events;

import java.util.List;

/**
 * A webhook as its registrant gives it. Immutable.
 *
 * @param eventTypes null for all
 * @param status null for active
 */
record WebhookInput(String url, List<String> eventTypes, String status) {
    WebhookInput {
        eventTypes = eventTypes == null
                ? EventType.labels()
                : eventTypes.stream().distinct().toList();
        status = status == null ? Webhook.ACTIVE : status;
    }
}
