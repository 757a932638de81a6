package dev.gatehouse.store.server;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;

/**
 * A server that takes writes: no two that run at the same time have the same. Immutable.
 *
 * @param system what it shares with its standbys and with nobody else
 * @param timeline grows by each promotion of a standby
 * @param started when it was started, by its own clock
 */
record ServerIdentity(String system, int timeline, Instant started) {
    /** SQLSTATE read_only_sql_transaction. */
    static final String READ_ONLY = "25006";

    private static final String WHO = """
            select pg_is_in_recovery() as standby, pg_postmaster_start_time() as started, clock_timestamp() as now
            """;

    private static final String LINEAGE = """
            select system_identifier::text as system,
                   ('x' || substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8))::bit(32)::integer as timeline
              from pg_control_system()
            """;

    /**
     * Asks who is at the other end.
     *
     * @param clock learns what time it is there
     * @throws SQLException also where it is a standby
     */
    static ServerIdentity of(Connection connection, DatabaseClock clock) throws SQLException {
        long asked = System.nanoTime();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(WHO)) {
            row.next();
            clock.learn(instant(row, "now"), asked, System.nanoTime());
            if (row.getBoolean("standby")) {
                throw new SQLException("the server is a standby", READ_ONLY);
            }
            return ofPrimary(connection, instant(row, "started"));
        }
    }

    /** Services that run PostgreSQL for others may keep this from us; then no server is known to be behind another. */
    private static ServerIdentity ofPrimary(Connection connection, Instant started) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(LINEAGE)) {
            row.next();
            return new ServerIdentity(row.getString("system"), row.getInt("timeline"), started);
        } catch (SQLException e) {
            if (DatabaseFault.of(e)
                    .filter(fault -> fault != DatabaseFault.READ_ONLY)
                    .isPresent()) {
                throw e;
            }
            return new ServerIdentity("", 0, started);
        }
    }

    /** Whether it was the primary once and another took its place: what was committed since is not there. */
    boolean isBehind(ServerIdentity other) {
        return system.equals(other.system) && timeline < other.timeline;
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
