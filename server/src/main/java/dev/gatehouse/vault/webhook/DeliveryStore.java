package dev.gatehouse.vault.webhook;

import dev.gatehouse.events.Event;
import dev.gatehouse.events.EventStore;
import dev.gatehouse.http.outgoing.DeliveryAttempt;
import dev.gatehouse.store.Times;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;

/**
 * The rows of deliveries: who claims which, how each went, and what their registrant sees of them. Stateless.
 */
final class DeliveryStore {
    private static final int BATCH = 1000;

    /** A webhook for which something is due. */
    record DueWebhook(String id, URI url) {}

    /**
     * A delivery that is ours to make for a while.
     *
     * @param until by the database's clock; names the claim, as no two of one delivery end at the same time
     */
    record Claim(long eventId, String webhookId, int attempts, Instant until, Event event) {}

    List<DueWebhook> dueWebhooks(Handle handle) {
        return handle.createQuery("""
                        select webhook_id, url from webhook
                         where status = 'active'
                           and exists (select from webhook_delivery
                                        where webhook_delivery.webhook_id = webhook.webhook_id and due <= now())
                        """)
                .map((row, _) -> new DueWebhook(row.getString("webhook_id"), URI.create(row.getString("url"))))
                .list();
    }

    /** Claims deliveries that are due, the longest due first; they come in the order of their events. */
    List<Claim> claim(Handle transaction, String webhookId, int most, Duration lease) {
        return transaction
                .createQuery("""
                        with picked as materialized (
                            select event_id from webhook_delivery
                             where webhook_id = :webhookId and due <= now()
                             order by due, event_id limit :most for update skip locked),
                        claimed as (
                            update webhook_delivery set due = clock_timestamp() + :lease from picked
                             where webhook_delivery.event_id = picked.event_id and webhook_id = :webhookId
                            returning webhook_delivery.event_id, webhook_id, attempts, due)
                        select event_id, webhook_id, attempts, due,\s""" + EventStore.COLUMNS + """
                          from claimed join connection_event using (event_id) order by event_id
                        """)
                .bind("webhookId", webhookId)
                .bind("most", most)
                .bind("lease", lease)
                .map((row, context) -> claim(row, EventStore.event(row, context)))
                .list();
    }

    private static Claim claim(ResultSet row, Event event) throws SQLException {
        return new Claim(
                row.getLong("event_id"),
                row.getString("webhook_id"),
                row.getInt("attempts"),
                Times.read(row, "due"),
                event);
    }

    void delivered(Handle handle, Claim claim, DeliveryAttempt attempt) {
        end(handle, claim, attempt, "status = 'delivered', due = null").execute();
    }

    void retry(Handle handle, Claim claim, DeliveryAttempt attempt, Duration wait) {
        end(handle, claim, attempt, "due = now() + :wait").bind("wait", wait).execute();
    }

    /** Given up: it stays where it can be seen, until somebody replays it or its event is removed. */
    void failed(Handle handle, Claim claim, DeliveryAttempt attempt) {
        end(handle, claim, attempt, "status = 'failed', due = null").execute();
    }

    /** Only the claim's holder writes; who lost it leaves the row to the next. */
    private static Update end(Handle handle, Claim claim, DeliveryAttempt attempt, String changes) {
        return handle.createUpdate("update webhook_delivery set " + changes + """
                        , attempts = attempts + 1, last_attempt = now(), last_status = :status, last_error = :error
                         where event_id = :eventId and webhook_id = :webhookId and due = :until
                        """)
                .bind("status", attempt.status())
                .bind("error", attempt.error())
                .bind("eventId", claim.eventId())
                .bind("webhookId", claim.webhookId())
                .bind("until", claim.until());
    }

