package dev.gatehouse.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.http.DatabaseLink;
import dev.gatehouse.store.DatabaseAddress;
import dev.gatehouse.testing.Api;
import dev.gatehouse.testing.TestDatabase;
import dev.gatehouse.testing.TestServer;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What one process takes back, another refuses as well, also while that one reaches the database but hears no changes. */
class UnheardChangesTest {
    private static final Map<String, String> ISSUER = Map.of("GATEHOUSE_ISSUER", "https://id.example.org");
    private static final String API = "/oauth2/service?page=1";

    private final DatabaseAddress database = TestDatabase.create();
    private final DatabaseLink link = new DatabaseLink(database);
    private TestServer deaf;
    private TestServer other;
    private TestServer.Registered client;

    @BeforeEach
    void start() {
        deaf = TestServer.start(link.address(), TestServer.newDirectory(), ISSUER);
        other = TestServer.start(database, deaf.data(), ISSUER);
        other.administrator()
                .post(
                        "/oauth2/service",
                        "{\"serviceId\":\"pets\",\"serviceType\":\"openapi\",\"serviceName\":\"x\",\"scope\":\"pets.r\"}")
                .expect(200);
        other.administrator()
                .post(
                        "/oauth2/service/pets/endpoint",
                        "[{\"endpoint\":\"/a@get\",\"operation\":\"a\",\"scope\":\"pets.r\"}]")
                .expect(201);
        client = other.newClient("admin", "oauth.service.r", "pets.r");
    }

    @AfterEach
    void stop() {
        link.mend();
        deaf.close();
        other.close();
        link.close();
    }

    private void cutChanges() {
        link.cutChanges(deaf);
    }

    private Api withNewToken() {
        return deaf.admin().withToken(other.token(client.clientId(), client.secret()));
    }

    private void revoke(Api caller) {
        other.open()
                .withBasic(client.clientId(), client.secret())
                .send(
                        "POST",
                        "/oauth2/revoke",
                        "token=" + caller.token(),
                        "Content-Type",
                        "application/x-www-form-urlencoded")
                .expect(200);
    }

    private static void refuses(Api caller) {
        caller.get(API).expectError(401, "ERR10000", "INVALID_AUTH_TOKEN");
    }

    private static int decision(Api caller) {
        return caller.get("/access/pets", "X-Original-Method", "GET", "X-Original-URI", "/a")
                .status();
    }

    @Test
    void aTokenThatWasUsedBeforeIsRefusedOnceItIsRevoked() {
        Api caller = withNewToken();
        caller.get(API).expect(200);
        cutChanges();
        caller.get(API).expect(200);

        revoke(caller);

        refuses(caller);
    }

    @Test
    void aTokenThatWasFirstUsedMeanwhileIsRefusedOnceItIsRevoked() {
        cutChanges();
        Api caller = withNewToken();
        caller.get(API).expect(200);
        assertThat(decision(caller)).isEqualTo(200);

        revoke(caller);

        refuses(caller);
        assertThat(decision(caller)).isEqualTo(401);
    }

    private boolean isActive(TestServer asked, String token) {
        return asked.open()
                .withBasic(client.clientId(), client.secret())
                .send(
                        "POST",
                        "/oauth2/introspect",
                        "token=" + token,
                        "Content-Type",
                        "application/x-www-form-urlencoded")
                .expect(200)
                .json()
                .get("active")
                .asBoolean();
    }

    @Test
    void s31_whatIntrospectionRemembersIsNotBelievedWhileChangesAreNotHeard() {
        Api seen = withNewToken();
        assertThat(isActive(deaf, seen.token())).isTrue();
        cutChanges();
        Api first = withNewToken();
        assertThat(isActive(deaf, seen.token())).isTrue();
        assertThat(isActive(deaf, first.token())).isTrue();

        revoke(seen);
        revoke(first);

        assertThat(isActive(deaf, seen.token())).isFalse();
        assertThat(isActive(deaf, first.token())).isFalse();
    }

    @Test
    void aTokenWhoseClientIsGoneIsRefused() {
        cutChanges();
        Api caller = withNewToken();
        caller.get(API).expect(200);

        other.administrator().delete("/oauth2/client/" + client.clientId()).expect(204);

        refuses(caller);
    }

    @Test
    void s27_accessThatItsOwnerEndsIsOver() {
        cutChanges();
        Api caller = withNewToken();
        assertThat(decision(caller)).isEqualTo(200);

        other.administrator()
                .delete("/oauth2/service/pets/client/" + client.clientId())
                .expect(204);

        assertThat(decision(caller)).isEqualTo(403);
    }

    @Test
    void s27_aDemotedAdministratorsClientIsRefused() {
        String user = other.newUser();
        setType(user, "admin");
        TestServer.Registered theirs = other.newClient(user, "oauth.admin", "oauth.user.r");
        cutChanges();
        Api caller = deaf.admin().withToken(other.token(theirs.clientId(), theirs.secret()));
        caller.get("/oauth2/user?page=1").expect(200);

        setType(user, "employee");

        caller.get("/oauth2/user?page=1").expectError(403, "ERR10005", "AUTH_TOKEN_SCOPE_MISMATCH");
    }

    private void setType(String user, String type) {
        other.administrator()
                .put("/oauth2/user", """
                        {"userId":"%s","userType":"%s","email":"%s@example.org"}""".formatted(user, type, user))
                .expect(200);
    }

    @Test
    void aTokenSignedWithACompromisedKeyIsRefused() {
        Api caller = withNewToken();
        caller.get(API).expect(200);
        cutChanges();

        other.administrator().post("/oauth2/keys/rotation?compromised=true", "").expect(200);

        refuses(caller);
        withNewToken().get(API).expect(200);
    }
}
