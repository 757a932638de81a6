package dev.gatehouse.authority;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.clients.scope.EffectiveScopes;
import dev.gatehouse.store.Database;
import dev.gatehouse.store.DatabaseAddress;
import dev.gatehouse.testing.TestDatabase;
import java.util.Set;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;

/** A database of the version before: nobody loses access, services are open, and the version before can go on. */
class AccessUpgradeTest {
    private static final String VERSION_BEFORE = "13";

    private final DatabaseAddress address = TestDatabase.createEmpty();
    private final EffectiveScopes scopes = new EffectiveScopes();

    private void migrateToTheVersionBefore() {
        Flyway.configure()
                .dataSource(address.jdbcUrl(), address.user(), address.password())
                .locations("classpath:db/migration")
                .target(VERSION_BEFORE)
                .load()
                .migrate();
    }

    private static void user(Handle handle, String id) {
        handle.execute("""
                insert into users (user_id, user_type, email, password_hash, created, updated)
                values (?, 'employee', ?, '', now(), now())
                """, id, id + "@example.org");
    }

    private static void service(Handle handle, String id, String owner, String scope, String needed) {
        handle.execute("""
                insert into service (service_id, service_type, service_name, owner_id, scope, created, updated)
                values (?, 'openapi', 'x', ?, ?, now(), now())
                """, id, owner, scope);
        handle.execute("""
                insert into endpoint (service_id, endpoint, operation, scope, requires) values (?, '/x@get', 'x', ?, null)
                """, id, needed);
    }

    private static void client(Handle handle, String id, String owner, String scope) {
        handle.execute("""
                insert into client (client_id, client_name, owner_id, scope, created, updated)
                values (?, 'x', ?, ?, now(), now())
                """, id, owner, scope);
    }

    private static void link(Handle handle, String client, String service) {
        handle.execute("""
                insert into client_endpoint (client_id, service_id, endpoint, created) values (?, ?, '/x@get', now())
                """, client, service);
    }

    private static String policy(Handle handle, String service) {
        return handle.createQuery("select policy from service where service_id = :service")
                .bind("service", service)
                .mapTo(String.class)
                .one();
    }

    @Test
    void s25_accessOfBeforeStaysAndWhatOthersDeclareLaterIsNoPartOfIt() {
        migrateToTheVersionBefore();
        try (Database database = TestDatabase.open(address, 2)) {
            database.jdbi().useHandle(handle -> {
                user(handle, "ora");
                user(handle, "eve");
                user(handle, "maria");
                service(handle, "orders", "ora", "orders.r orders.w", "orders.r");
                service(handle, "copies", "eve", "orders.r", "orders.r");
                client(handle, "given", "maria", "orders.w profile");
                client(handle, "linked", "maria", "");
                link(handle, "linked", "copies");
            });

            database.migrate();

            database.jdbi().useHandle(handle -> {
                assertThat(policy(handle, "orders")).isEqualTo("open");
                assertThat(scopes.of(handle, "given", "orders.w profile")).isEqualTo(Set.of("orders.w", "profile"));
                assertThat(scopes.of(handle, "linked", ""))
                        .as("a scope of another owner, by a link of before")
                        .containsExactly("orders.r");

                service(handle, "of the version before", "ora", "late.r", "late.r");
                client(handle, "late", "maria", "late.r");
                link(handle, "late", "orders");
                assertThat(policy(handle, "of the version before")).isEqualTo("open");
                assertThat(scopes.of(handle, "late", "late.r")).isEqualTo(Set.of("late.r", "orders.r"));
                handle.execute("update client set scope = 'orders.w' where client_id = 'late'");
                assertThat(scopes.of(handle, "late", "late.r orders.w"))
                        .as("what was taken back is gone")
                        .isEqualTo(Set.of("orders.w", "orders.r"));

                client(handle, "after", "maria", "");
                link(handle, "after", "copies");
                assertThat(scopes.of(handle, "after", ""))
                        .as("a new link gives no scope of another owner by itself")
                        .isEmpty();

                handle.execute("delete from client_endpoint where service_id = 'orders'");
                handle.execute("delete from endpoint where service_id = 'orders'");
                handle.execute("delete from service where service_id = 'orders'");
                service(handle, "taken", "eve", "orders.w", "orders.w");
                assertThat(scopes.of(handle, "given", "orders.w profile"))
                        .as("the same word of another owner is another scope")
                        .containsExactly("profile");
            });
        }
    }
}
