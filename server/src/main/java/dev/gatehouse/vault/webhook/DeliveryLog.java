package dev.gatehouse.vault.webhook;

import dev.gatehouse.store.Times;
import dev.gatehouse.vault.events.ConnectionEvent;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** The rows of deliveries as their registrant looks at them and makes them be sent again. Stateless. */
final class DeliveryLog {
    private static final int BATCH = 1000;

    /**
     * Deliveries to a webhook by the place of their events.
     *
     * @param status null for any
     * @param after those behind this place; 0 from the first
     */
    List<Delivery> list(Handle handle, String webhookId, String status, long after, int most, long offset) {
        Query query = handle.createQuery("""
                select message_id, place, event_type, user_id, connector, occurred, status, attempts, due, last_attempt,
                       last_status, last_error
                  from webhook_delivery join connection_event using (event_id)
                 where webhook_id = :webhookId and place > :after""" + having(status) + " order by place limit :most offset :offset");
        return bind(query, webhookId, status)
                .bind("after", after)
                .bind("most", most)
                .bind("offset", offset)
                .map((row, _) -> delivery(row))
                .list();
    }

    long count(Handle handle, String webhookId, String status) {
        Query query = handle.createQuery(
                "select count(*) from webhook_delivery where webhook_id = :webhookId" + having(status));
        return bind(query, webhookId, status).mapTo(Long.class).one();
    }

    /** Written out, so that the index of the failed ones serves. */
    private static String having(String status) {
        if (status == null) {
            return "";
        }
        return status.equals("failed") ? " and status = 'failed'" : " and status = :status";
    }

    private static Query bind(Query query, String webhookId, String status) {
        query.bind("webhookId", webhookId);
        return status == null || status.equals("failed") ? query : query.bind("status", status);
    }

    private static Delivery delivery(ResultSet row) throws SQLException {
        return new Delivery(
                new Delivery.Message(
                        ConnectionEvent.message(row.getObject("message_id", UUID.class)),
                        row.getLong("place"),
                        row.getString("event_type"),
                        row.getString("user_id"),
                        row.getString("connector"),
                        Times.read(row, "occurred")),
                new Delivery.Progress(
                        row.getString("status"),
                        row.getInt("attempts"),
                        Times.readOrNull(row, "due"),
                        Times.readOrNull(row, "last_attempt"),
                        row.getObject("last_status", Integer.class),
                        row.getString("last_error")));
    }

    /** Sends one event of the webhook's registrant again, of whatever type; false where there is none. */
    boolean replay(Handle handle, Webhook webhook, UUID messageId) {
        return handle.createUpdate("""
                        insert into webhook_delivery (event_id, webhook_id)
                        select event_id, :webhookId from connection_event
                         where message_id = :messageId and registrant = :registrant and place is not null
                        on conflict (event_id, webhook_id)
                           do update set status = 'pending', due = clock_timestamp(), attempts = 0
                        """)
                        .bind("webhookId", webhook.webhookId())
                        .bind("registrant", webhook.registrant())
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
    Replayed replay(Handle handle, Webhook webhook, Instant since, long after) {
        return handle.createQuery("""
                        with batch as (
                            select event_id, place from connection_event
                             where registrant = :registrant and place > :after and occurred >= :since
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
