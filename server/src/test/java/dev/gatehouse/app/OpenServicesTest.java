package dev.gatehouse.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.store.Database;
import dev.gatehouse.testing.LoggedLines;
import dev.gatehouse.testing.TestDatabase;
import org.junit.jupiter.api.Test;

/** The start says how many services are open, as those of an older version are. */
class OpenServicesTest {
    @Test
    void openServicesAreCounted() {
        try (Database database = TestDatabase.open(TestDatabase.create(), 2);
                LoggedLines lines = LoggedLines.of(OpenServices.class)) {
            OpenServices.tell(database.jdbi());
            assertThat(lines.all()).isEmpty();

            database.jdbi().useHandle(handle -> {
                handle.execute("""
                        insert into users (user_id, user_type, email, password_hash, created, updated)
                        values ('ora', 'employee', 'ora@example.org', '', now(), now())
                        """);
                handle.execute("""
                        insert into service (service_id, service_type, service_name, owner_id, scope, created, updated)
                        select 'old-' || n, 'openapi', 'x', 'ora', '', now(), now() from generate_series(1, 2) n
                        """);
            });
            OpenServices.tell(database.jdbi());
            assertThat(lines.with("2 services are open: whoever may register clients gets their scopes"))
                    .hasSize(1);
        }
    }
}
