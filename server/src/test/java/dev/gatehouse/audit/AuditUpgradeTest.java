package dev.gatehouse.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.store.Database;
import dev.gatehouse.store.DatabaseAddress;
import dev.gatehouse.testing.TestDatabase;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/** The audit of a version before goes into months as it is, while others write. */
class AuditUpgradeTest {
    private static final String ROWS = "select audit::text from audit order by audit_id";

    private final DatabaseAddress address = TestDatabase.createEmpty();

    private static List<String> strings(Jdbi jdbi, String query) {
        return jdbi.withHandle(
                handle -> handle.createQuery(query).mapTo(String.class).list());
    }

    private static boolean isTrue(Handle handle, String query) {
        return handle.createQuery(query).mapTo(Boolean.class).one();
    }

    private static void write(Handle handle, String action) {
        handle.execute(
                "insert into audit (user_id, client_id, action, subject) values ('ann', '', ?, 'service/orders')",
                action);
    }

    private void versionBefore(Jdbi jdbi) {
        Flyway.configure()
                .dataSource(address.jdbcUrl(), address.user(), address.password())
                .locations("classpath:db/migration")
                .target("19")
                .load()
                .migrate();
        jdbi.useHandle(handle -> handle.execute("""
                insert into audit (at, user_id, client_id, action, subject, detail)
                select now() - n * interval '20 days', 'user ' || n, 'client', 'test', 'thing/' || n,
                       jsonb_build_object('n', n)
                  from generate_series(40, 1, -1) n
                """));
    }

    /**
     * Somebody keeps a transaction open that has written, so that the migration finds no moment without one, and others write all
     * the time. They wait for it less than their limit, again and again; were it to wait for its turn, they would wait with it until
     * the transaction ends.
     */
    private void writeMeanwhile(Jdbi jdbi) {
        CompletableFuture<Void> migrated = jdbi.inTransaction(open -> {
            write(open, "test");
            CompletableFuture<Void> migration = CompletableFuture.runAsync(
                    () -> {
                        try (Database another = TestDatabase.open(address, 1)) {
                            another.migrate();
                        }
                    },
                    Thread::startVirtualThread);
            // Over another connection: a thread of Jdbi has one.
            CompletableFuture.runAsync(
                            () -> jdbi.useHandle(handle -> writeWhile(handle, migration)), Thread::startVirtualThread)
                    .join();
            return migration;
        });
        migrated.join();
    }

    /** Three times behind the migration, as it waits for its lock. */
    private static void writeWhile(Handle handle, CompletableFuture<Void> migration) {
        handle.execute("set lock_timeout = '5s'");
        for (int times = 0; times < 3; ) {
            assertThat(migration).isNotDone();
            boolean waits = isTrue(handle, """
                    select exists (select from pg_locks join pg_database d on d.oid = database
                                    where datname = current_database() and relation = 'audit'::regclass and not granted)
                    """);
            if (waits) {
                write(handle, "test");
                times++;
            }
        }
    }

    @Test
    void whatIsThereBecomesTheFirstPartitionUntouchedAndNobodyWaits() {
        try (Database database = TestDatabase.open(address, 4)) {
            Jdbi jdbi = database.jdbi();
            versionBefore(jdbi);
            List<String> before = strings(jdbi, ROWS);
            String files =
                    "select pg_relation_filenode(c) || ' ' || pg_relation_filenode(i) from (values %s) each (c, i)";
            List<String> filesBefore = strings(jdbi, files.formatted("('audit'::regclass, 'audit_subject'::regclass)"));

            writeMeanwhile(jdbi);

            List<String> after = strings(jdbi, ROWS);
            assertThat(after).startsWith(before.toArray(String[]::new)).hasSize(before.size() + 4);
            assertThat(strings(jdbi, files.formatted("('audit_before'::regclass, 'audit_before_subject'::regclass)")))
                    .isEqualTo(filesBefore);
            assertThat(strings(jdbi, "select distinct tableoid::regclass::text from audit"))
                    .containsExactly("audit_before");
            assertThat(strings(jdbi, "select keeps_everything::text from retention_default"))
                    .containsExactly("true");

            jdbi.useHandle(handle -> write(handle, "service.delete"));
            assertThat(strings(jdbi, ROWS))
                    .startsWith(after.toArray(String[]::new))
                    .hasSize(after.size() + 1);
            assertThat(strings(jdbi, "select event_type from connection_event")).containsExactly("service.removed");
        }
    }

    @Test
    void aNewDatabaseHasMonthsAlone() {
        try (Database database = TestDatabase.open(TestDatabase.create(), 1)) {
            assertThat(strings(database.jdbi(), "select keeps_everything::text from retention_default"))
                    .containsExactly("false");
            assertThat(strings(database.jdbi(), "select name from audit_partition where begins = '-infinity'"))
                    .isEmpty();
        }
    }
}
