package dev.gatehouse.store;

import static org.awaitility.Awaitility.await;

import dev.gatehouse.testing.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class InstanceLeaseTest {
    private final DatabaseAddress address = TestDatabase.createEmpty();

    private static int holder(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery("""
                select pid from pg_locks
                 where locktype = 'advisory' and granted
                   and database = (select oid from pg_database where datname = current_database())
                """)) {
            return row.next() ? row.getInt(1) : 0;
        }
    }

    @Test
    void s19_aSessionWithoutItsLockIsNoLease() throws Exception {
        try (Database database = Database.open(address, 1);
                InstanceLease lease = InstanceLease.show(database);
                Connection watching = TestDatabase.connect(address);
                Connection taking = TestDatabase.connect(address);
                Statement look = watching.createStatement();
                Statement take = taking.createStatement()) {
            int first = holder(look);
            String lock = "(hashtextextended('" + lease.id() + "', 0))";
            CompletableFuture<Void> taken = CompletableFuture.runAsync(() -> execute(take, "pg_advisory_lock" + lock));
            await().until(() -> look.executeQuery("select from pg_locks where locktype = 'advisory' and not granted")
                    .next());

            execute(look, "pg_terminate_backend(" + first + ")");
            taken.join();
            await().until(() -> look.executeQuery("select from pg_stat_activity where datname = current_database()"
                            + " and query like '%pg_try_advisory_lock%' and state = 'idle'")
                    .next());
            execute(take, "pg_advisory_unlock" + lock);

            await().until(() -> holder(look) != 0);
        }
    }

    private static void execute(Statement statement, String call) {
        try {
            statement.execute("select " + call);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
