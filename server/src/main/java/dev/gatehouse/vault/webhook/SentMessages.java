package dev.gatehouse.vault.webhook;

import dev.gatehouse.api.ApiException;
import dev.gatehouse.api.Caller;
import dev.gatehouse.api.ErrorCode;
import dev.gatehouse.api.Page;
import dev.gatehouse.audit.AuditStore;
import dev.gatehouse.events.Event;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** What was sent to a webhook, what could not be, and sending it again. Thread-safe. */
public final class SentMessages {
    private final Jdbi jdbi;
    private final Webhooks webhooks;
    private final Deliveries deliveries;
    private final DeliveryStore store = new DeliveryStore();

    public SentMessages(Jdbi jdbi, Webhooks webhooks, Deliveries deliveries) {
        this.jdbi = jdbi;
        this.webhooks = webhooks;
        this.deliveries = deliveries;
    }

    /** Deliveries and, where the page is counted, how many there are. */
    record Listing(List<Delivery> deliveries, long total) {}

    /** How many messages are sent again. */
    record Replayed(long deliveries) {}

    /** @param status null for any */
    Listing list(Caller caller, String webhookId, Page page, long after, @Nullable String status) {
        webhooks.reached(caller, webhookId);
        return jdbi.withHandle(handle -> new Listing(
                store.list(handle, webhookId, status, after, page.size(), page.offset()),
                page.isCounted() ? store.count(handle, webhookId, status) : 0));
    }

    /** @throws ApiException ERR12151 where there is no such event of this client's */
    Replayed replay(Caller caller, String webhookId, String event) {
        Webhook webhook = Webhooks.requireOwn(caller, webhooks.reached(caller, webhookId));
        UUID messageId = Event.messageId(event);
        jdbi.useTransaction(handle -> {
            if (messageId == null || !store.redeliver(handle, webhook, messageId)) {
                throw ErrorCode.EVENT_NOT_FOUND.with(event);
            }
            AuditStore.record(handle, caller, "webhook.replay", Webhooks.subject(webhookId), Map.of("event", event));
        });
        deliveries.wake();
        return new Replayed(1);
    }

    /** Every event since then, of the types the webhook wants; in batches, each of which stays when a later one fails. */
    Replayed replay(Caller caller, String webhookId, Instant since) {
        Webhook webhook = Webhooks.requireOwn(caller, webhooks.reached(caller, webhookId));
        jdbi.useTransaction(handle -> AuditStore.record(
                handle, caller, "webhook.replay", Webhooks.subject(webhookId), Map.of("since", since)));
        long replayed = 0;
        long after = 0;
        while (true) {
            long place = after;
            DeliveryStore.Replayed batch = jdbi.inTransaction(handle -> store.redeliver(handle, webhook, since, place));
            replayed += batch.deliveries();
            after = batch.last();
            deliveries.wake();
            if (batch.isComplete()) {
                return new Replayed(replayed);
            }
        }
    }
}
