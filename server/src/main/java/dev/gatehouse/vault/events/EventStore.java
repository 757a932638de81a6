package dev.gatehouse.vault.events;

import dev.gatehouse.store.ChangeFeed;
import dev.gatehouse.store.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** The rows of events. Stateless. */
public final class EventStore {
    /** Announced without a key by the transaction that writes an event. */
    static final String WRITTEN = "connection-event-written";

    /** Announced once events can be read; the keys are registrants. */
    public static final String PUBLISHED = "connection-event";

    public static final String COLUMNS = """
            place, message_id, connection_event.registrant, event_type, user_id, connector, reason, revocation_due, occurred
            """;

    /**
     * Gives places to events that have none, the oldest first, and makes a delivery for each webhook that wants them.
     * Only one transaction does so at a time.
     *
     * @return whose events these were, each once; empty where nothing is to be done, or somebody else does it
     */
    List<String> publish(Handle transaction, int most) {
        Optional<Long> last = transaction
                .createQuery("select last from connection_event_head for update skip locked")
                .mapTo(Long.class)
                .findOne();
        if (last.isEmpty()) {
            return List.of();
        }
        List<String> registrants = place(transaction, last.get(), most);
        if (!registrants.isEmpty()) {
            transaction.execute(
                    "update connection_event_head set last = greatest(last, (select max(place) from connection_event))");
            registrants.forEach(registrant -> ChangeFeed.announce(transaction, PUBLISHED, registrant));
        }
        return registrants;
    }

    private static List<String> place(Handle transaction, long last, int most) {
        return transaction
                .createQuery("""
                        with unpublished as (
                            select event_id, row_number() over (order by event_id) as number
                              from connection_event where place is null order by event_id limit :most),
                        placed as (
                            update connection_event set place = :last + unpublished.number from unpublished
                             where connection_event.event_id = unpublished.event_id
                            returning connection_event.event_id, registrant, event_type),
                        delivered as (
                            insert into webhook_delivery (event_id, webhook_id)
                            select event_id, webhook_id from placed join webhook using (registrant)
                             where webhook.status = 'active' and event_type = any (event_types))
                        select distinct registrant from placed order by registrant
                        """)
                .bind("last", last)
                .bind("most", most)
                .mapTo(String.class)
                .list();
    }

    /** The place of the newest event. */
    long last(Handle handle) {
        return handle.createQuery("select last from connection_event_head")
                .mapTo(Long.class)
                .one();
    }

    /**
     * Events behind a place, in their order.
     *
     * @param registrant whose; null for everybody's
     */
    List<ConnectionEvent> after(Handle handle, @Nullable String registrant, long place, int most) {
        String owned = registrant == null ? "" : " and registrant = :registrant";
        Query query = handle.createQuery("select " + COLUMNS + " from connection_event where place > :place" + owned
                + " order by place limit :most");
        if (registrant != null) {
            query.bind("registrant", registrant);
        }
        return query.bind("place", place)
                .bind("most", most)
                .map(EventStore::event)
                .list();
    }

    /** Reads a row. */
    public static ConnectionEvent event(ResultSet row, StatementContext context) throws SQLException {
        return new ConnectionEvent(
                row.getLong("place"),
                row.getObject("message_id", UUID.class),
                row.getString("registrant"),
                row.getString("event_type"),
                new ConnectionEvent.Subject(
                        row.getString("user_id"),
                        row.getString("connector"),
                        row.getString("reason"),
                        Times.readOrNull(row, "revocation_due")),
                Times.read(row, "occurred"));
    }
}
