package dev.gatehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatehouse.store.DatabaseAddress;
import dev.gatehouse.testing.Answer;
import dev.gatehouse.testing.Api;
import dev.gatehouse.testing.Soak;
import dev.gatehouse.testing.TestDatabase;
import dev.gatehouse.testing.TestServer;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two servers on one database and one master key: what one changes, the other stops remembering. */
class TwoProcessesTest {
    private static final Map<String, String> ISSUER = Map.of("GATEHOUSE_ISSUER", "https://id.example.org");
    private static final String SERVICE =
            "{\"serviceId\":\"%s\",\"serviceType\":\"openapi\",\"serviceName\":\"%s\",\"scope\":\"a\"}";

    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String DISABLED =
            "{\"userId\":\"%s\",\"userType\":\"employee\",\"email\":\"%s@example.org\",\"active\":false}";

    private static final int TOKENS = Soak.rounds(20, 1_000);

    private TestServer first;
    private TestServer second;
    private Api here;
    private Api there;

    @BeforeEach
    void start() {
        DatabaseAddress database = TestDatabase.create();
        first = TestServer.start(database, TestServer.newDirectory(), ISSUER);
        second = TestServer.start(database, first.data(), Map.of("GATEHOUSE_ISSUER", "https://id.example.org"));
        here = first.administrator();
        there = second.admin().withToken(here.token());
    }

    @AfterEach
    void stop() {
        first.close();
        second.close();
    }

    private static void soon(org.awaitility.core.ThrowingRunnable assertion) {
        await().untilAsserted(assertion);
    }

    @Test
    void aTokenOfOneProcessIsGoodAtTheOther() {
        there.get("/oauth2/service?page=1").expect(200);
    }

    @Test
    void aChangeIsHeardByTheOtherProcess() {
        here.post("/oauth2/service", SERVICE.formatted("shared", "zero")).expect(200);
        here.post("/oauth2/service/shared/endpoint", "[{\"endpoint\":\"/a@get\",\"operation\":\"a\",\"scope\":\"a\"}]")
                .expect(201);
        for (int i = 0; i < 20; i++) {
            there.get("/oauth2/service/shared").expect(200);
            there.get("/oauth2/service/shared/endpoint").expect(200);
            String name = "name " + i;

            here.put("/oauth2/service", SERVICE.formatted("shared", name)).expect(200);

            soon(() -> assertThat(there.get("/oauth2/service/shared")
                            .json()
                            .get("serviceName")
                            .asString())
                    .isEqualTo(name));
        }
        here.delete("/oauth2/service/shared").expect(204);
        soon(() -> there.get("/oauth2/service/shared").expect(404));
        there.get("/oauth2/service/shared/endpoint").expect(404);
    }

    @Test
    void s27_whatIntrospectionRemembersEndsEverywhere() {
        String user = first.newUser();
        TestServer.Registered asking = first.newClient("admin", "oauth.introspect");
        TestServer.Registered revoked = first.newClient("admin", "oauth.service.r");
        TestServer.Registered removed = first.newClient("admin", "oauth.service.r");
        TestServer.Registered disabled = first.newClient(user, "oauth.service.r");
        List<String> tokens = Stream.of(revoked, removed, disabled)
                .map(client -> first.token(client.clientId(), client.secret()))
                .toList();
        for (TestServer server : List.of(first, second)) {
            tokens.forEach(token -> assertThat(isActive(server, asking, token)).isTrue());
            tokens.forEach(token -> assertThat(isActive(server, asking, token)).isTrue());
        }

        first.open()
                .withBasic(revoked.clientId(), revoked.secret())
                .send("POST", "/oauth2/revoke", "token=" + tokens.getFirst(), "Content-Type", FORM)
                .expect(200);
        assertThat(isActive(first, asking, tokens.getFirst())).isFalse();
        here.delete("/oauth2/client/" + removed.clientId()).expect(204);
        assertThat(isActive(first, asking, tokens.get(1))).isFalse();
        here.put("/oauth2/user", DISABLED.formatted(user, user)).expect(200);
        assertThat(isActive(first, asking, tokens.get(2))).isFalse();

        tokens.forEach(
                token -> soon(() -> assertThat(isActive(second, asking, token)).isFalse()));
    }

    private static boolean isActive(TestServer asked, TestServer.Registered asking, String token) {
        return asked.open()
                .withBasic(asking.clientId(), asking.secret())
                .send("POST", "/oauth2/introspect", "token=" + token, "Content-Type", FORM)
                .expect(200)
                .json()
                .get("active")
                .asBoolean();
    }

