package dev.gatehouse.audit;

import dev.gatehouse.http.Caller;
import dev.gatehouse.http.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.StatementContext;
import tools.jackson.databind.JsonNode;

/** Writes and lists audit entries. Thread-safe. */
public final class AuditLog {
    private static final String FILTER = """
             where (:userId::text is null or user_id = :userId)
               and (:clientId::text is null or client_id = :clientId)
               and (:action::text is null or action = :action)
               and (:subject::text is null or subject = :subject)
               and (:since::timestamptz is null or at >= :since)
               and (:until::timestamptz is null or at < :until)
               and (:before::bigint is null or audit_id < :before)
            """;

    private final Jdbi jdbi;

    public AuditLog(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /**
     * Adds an entry to the running transaction.
     *
     * @param detail becomes JSON; null where the action says it all
     */
    public static void record(Handle transaction, Caller caller, String action, String subject, Object detail) {
        transaction
                .createUpdate("""
                        insert into audit (user_id, client_id, action, subject, detail)
                        values (:userId, :clientId, :action, :subject, :detail::jsonb)
                        """)
                .bind("userId", caller.userId())
                .bind("clientId", caller.clientId())
                .bind("action", action)
                .bind("subject", subject)
                .bind("detail", detail == null ? null : Json.text(detail))
                .execute();
    }

    /** The entries of one page, newest first. */
    List<AuditEntry> list(AuditFilter filter, int pageSize, long offset) {
        return jdbi.withHandle(handle -> bind(handle.createQuery("""
                                select audit_id, at, user_id, client_id, action, subject, detail
                                  from audit
                                """ + FILTER + """
                                 order by audit_id desc
                                 limit :limit offset :offset
                                """), filter)
                .bind("limit", pageSize)
                .bind("offset", offset)
                .map(AuditLog::entry)
                .list());
    }

    long count(AuditFilter filter) {
        return jdbi.withHandle(handle -> bind(handle.createQuery("select count(*) from audit " + FILTER), filter)
                .mapTo(Long.class)
                .one());
    }

    private static Query bind(Query query, AuditFilter filter) {
        return query.bind("userId", filter.userId())
                .bind("clientId", filter.clientId())
                .bind("action", filter.action())
                .bind("subject", filter.subject())
                .bind("since", filter.since())
                .bind("until", filter.until())
                .bind("before", filter.before());
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
