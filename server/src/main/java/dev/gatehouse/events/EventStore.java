package dev.gatehouse.events;

import dev.gatehouse.api.Json;
import dev.gatehouse.store.ChangeFeed;
import dev.gatehouse.store.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

    /** Announced once events of connections can be read; the keys are registrants. */
    public static final String PUBLISHED = "connection-event";

    /** Announced once other events can be read; the keys are those who hear them. */
    public static final String HEARD = "event-heard";

    public static final String COLUMNS = """
            place, message_id, event_type, user_id, connector, reason, revocation_due, subject, data, occurred
            """;

    /**
     * Whose event it is.
     *
     * @param hearer null for the registrant of the connector that it is about
     */
    record Whose(String registrant, @Nullable String hearer) {}

    /**
     * Gives places to events that have none, the oldest first, and makes a delivery for each webhook that wants them.
     * Only one transaction does so at a time.
     *
     * @return whose events these were, each once; empty where nothing is to be done, or somebody else does it
     */
    List<Whose> publish(Handle transaction, int most) {
        Optional<Long> last = transaction
                .createQuery("select last from connection_event_head for update skip locked")
                .mapTo(Long.class)
                .findOne();
        if (last.isEmpty()) {
            return List.of();
        }
        List<Whose> all = place(transaction, last.get(), most);
        if (all.isEmpty()) {
            return all;
        }
        transaction.execute(
                "update connection_event_head set last = greatest(last, (select max(place) from connection_event))");
        if (all.stream().anyMatch(whose -> whose.hearer() != null)) {
            deliverHeard(transaction, last.get());
        }
        all.forEach(whose -> announce(transaction, whose));
        return all;
    }

    private static void announce(Handle transaction, Whose whose) {
        String hearer = whose.hearer();
        if (hearer == null) {
            ChangeFeed.announce(transaction, PUBLISHED, whose.registrant());
        } else {
            ChangeFeed.announce(transaction, HEARD, hearer);
        }
    }

    private static List<Whose> place(Handle transaction, long last, int most) {
        return transaction
                .createQuery("""
                        with unpublished as (
                            select event_id, row_number() over (order by event_id) as number
                              from connection_event where place is null order by event_id limit :most),
                        placed as (
                            update connection_event set place = :last + unpublished.number from unpublished
                             where connection_event.event_id = unpublished.event_id
                            returning connection_event.event_id, registrant, hearer, event_type),
                        delivered as (
                            insert into webhook_delivery (event_id, webhook_id)
                            select event_id, webhook_id from placed join webhook using (registrant)
                             where hearer is null and webhook.status = 'active' and event_type = any (event_types))
                        select distinct registrant, hearer from placed order by registrant, hearer
                        """)
                .bind("last", last)
                .bind("most", most)
                .map((row, _) -> new Whose(row.getString("registrant"), row.getString("hearer")))
                .list();
    }

    /** Those that owners and administrators hear go to the webhooks of their clients. */
    private static void deliverHeard(Handle transaction, long after) {
        transaction.createUpdate("""
                        insert into webhook_delivery (event_id, webhook_id)
                        select e.event_id, w.webhook_id
                          from connection_event e
                          join event_hearer h using (hearer)
                          join webhook w on w.registrant = h.client_id
                         where e.place > :after and w.status = 'active' and e.event_type = any (w.event_types)
                        """).bind("after", after).execute();
    }

    /** The place of the newest event. */
    long last(Handle handle) {
        return handle.createQuery("select last from connection_event_head")
                .mapTo(Long.class)
                .one();
    }

    /**
     * Events behind a place, in their order; from each of the two that a hearing joins, a walk along an index.
     */
    List<Event> after(Handle handle, Hearing hearing, long place, int most) {
        List<String> parts = new ArrayList<>();
        Hearing.Connections connections = hearing.connections();
        if (connections.any()) {
            parts.add(
                    part("hearer is null" + (connections.registrant() == null ? "" : " and registrant = :registrant")));
        }
        if (hearing.hearer() != null) {
            parts.add(part("hearer = :hearer"));
        }
        Query query = handle.createQuery(
                "select * from (" + String.join(" union all ", parts) + ") heard order by place limit :most");
        if (connections.registrant() != null) {
            query.bind("registrant", connections.registrant());
        }
        if (hearing.hearer() != null) {
            query.bind("hearer", hearing.hearer());
        }
        return query.bind("place", place)
                .bind("most", most)
                .bindArray("types", String.class, hearing.types())
                .map(EventStore::event)
                .list();
    }

    private static String part(String whose) {
        return "(select " + COLUMNS + " from connection_event where " + whose
                + " and place > :place and event_type = any (:types) order by place limit :most)";
    }

    /** Reads a row. */
    public static Event event(ResultSet row, StatementContext context) throws SQLException {
        String subject = row.getString("subject");
        String connection = "connection/" + row.getString("connector") + "/" + row.getString("user_id");
        return new Event(
                row.getLong("place"),
                row.getObject("message_id", UUID.class),
                row.getString("event_type"),
                subject == null ? connection : subject,
                subject == null ? ofConnection(row) : members(row.getString("data")),
                Times.read(row, "occurred"));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> members(String data) {
        return Json.read(data, Map.class);
    }

    private static Map<String, Object> ofConnection(ResultSet row) throws SQLException {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("user", row.getString("user_id"));
        data.put("connector", row.getString("connector"));
        put(data, "reason", row.getString("reason"));
        Instant due = Times.readOrNull(row, "revocation_due");
        put(data, "revocationDt", due);
        return data;
    }

    private static void put(Map<String, Object> members, String name, @Nullable Object value) {
        if (value != null) {
            members.put(name, value);
        }
    }
}