    /**
     * Deliveries to a webhook by the place of their events.
     *
     * @param status null for any
     * @param after those behind this place; 0 from the first
     */
    List<Delivery> list(Handle handle, String webhookId, @Nullable String status, long after, int most, long offset) {
        Query query = handle.createQuery("""
                select message_id, place, event_type, user_id, connector, subject, occurred, status, attempts, due, last_attempt,
                       last_status, last_error
                  from webhook_delivery join connection_event using (event_id)
                 where webhook_id = :webhookId and place > :after""" + having(status) + " order by place limit :most offset :offset");
        return bindStatus(query, webhookId, status)
                .bind("after", after)
                .bind("most", most)
                .bind("offset", offset)
                .map((row, _) -> delivery(row))
                .list();
    }

    long count(Handle handle, String webhookId, @Nullable String status) {
        Query query = handle.createQuery(
                "select count(*) from webhook_delivery where webhook_id = :webhookId" + having(status));
        return bindStatus(query, webhookId, status).mapTo(Long.class).one();
    }

    /** Written out, so that the index of the failed ones serves. */
    private static String having(@Nullable String status) {
        if (status == null) {
            return "";
        }
        return status.equals("failed") ? " and status = 'failed'" : " and status = :status";
    }

    private static Query bindStatus(Query query, String webhookId, @Nullable String status) {
        query.bind("webhookId", webhookId);
        return status == null || status.equals("failed") ? query : query.bind("status", status);
    }

    private static Delivery delivery(ResultSet row) throws SQLException {
        String subject = row.getString("subject");
        return new Delivery(
                new Delivery.Message(
                        Event.message(row.getObject("message_id", UUID.class)),
                        row.getLong("place"),
                        row.getString("event_type"),
                        subject == null ? row.getString("user_id") : null,
                        subject == null ? row.getString("connector") : null,
                        subject,
                        Times.read(row, "occurred")),
                new Delivery.Progress(
                        row.getString("status"),
                        row.getInt("attempts"),
                        Times.readOrNull(row, "due"),
                        Times.readOrNull(row, "last_attempt"),
                        row.getObject("last_status", Integer.class),
                        row.getString("last_error")));
    }

    /**
     * Sends one event that the webhook's client hears again, of whatever type where it is one of a connection; false where
     * there is none.
     */
    boolean redeliver(Handle handle, Webhook webhook, UUID messageId) {
        return handle.createUpdate("""
                        insert into webhook_delivery (event_id, webhook_id)
                        select event_id, :webhookId from events_heard_by(:registrant)
                         where message_id = :messageId and place is not null
                           and (hearer is null or event_type = any (:eventTypes))
                        on conflict (event_id, webhook_id)
                           do update set status = 'pending', due = clock_timestamp(), attempts = 0
                        """)
                        .bind("webhookId", webhook.webhookId())
                        .bind("registrant", webhook.registrant())
                        .bindArray("eventTypes", String.class, webhook.target().eventTypes())
                        .bind("messageId", messageId)
                        .execute()
                == 1;
    }

    /** What one batch of a replay did: how many deliveries, and the place of the last event. */
    record Replayed(int deliveries, long last) {
        boolean isComplete() {
            return deliveries < BATCH;
        }
    }

    /** Sends the next events since a time again, of the types the webhook wants. */
    Replayed redeliver(Handle handle, Webhook webhook, Instant since, long after) {
        return handle.createQuery("""
                        with batch as (
                            select event_id, place from events_heard_by(:registrant)
                             where place > :after and occurred >= :since
                               and event_type = any (:eventTypes)
                             order by place limit :most),
                        renewed as (
                            insert into webhook_delivery (event_id, webhook_id)
                            select event_id, :webhookId from batch
                            on conflict (event_id, webhook_id)
                               do update set status = 'pending', due = clock_timestamp(), attempts = 0)
                        select count(*)::integer as deliveries, coalesce(max(place), 0) as last from batch
                        """)
                .bind("webhookId", webhook.webhookId())
                .bind("registrant", webhook.registrant())
                .bindArray("eventTypes", String.class, webhook.target().eventTypes())
                .bind("since", since)
                .bind("after", after)
                .bind("most", BATCH)
                .map((row, _) -> new Replayed(row.getInt("deliveries"), row.getLong("last")))
                .one();
    }
}
