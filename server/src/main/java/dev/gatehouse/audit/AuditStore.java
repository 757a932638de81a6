package dev.gatehouse.audit;

import dev.gatehouse.api.Caller;
import dev.gatehouse.api.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Writes and lists audit entries. Thread-safe. */
public final class AuditStore {
    private static final String INSERT = """
            insert into audit (user_id, client_id, action, subject, detail)
            values (:auditUserId, :auditClientId, :auditAction, :auditSubject, :auditDetail::jsonb)""";

    private final Jdbi jdbi;

    public AuditStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /**
     * Adds an entry to the running transaction.
     *
     * @param detail becomes JSON; null where the action says it all
     */
    public static void record(
            Handle transaction, Caller caller, String action, String subject, @Nullable Object detail) {
        bind(transaction.createUpdate(INSERT), caller, action, subject, detail).execute();
    }

    /** The same, and tells the entry's id. */
    static long recordNew(Handle transaction, Caller caller, String action, String subject, Object detail) {
        return bind(transaction.createUpdate(INSERT), caller, action, subject, detail)
                .executeAndReturnGeneratedKeys("audit_id")
                .mapTo(Long.class)
                .one();
    }

    static void replaceDetail(Handle transaction, long auditId, Object detail) {
        transaction
                .createUpdate("update audit set detail = :detail::jsonb where audit_id = :auditId")
                .bind("detail", Json.text(detail))
                .bind("auditId", auditId)
                .execute();
    }

    /**
     * A change that adds its entry itself: one statement is a transaction of its own, and takes one trip to the database
     * where a transaction takes three.
     *
     * @param change what may stand behind {@code with}
     * @param detail as for {@link #record}
     */
    public static Update recording(
            Handle handle, String change, Caller caller, String action, String subject, Object detail) {
        Update update = handle.createUpdate("with recorded as (" + INSERT + ") " + change);
        return bind(update, caller, action, subject, detail);
    }

    private static Update bind(Update update, Caller caller, String action, String subject, @Nullable Object detail) {
        return update.bind("auditUserId", caller.userId())
                .bind("auditClientId", caller.clientId())
                .bind("auditAction", action)
                .bind("auditSubject", subject)
                .bind("auditDetail", detail == null ? null : Json.text(detail));
    }

    /** Adds an entry with the same detail for each of the subjects. */
    public static void recordAll(
            Handle transaction, Caller caller, String action, Collection<String> subjects, @Nullable Object detail) {
        transaction
                .createUpdate("""
                        insert into audit (user_id, client_id, action, subject, detail)
                        select :userId, :clientId, :action, subject, :detail::jsonb from unnest(:subjects) subject
                        """)
                .bind("userId", caller.userId())
                .bind("clientId", caller.clientId())
                .bind("action", action)
                .bindArray("subjects", String.class, List.copyOf(subjects))
                .bind("detail", detail == null ? null : Json.text(detail))
                .execute();
    }

    /** The entries of one page, newest first. */
    List<AuditEntry> list(AuditFilter filter, int pageSize, long offset) {
        String sql = "select audit_id, at, user_id, client_id, action, subject, detail from audit" + conditions(filter)
                + " order by audit_id desc limit :limit offset :offset";
        return jdbi.withHandle(handle -> handle.createQuery(sql)
                .bindMap(bindings(filter))
                .bind("limit", pageSize)
                .bind("offset", offset)
                .map(AuditStore::entry)
                .list());
    }

    long count(AuditFilter filter) {
        return jdbi.withHandle(handle -> handle.createQuery("select count(*) from audit" + conditions(filter))
                .bindMap(bindings(filter))
                .mapTo(Long.class)
                .one());
    }

    /** The where clause, with only the conditions that are asked for, so that each may use its index. */
    private static String conditions(AuditFilter filter) {
        Map<String, String> conditions = new LinkedHashMap<>();
        conditions.put("userId", "user_id = :userId");
        conditions.put("clientId", "client_id = :clientId");
        conditions.put("action", "action = :action");
        conditions.put("subject", "subject = :subject");
        conditions.put("since", "at >= :since");
        conditions.put("until", "at < :until");
        conditions.put("before", "audit_id < :before");
        conditions.keySet().retainAll(bindings(filter).keySet());
        return conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions.values());
    }

    /** What the conditions name. */
    private static Map<String, Object> bindings(AuditFilter filter) {
        Map<String, Object> bindings = new LinkedHashMap<>();
        bindings.put("userId", filter.userId());
        bindings.put("clientId", filter.clientId());
        bindings.put("action", filter.action());
        bindings.put("subject", filter.subject());
        bindings.put("since", filter.since());
        bindings.put("until", filter.until());
        bindings.put("before", filter.before());
        bindings.values().removeIf(value -> value == null);
        return bindings;
    }

    private static AuditEntry entry(ResultSet row, StatementContext context) throws SQLException {
        String detail = row.getString("detail");
        return new AuditEntry(
                row.getLong("audit_id"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getString("user_id"),
                row.getString("client_id"),
                row.getString("action"),
                row.getString("subject"),
                detail == null ? null : Json.read(detail, JsonNode.class));
    }
}
