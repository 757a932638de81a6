package dev.gatehouse.access.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatehouse.http.DatabaseLink;
import dev.gatehouse.registry.Registry;
import dev.gatehouse.store.ChangeFeed;
import dev.gatehouse.store.DatabaseAddress;
import dev.gatehouse.testing.Answer;
import dev.gatehouse.testing.Api;
import dev.gatehouse.testing.TestDatabase;
import dev.gatehouse.testing.TestServer;
import java.util.HashMap;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Decisions while the database is away from a process. */
class DecisionOutageTest {
    private final DatabaseAddress database = TestDatabase.create();
    private final DatabaseLink link = new DatabaseLink(database);
    private TestServer server;
    private GuardedApi pets;
    private Api reader;
    private Api stranger;
    private Api administrator;

    private void start(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(DatabaseLink.NOTICED);
        all.putAll(settings);
        server = TestServer.start(link.address(), TestServer.newDirectory(), all);
        pets = GuardedApi.register(server);
        reader = pets.with("pets.r");
        stranger = pets.with("pets.r");
        administrator = server.administrator();
        hearEverythingSoFar();
        pets.original(reader, "GET", "/v1/pets").expect(200);
    }

    /** Changes are heard in their order: what is remembered after the last of them stays. */
    private void hearEverythingSoFar() {
        Jdbi direct = Jdbi.create(database.jdbcUrl(), database.user(), database.password());
        direct.useTransaction(handle -> {
            handle.execute("""
                    insert into service (service_id, service_type, service_name, owner_id, scope, created, updated)
                    values ('heard', 'openapi', 'heard', 'admin', '', now(), now())
                    """);
            addEndpoint(handle, "/before@get");
        });
        heard("/before").expect(200);
        direct.useTransaction(handle -> {
            addEndpoint(handle, "/after@get");
            ChangeFeed.announce(handle, Registry.TOPIC, "heard");
        });
        await().until(() -> heard("/after").status() == 200);
    }

    private static void addEndpoint(Handle handle, String endpoint) {
        handle.execute(
                "insert into endpoint (service_id, endpoint, operation, scope) values ('heard', ?, 'x', '')", endpoint);
    }

    private Answer heard(String path) {
        return server.admin().get("/access/heard", "X-Original-Method", "GET", "X-Original-URI", path);
    }

    @AfterEach
    void stop() {
        link.mend();
        server.close();
        link.close();
    }

    private void awaitChangesUnheard() {
        await().until(() -> !changesAreHeard());
    }

    /** Changes are heard over a connection of their own, which may be back before those of the pool are. */
    private void awaitRecovery() {
        await().until(this::changesAreHeard);
        await().until(() -> administrator.get("/oauth2/service?page=1").status() == 200);
    }

    private boolean changesAreHeard() {
        return server.admin()
                .get("/health/ready")
                .json()
                .get("changeFeed")
                .asString()
                .equals("UP");
    }

    @Test
    void s21_decisionsGoOnFromMemoryWhileTheDatabaseIsAway() {
        start(Map.of());

        link.cut();
        awaitChangesUnheard();

        for (int i = 0; i < 50; i++) {
            pets.original(reader, "GET", "/v1/pets/" + i).expect(200);
            pets.original(reader, "POST", "/v1/pets").expect(403);
            pets.original(pets.withoutToken(), "GET", "/health").expect(200);
            pets.original(pets.withoutToken(), "GET", "/v1/pets").expect(401);
        }
        expectUnavailable(pets.original(stranger, "GET", "/v1/pets"));
        expectUnavailable(reader.get("/access/unknown/x", "X-Request-Id", "outage"));
        reader.get("/oauth2/service/" + pets.serviceId()).expect(503);

        link.mend();
        awaitRecovery();
        pets.original(stranger, "GET", "/v1/pets").expect(200);
        pets.original(reader, "GET", "/v1/pets").expect(200);
    }

    @Test
    void s21_decisionsFromMemoryEndWithTheirTime() {
        start(Map.of("GATEHOUSE_DECISION_OUTAGE_SECONDS", "1"));

        link.cut();
        await().until(() -> pets.original(reader, "GET", "/v1/pets").status() == 503);

        expectUnavailable(pets.original(reader, "GET", "/v1/pets"));
        expectUnavailable(pets.original(pets.withoutToken(), "GET", "/health"));
        link.mend();
        await().until(() -> pets.original(reader, "GET", "/v1/pets").status() == 200);
    }

    @Test
    void s21_whatChangedMeanwhileCountsOnceChangesAreHeardAgain() {
        start(Map.of());
        try (TestServer elsewhere = TestServer.start(database, server.data(), Map.of())) {
            link.cut();
            awaitChangesUnheard();
            elsewhere
                    .administrator()
                    .post(
                            "/oauth2/service/" + pets.serviceId() + "/endpoint",
                            "[{\"endpoint\":\"/v1/pets@get\",\"operation\":\"listPets\",\"scope\":\"pets.w\"}]")
                    .expect(201);
            pets.original(reader, "GET", "/v1/pets").expect(200);

            link.mend();
            awaitRecovery();

            pets.original(reader, "GET", "/v1/pets").expectError(403, "ERR10005", "AUTH_TOKEN_SCOPE_MISMATCH");
        }
    }

    private static void expectUnavailable(Answer answer) {
        answer.expectError(503, "ERR12105", "DATABASE_UNAVAILABLE");
        assertThat(answer.header("Retry-After")).isNotNull();
    }
}
