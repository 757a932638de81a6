package dev.gatehouse.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.store.Database;
import dev.gatehouse.store.DatabaseAddress;
import dev.gatehouse.testing.TestDatabase;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;

/** What the version before wrote, and still writes beside this one, ends like everything else. */
class EndsUpgradeTest {
    private static final String VERSION_BEFORE = "13";
    private static final List<String> TABLES =
            List.of("session", "authorization_code", "device_authorization", "refresh_family");

    private final DatabaseAddress address = TestDatabase.createEmpty();

    private void migrateToTheVersionBefore() {
        Flyway.configure()
                .dataSource(address.jdbcUrl(), address.user(), address.password())
                .locations("classpath:db/migration")
                .target(VERSION_BEFORE)
                .load()
                .migrate();
    }

    /** As the version before does it. */
    private static void write(Handle handle, String user) {
        handle.execute("""
                insert into session (session_hash, session_id, user_id, user_agent, authenticated, last_used, expires)
                values (gen_random_uuid()::text::bytea, gen_random_uuid()::text, ?, '', now(), now(), now() + interval '1 day')
                """, user);
        handle.execute("""
                insert into authorization_code (code_hash, code_id, client_id, user_id, redirect_uri, redirect_uri_given,
                                                code_challenge, scope, refresh, authenticated, expires)
                values (gen_random_uuid()::text::bytea, 'x', 'app', ?, '', false, '', 'a', true, now(), now())
                """, user);
        handle.execute("""
                insert into device_authorization (device_hash, user_code_hash, device_id, client_id, scope, refresh,
                                                  poll_interval, next_poll, expires)
                values (gen_random_uuid()::text::bytea, gen_random_uuid()::text::bytea, 'x', 'app', 'a', true, 5, now(), now())
                """);
        handle.execute(
                "update device_authorization set user_id = ?, authenticated = now() where user_id is null", user);
        handle.execute("""
                insert into refresh_family (family_id, origin_id, client_id, user_id, scope, authenticated, current_hash,
                                            rotated, idle_until, expires)
                values (gen_random_uuid(), gen_random_uuid(), 'app', ?, 'a', now(), '', now(), now(), now())
                """, user);
    }

    private static long count(Handle handle, String table, String user) {
        return handle.createQuery("""
                        select count(*) from %s join users using (user_id, access_id) where user_id = :user
                        """.formatted(table))
                .bind("user", user)
                .mapTo(Long.class)
                .one();
    }

    private static void newUser(Handle handle, String user) {
        handle.execute("""
                insert into users (user_id, user_type, email, password_hash, created, updated)
                values (?, 'employee', ?, 'first', now(), now())
                """, user, user + "@example.org");
    }

    @Test
    void s27_whatWasThereBeforeRestsOnItsUserAndEndsWithThePassword() {
        migrateToTheVersionBefore();
        try (Database database = TestDatabase.open(address, 2)) {
            database.jdbi().useHandle(handle -> {
                newUser(handle, "ann");
                newUser(handle, "bob");
                handle.execute("""
                        insert into client (client_id, client_name, owner_id, scope, created, updated)
                        values ('app', 'App', 'ann', '', now(), now())
                        """);
                write(handle, "ann");
                write(handle, "bob");
            });

            database.migrate();

            database.jdbi().useHandle(handle -> {
                write(handle, "ann");
                assertThat(TABLES).allMatch(table -> count(handle, table, "ann") == 2);

                handle.execute(
                        "update users set password_hash = 'stronger', password_rehashed = now() where user_id = 'ann'");
                assertThat(TABLES).allMatch(table -> count(handle, table, "ann") == 2);

                handle.execute("update users set password_hash = 'second' where user_id = 'ann'");
                for (String table : TABLES) {
                    assertThat(handle.createQuery("select distinct user_id from " + table)
                                    .mapTo(String.class)
                                    .list())
                            .as(table)
                            .containsExactly("bob");
                }
                assertThat(handle.createQuery("select count(*) from revoked_token")
                                .mapTo(Long.class)
                                .one())
                        .isEqualTo(1);
            });
        }
    }
}
