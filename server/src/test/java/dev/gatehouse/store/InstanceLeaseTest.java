package dev.gatehouse.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatehouse.testing.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Whether a process is shown to others as long as it is there. */
class InstanceLeaseTest {
    private static final String TRY = "select pg_try_advisory_lock(hashtextextended(?, 0))";
    private static final String FREE = "select pg_advisory_unlock(hashtextextended(?, 0))";

    private final DatabaseAddress address = TestDatabase.create();

    private static boolean ask(Connection session, String question, UUID id) throws SQLException {
        try (PreparedStatement statement = session.prepareStatement(question)) {
            statement.setString(1, id.toString());
            try (ResultSet answer = statement.executeQuery()) {
                return answer.next() && answer.getBoolean(1);
            }
        }
    }

    private static Set<Integer> sessions(Connection own, String query) throws SQLException {
        Set<Integer> sessions = new HashSet<>();
        try (PreparedStatement statement = own.prepareStatement(query);
                ResultSet pids = statement.executeQuery()) {
            while (pids.next()) {
                sessions.add(pids.getInt(1));
            }
        }
        return sessions;
    }

    /** Ends whatever session holds the lock, and takes it; which sessions those were. */
    private static Set<Integer> takeFromTheLease(Connection other, UUID id) throws SQLException {
        Set<Integer> ended = new HashSet<>();
        while (!ask(other, TRY, id)) {
            for (int holder : leasing(other)) {
                ended.add(holder);
                sessions(other, "select " + holder + " where pg_terminate_backend(" + holder + ")");
            }
        }
        return ended;
    }

    private static Set<Integer> leasing(Connection own) throws SQLException {
        return sessions(own, """
                select pid from pg_locks
                 where locktype = 'advisory' and pid <> pg_backend_pid()
                   and database = (select oid from pg_database where datname = current_database())
                """);
    }

    @Test
    void s19_aProcessThatCameBackWhileOthersLookedIsShownAgain() throws SQLException {
        try (Database database = TestDatabase.open(address, 1);
                InstanceLease lease = InstanceLease.show(database);
                Connection other = Connections.open(address, Duration.ZERO)) {
            assertThat(ask(other, TRY, lease.id())).isFalse();

            Set<Integer> ended = takeFromTheLease(other, lease.id());
            await().until(() -> !ended.containsAll(leasing(other)));
            assertThat(ask(other, FREE, lease.id())).isTrue();

            await().untilAsserted(() -> {
                boolean free = ask(other, TRY, lease.id());
                if (free) {
                    ask(other, FREE, lease.id());
                }
                assertThat(free).isFalse();
            });
        }
    }
}
