package dev.gatehouse.vault.connection;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jdbi.v3.core.statement.StatementContext;

/** Reads a row of the table {@code connection}. */
public final class ConnectionRow {
    /** What {@link #connection} reads. */
    public static final String COLUMNS = """
            user_id, connector, registrant, status, token_version, expires, refresh_due, lease_until, attempts, last_error,
            last_error_at, connected, refreshed, last_access
            """;

    private ConnectionRow() {}

    /** The row without its secrets. */
    public static Connection connection(ResultSet row, StatementContext context) throws SQLException {
        return new Connection(
                new ConnectionId(row.getString("user_id"), row.getString("connector")),
                row.getString("registrant"),
                ConnectionStatus.of(row.getString("status")),
                row.getLong("token_version"),
                time(row, "expires"),
                time(row, "refresh_due"),
                time(row, "lease_until"),
                row.getInt("attempts"),
                row.getString("last_error"),
                time(row, "last_error_at"),
                time(row, "connected"),
                time(row, "refreshed"),
                time(row, "last_access"));
    }

    private static Instant time(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
