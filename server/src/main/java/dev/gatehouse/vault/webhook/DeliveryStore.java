package dev.gatehouse.vault.webhook;

import dev.gatehouse.store.Times;
import dev.gatehouse.vault.events.ConnectionEvent;
import dev.gatehouse.vault.events.EventStore;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;

/** The rows of deliveries that are to be made: who claims which, and how each went. Stateless. */
final class DeliveryStore {

    /** A webhook for which something is due. */
    record DueWebhook(String id, URI url) {}

    /**
     * A delivery that is ours to make for a while.
     *
     * @param until by the database's clock; names the claim, as no two of one delivery end at the same time
     */
    record Claim(long eventId, String webhookId, int attempts, Instant until, ConnectionEvent event) {}

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

    private static Claim claim(ResultSet row, ConnectionEvent event) throws SQLException {
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
}
