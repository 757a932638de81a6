package dev.gatehouse.authority;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.store.Database;
import dev.gatehouse.store.DatabaseAddress;
import dev.gatehouse.testing.TestDatabase;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;

/** A database of a version before keeps what it has, and the audit says what to look at. */
class UpgradeTest {
    private final DatabaseAddress address = TestDatabase.createEmpty();

    private void migrateTo(String version) {
        Flyway.configure()
                .dataSource(address.jdbcUrl(), address.user(), address.password())
                .locations("classpath:db/migration")
                .target(version)
                .load()
                .migrate();
    }

    private static void user(Handle handle, String id, String type) {
        handle.execute("""
                insert into users (user_id, user_type, email, password_hash, created, updated)
                values (?, ?, ?, '', now(), now())
                """, id, type, id + "@example.org");
    }

    private static void client(Handle handle, String id, String owner, String scope) {
        handle.execute("""
                insert into client (client_id, client_name, owner_id, scope, created, updated, registration_token_hash)
                values (?, 'x', ?, ?, now(), now(), 'x')
                """, id, owner, scope);
    }

    @Test
    void s25_ownersKeepWhatTheirClientsWereGivenAndTheAuditSaysSo() {
        migrateTo("12");
        try (Database database = TestDatabase.open(address, 2)) {
            database.jdbi().useHandle(handle -> {
                user(handle, "boss", "admin");
                user(handle, "ann", "employee");
                user(handle, "bob", "partner");
                client(handle, "one", "ann", "orders.r oauth.user.r oauth.client.w");
                client(handle, "two", "ann", "token-storage.connect oauth.user.r");
                client(handle, "three", "bob", "orders.r oauth.service.w");
                user(handle, "demoted", "employee");
                client(handle, "left behind", "demoted", "oauth.admin oauth.audit.r");
                client(handle, "four", "boss", "oauth.admin oauth.user.r");
            });

            database.migrate();

            Map<String, String> given = database.jdbi()
                    .withHandle(handle -> handle.createQuery("select user_id, system_scope from users")
                            .setMapKeyColumn("user_id")
                            .setMapValueColumn("system_scope")
                            .collectInto(new org.jdbi.v3.core.generic.GenericType<Map<String, String>>() {}));
            assertThat(given)
                    .containsEntry("ann", "oauth.user.r token-storage.connect")
                    .containsEntry("bob", "")
                    .containsEntry("demoted", "oauth.audit.r")
                    .containsEntry("boss", "");
            List<String> audited = database.jdbi()
                    .withHandle(handle ->
                            handle.createQuery("""
                                    select subject || ' ' || (detail ->> 'scope')
                                               || coalesce(' without ' || (detail ->> 'withheld'), '')
                                      from audit
                                     where action = 'user.scope'
                                    """).mapTo(String.class).list());
            assertThat(audited)
                    .containsExactlyInAnyOrder(
                            "user/ann oauth.user.r token-storage.connect",
                            "user/demoted oauth.audit.r without oauth.admin");
            database.jdbi().useHandle(handle -> {
                user(handle, "of the version before", "employee");
                client(handle, "of the version before", "ann", "");
            });
        }
    }

    @Test
    void usersOwnAsBeforeOnceThereAreTeams() {
        migrateTo("13");
        try (Database database = TestDatabase.open(address, 2)) {
            database.jdbi().useHandle(handle -> {
                user(handle, "ann", "employee");
                client(handle, "one", "ann", "");
            });

            database.migrate();

            database.jdbi().useHandle(handle -> {
                user(handle, "bob", "employee");
                client(handle, "two", "bob", "");
                assertThatThrownBy(() -> client(handle, "three", "nobody", ""))
                        .hasMessageContaining("client_owner_exists");
                assertThatThrownBy(() -> handle.execute("delete from users where user_id = 'ann'"))
                        .hasMessageContaining("client_owner_exists");
                assertThatThrownBy(() -> user(handle, "ann", "employee")).hasMessageContaining("users_pkey");
                handle.execute("delete from client");
                handle.execute("delete from users");
                assertThat(handle.createQuery("select count(*) from owner")
                                .mapTo(Integer.class)
                                .one())
                        .isZero();
            });
        }
    }

    @Test
    void s26_aScopeThatSeveralOwnersDeclareGoesToTheFirstAndStaysWithTheOthers() {
        migrateTo("13");
        try (Database database = TestDatabase.open(address, 2)) {
            database.jdbi().useHandle(handle -> {
                user(handle, "ann", "employee");
                user(handle, "bob", "partner");
                service(handle, "young", "ann", "2024-01-02", "orders.r own.r");
                service(handle, "b", "bob", "2024-01-01", "orders.r");
                service(handle, "a", "ann", "2024-01-01", "orders.r oauth.client.r");
                service(handle, "only endpoints", "bob", "2023-01-01", "");
                handle.execute("""
                        insert into endpoint (service_id, endpoint, operation, scope, requires)
                        values ('only endpoints', '/a@get', '', 'own.r', '[["own.r"],["old.r"]]')
                        """);
            });

            database.migrate();

            assertThat(texts(database, "select concat_ws(' ', scope, service_id, owner_id, shared) from scope_owner"))
                    .containsExactlyInAnyOrder("orders.r a ann t", "own.r young ann t", "old.r only endpoints bob f");
            assertThat(texts(database, """
                            select subject || ' ' || (detail ->> 'serviceId') || ' ' || (detail ->> 'ownerId')
                              from audit
                             where action = 'scope.duplicate'
                            """))
                    .containsExactlyInAnyOrder("scope/orders.r b bob", "scope/own.r only endpoints bob");
            assertThat(texts(database, "select service_id from service_scope where scope = 'orders.r'"))
                    .as("nothing is cut")
                    .containsExactlyInAnyOrder("a", "b", "young");
        }
    }

    private static void service(Handle handle, String id, String owner, String created, String scope) {
        handle.execute("""
                insert into service (service_id, service_type, service_name, owner_id, scope, created, updated)
                values (?, 'openapi', 'x', ?, ?, ?::timestamptz, now())
                """, id, owner, scope, created);
    }

    private static List<String> texts(Database database, String query) {
        return database.jdbi()
                .withHandle(
                        handle -> handle.createQuery(query).mapTo(String.class).list());
    }
}