    @Test
    void aClientThatIsRemovedLosesItsTokensEverywhere() {
        String user = first.newUser();
        TestServer.Registered client = first.newClient(user, "oauth.service.r");
        Api theirs = second.admin().withToken(first.token(client.clientId(), client.secret()));
        theirs.get("/oauth2/service?page=1").expect(200);

        first.jdbi().useTransaction(handle -> {
            handle.createUpdate("delete from client where client_id = :id")
                    .bind("id", client.clientId())
                    .execute();
            dev.gatehouse.store.ChangeFeed.announce(handle, dev.gatehouse.clients.Clients.TOPIC, client.clientId());
        });

        soon(() -> theirs.get("/oauth2/service?page=1").expectError(401, "ERR10000", "INVALID_AUTH_TOKEN"));
    }

    @Test
    void s27_aDemotionHoldsForTokensAndSecretsEverywhere() {
        String user = first.newUser();
        promote(user, "admin");
        TestServer.Registered client = first.newClient(user, "oauth.admin", "oauth.user.r");
        Api theirs = second.admin().withToken(first.token(client.clientId(), client.secret()));
        theirs.get("/oauth2/user?page=1").expect(200);
        second.token(client.clientId(), client.secret(), "oauth.admin");

        promote(user, "employee");

        soon(() -> theirs.get("/oauth2/user?page=1").expectError(403, "ERR10005", "AUTH_TOKEN_SCOPE_MISMATCH"));
        soon(() -> second.open()
                .withBasic(client.clientId(), client.secret())
                .send(
                        "POST",
                        "/oauth2/token",
                        "grant_type=client_credentials&scope=oauth.admin",
                        "Content-Type",
                        "application/x-www-form-urlencoded")
                .expect(400));
    }

    @Test
    void s27_accessThatEndsIsRefusedEverywhere() {
        here.post("/oauth2/service", SERVICE.formatted("ended", "x")).expect(200);
        here.post("/oauth2/service/ended/endpoint", "[{\"endpoint\":\"/a@get\",\"operation\":\"a\",\"scope\":\"a\"}]")
                .expect(201);
        String user = first.newUser();
        TestServer.Registered client = first.newClient(user);
        here.post("/oauth2/client/" + client.clientId() + "/service/ended", "[\"/a@get\"]")
                .expect(200);
        List<String> tokens = IntStream.range(0, TOKENS)
                .mapToObj(_ -> first.token(client.clientId(), client.secret()))
                .toList();
        tokens.forEach(token -> decision(token).expect(200));

        here.delete("/oauth2/service/ended/client/" + client.clientId()).expect(204);

        soon(() -> decision(tokens.getFirst()).expect(403));
        tokens.forEach(token -> decision(token).expect(403));
    }

    private Answer decision(String token) {
        return second.admin().withToken(token).get("/access/ended", "X-Original-Method", "GET", "X-Original-URI", "/a");
    }

    @Test
    void s27_leavingATeamHoldsForTokensAndSecretsEverywhere() {
        String user = first.newUser();
        String team =
                "{\"teamId\":\"payments\",\"teamName\":\"x\",\"members\":[{\"userId\":\"admin\",\"role\":\"owner\"}%s]}";
        here.post("/oauth2/team", team.formatted(",{\"userId\":\"" + user + "\",\"role\":\"member\"}"))
                .expect(200);
        String service = SERVICE.replace("}", ",\"ownerId\":\"payments\"}").formatted("theirs", "x");
        here.post("/oauth2/service", service).expect(200);
        TestServer.Registered client = first.newClient(user, "oauth.service.w");
        Api theirs = second.admin().withToken(first.token(client.clientId(), client.secret()));
        theirs.put("/oauth2/service", service).expect(200);

        here.put("/oauth2/team", team.formatted("")).expect(200);

        soon(() -> theirs.put("/oauth2/service", service).expectError(403, "ERR11620", "PERMISSION_DENIED"));
    }

    private void promote(String user, String type) {
        here.put("/oauth2/user", """
                        {"userId":"%s","userType":"%s","email":"%s@example.org"}
                        """.formatted(user, type, user)).expect(200);
    }

    @Test
    void aLostListeningConnectionIsNoticedAndNothingStaleIsServed() {
        here.post("/oauth2/service", SERVICE.formatted("listened", "old")).expect(200);
        there.get("/oauth2/service/listened").expect(200);

        first.jdbi().useHandle(handle -> handle.execute("""
                select pg_terminate_backend(pid) from pg_stat_activity
                 where application_name = 'gatehouse change feed' and datname = current_database()
                """));
        here.put("/oauth2/service", SERVICE.formatted("listened", "new")).expect(200);

        soon(() -> assertThat(there.get("/oauth2/service/listened")
                        .json()
                        .get("serviceName")
                        .asString())
                .isEqualTo("new"));
        soon(() -> assertThat(second.admin()
                        .get("/health/ready")
                        .expect(200)
                        .json()
                        .get("changeFeed")
                        .asString())
                .isEqualTo("UP"));
    }
}
