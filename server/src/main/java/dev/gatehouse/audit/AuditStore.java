package dev.gatehouse.audit;

import dev.gatehouse.api.Caller;
import dev.gatehouse.api.Json;
import dev.gatehouse.store.Conditions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
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

    private static final String ENTRY = "audit_id, at, user_id, client_id, action, subject, detail";
    private static final int EXPORTED_ENTRIES = 500;
    private static final int EXPORTED_BYTES = 128 * 1024;

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

    /** @param auditId of an entry of today: older partitions are not looked at */
    static void replaceDetail(Handle transaction, long auditId, Object detail) {
        transaction
                .createUpdate("""
                        update audit set detail = :detail::jsonb
                         where audit_id = :auditId and at > now() - interval '1 day'
                        """)
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
        Conditions conditions = conditions(filter);
        String sql = "select " + ENTRY + " from audit" + conditions.clause()
                + " order by audit_id desc limit :limit offset :offset";
        return jdbi.withHandle(handle -> conditions
                .bind(handle.createQuery(sql))
                .bind("limit", pageSize)
                .bind("offset", offset)
                .map(AuditStore::entry)
                .list());
    }

    /**
     * The next entries behind an id, the oldest first; none behind the last. As many as memory should hold at once: sizes are
     * those that the database keeps, which is told without reading long details.
     */
    List<AuditEntry> following(AuditFilter filter, long after) {
        Conditions conditions = conditions(filter).and("audit_id > :after", "after", after);
        String page = "select " + ENTRY + " from audit" + conditions.clause() + " order by audit_id limit :limit";
        return jdbi.withHandle(handle -> conditions
                .bind(handle.createQuery("""
                        with page as materialized (<page>),
                        sized as (
                            select *, sum(coalesce(pg_column_size(detail), 0)) over (
                                       order by audit_id rows between unbounded preceding and 1 preceding) as bytes_before
                              from page)
                        select * from sized where coalesce(bytes_before, 0) < :bytes order by audit_id
                        """.replace("<page>", page)))
                .bind("limit", EXPORTED_ENTRIES)
                .bind("bytes", EXPORTED_BYTES)
                .map(AuditStore::entry)
                .list());
    }

    long count(AuditFilter filter) {
        Conditions conditions = conditions(filter);
        return jdbi.withHandle(handle -> conditions
                .bind(handle.createQuery("select count(*) from audit" + conditions.clause()))
                .mapTo(Long.class)
                .one());
    }

    private static Conditions conditions(AuditFilter filter) {
        return new Conditions()
                .and("user_id = :userId", "userId", filter.userId())
                .and("client_id = :clientId", "clientId", filter.clientId())
                .and("action = :action", "action", filter.action())
                .and("subject = :subject", "subject", filter.subject())
                .and("at >= :since", "since", filter.since())
                .and("at < :until", "until", filter.until())
                .and("audit_id < :before", "before", filter.before());
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
