package dev.gatehouse.vault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.Api;
import dev.gatehouse.testing.TestServer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DatabaseDumpTest {
    /** Every table as text, in which bytes are hexadecimal. */
    private static String dump(TestServer server) {
        return server.jdbi().withHandle(handle -> {
            List<String> tables = handle.createQuery("""
                            select quote_ident(schemaname) || '.' || quote_ident(tablename) from pg_tables
                             where schemaname = 'public'
                            """).mapTo(String.class).list();
            StringBuilder dump = new StringBuilder();
            for (String table : tables) {
                handle.createQuery("select t::text from " + table + " t")
                        .mapTo(String.class)
                        .forEach(row ->
                                dump.append(table).append(' ').append(row).append('\n'));
            }
            return dump.toString();
        });
    }

    @Test
    void s16_aStolenDatabaseShowsNoSecret() {
        try (TestServer server = TestServer.start(Map.of())) {
            Api api = VaultCallers.connector(server);
            String access = "access-" + UUID.randomUUID();
            String refresh = "refresh-" + UUID.randomUUID();
            String password = "password-" + UUID.randomUUID();
            api.post("/token-storage/service", VaultCallers.oauthService("port-a"))
                    .expect(200);
            api.post("/token-storage/service", """
                            {"servicename":"port-b","implements":["metadata"],
                             "credentials":{"userId":true,"password":true}}
                            """).expect(200);
            String expires = Instant.now().plusSeconds(3600).toString();
            api.post("/token-storage/user/maria/token", VaultCallers.oauthToken("port-a", access, refresh, expires))
                    .expect(201);
            api.post("/token-storage/user/maria/token", VaultCallers.token("port-b", password))
                    .expect(200);
            api.get("/connections/maria/port-a/token").expect(200);
            api.get("/token-storage/token").expect(200);
            api.get("/token-storage/service").expect(200);
            api.delete("/connections/maria/port-b").expect(204);

            String dump = dump(server);

            assertThat(dump).contains("port-a", "maria", "connection.token.read");
            for (String secret : List.of("our-secret-port-a", access, refresh, password)) {
                assertThat(dump)
                        .doesNotContain(secret)
                        .doesNotContain(HexFormat.of().formatHex(secret.getBytes(StandardCharsets.UTF_8)));
            }
        }
    }
}
