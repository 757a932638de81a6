package dev.gatehouse.vault.connection;

import dev.gatehouse.store.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
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
                Times.readOrNull(row, "expires"),
                new Connection.Refreshing(
                        Times.readOrNull(row, "refresh_due"),
                        Times.readOrNull(row, "lease_until"),
                        row.getInt("attempts"),
                        row.getString("last_error"),
                        Times.readOrNull(row, "last_error_at")),
                new Connection.History(
                        Times.read(row, "connected"),
                        Times.readOrNull(row, "refreshed"),
                        Times.readOrNull(row, "last_access")));
    }
}
