package dev.gatehouse.authority;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatehouse.testing.Api;
import dev.gatehouse.testing.TestServer;
import dev.gatehouse.testing.TestServer.Registered;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** No token carries what its user, or the owner of its client, may not hold now. */
class HeldScopesTest {
    private final TestServer server = TestServer.shared();
    private final Principals principals = new Principals(server);

    private static Set<String> words(String scope) {
        return scope.isEmpty() ? Set.of() : Set.of(scope.split(" "));
    }

    private String introspected(String token) {
        Registered watcher = server.newClient("admin", "oauth.introspect");
        JsonNode answer = principals
                .form(watcher, "/oauth2/introspect", "token=" + token)
                .expect(200)
                .json();
        assertThat(answer.get("active").asBoolean()).isTrue();
        return answer.path("scope").asString("");
    }

    @Test
    void s25_aClientGetsNoMoreThanItsOwnerMayHold() {
        String employee = principals.newUser("employee", "oauth.user.r");
        Registered wide = principals.newClient(employee, String.join(" ", SystemScopes.ALL));

        assertThat(words(principals.scope(wide)))
                .containsExactlyInAnyOrder(
                        "oauth.client.r",
                        "oauth.client.w",
                        "oauth.client.register",
                        "oauth.contract.check",
                        "oauth.service.r",
                        "oauth.service.w",
                        "oauth.usage.w",
                        "oauth.user.r",
                        "token-storage.r",
                        "token-storage.w");
        assertThat(principals
                        .token(wide, "oauth.admin")
                        .expect(400)
                        .json()
                        .get("error")
                        .asString())
                .isEqualTo("invalid_scope");

        principals.set(employee, "employee", "oauth.user.r oauth.introspect");
        await().untilAsserted(() -> assertThat(principals.scope(wide)).contains("oauth.introspect"));
        principals.set(employee, "admin", "");
        await().untilAsserted(() -> assertThat(words(principals.scope(wide))).containsAll(SystemScopes.ALL));
    }

    @Test
    void s25_aDemotedAdministratorDoesNotComeBack() {
        String user = principals.newUser("admin", "");
        Registered client = principals.newClient(user, "oauth.admin oauth.user.r oauth.user.w oauth.client.w");
        Api before = principals.with(client);
        before.get("/oauth2/user/" + user).expect(200);

        principals.set(user, "employee", "");

        String promotion = """
                {"userId":"%s","userType":"admin","email":"%s@example.org","scope":"oauth.admin"}
                """.formatted(user, user);
        await().untilAsserted(() ->
                before.put("/oauth2/user", promotion).expectError(403, "ERR10005", "AUTH_TOKEN_SCOPE_MISMATCH"));
        before.get("/oauth2/user/" + user).expectError(403, "ERR10005", "AUTH_TOKEN_SCOPE_MISMATCH");
        assertThat(introspected(before.token())).isEqualTo("oauth.client.w");
        await().untilAsserted(() -> assertThat(principals.scope(client)).isEqualTo("oauth.client.w"));
        principals.token(client, "oauth.admin").expect(400);

        Api after = principals.with(client);
        after.post("/oauth2/client", "{\"clientName\":\"x\",\"scope\":\"oauth.admin\"}")
                .expectError(403, "ERR11620", "PERMISSION_DENIED");
        after.put("/oauth2/user", promotion).expectError(403, "ERR10005", "AUTH_TOKEN_SCOPE_MISMATCH");
    }

    @Test
    void s27_aSecretInPlaceOfATokenEndsWithTheScopeToo() {
        String user = principals.newUser("employee", "token-storage.connect");
        Registered client = principals.newClient(user, "token-storage.connect");
        Api api = server.admin().withBasic(client.clientId(), client.secret());
        api.post("/connections/link", "{}").expect(400);

        principals.set(user, "employee", "");

        await().untilAsserted(() -> api.post("/connections/link", "{}").expect(403));
    }

    @Test
    void s25_anExchangedTokenCarriesNoMoreThanBothOwnersMayHold() {
        String user = principals.newUser("admin", "");
        Registered subject = principals.newClient(user, "oauth.user.r oauth.client.r");
        Registered exchanger = server.newClient("admin", "oauth.user.r", "oauth.client.r");
        String token = principals.with(subject).token();
        String exchange = "grant_type=urn:ietf:params:oauth:grant-type:token-exchange&subject_token_type="
                + "urn:ietf:params:oauth:token-type:access_token&subject_token=" + token;
        String exchanged = principals
                .form(exchanger, "/oauth2/token", exchange)
                .expect(200)
                .json()
                .get("access_token")
                .asString();
        assertThat(words(introspected(exchanged))).containsExactlyInAnyOrder("oauth.user.r", "oauth.client.r");

        principals.set(user, "partner", "");

        assertThat(introspected(exchanged)).isEqualTo("oauth.client.r");
        assertThat(principals
                        .form(exchanger, "/oauth2/token", exchange)
                        .expect(200)
                        .json()
                        .get("scope")
                        .asString())
                .isEqualTo("oauth.client.r");
    }

    @Test
    void s25_onlyAdministratorsGiveUsersScopes() {
        String user = principals.newUser("employee", "oauth.user.r oauth.user.w");
        Api own = principals.with(principals.newClient(user, "oauth.user.r oauth.user.w"));
        String body = "{\"userId\":\"%s\",\"userType\":\"employee\",\"email\":\"%s@example.org\"%s}";

        for (String scope : new String[] {"oauth.user.r oauth.user.w oauth.admin", "oauth.user.r", ""}) {
            own.put("/oauth2/user", body.formatted(user, user, ",\"scope\":\"" + scope + "\""))
                    .expectError(403, "ERR11620", "PERMISSION_DENIED");
        }
        String fresh = user + "-2";
        own.post(
                        "/oauth2/user",
                        body.formatted(
                                fresh,
                                fresh,
                                ",\"scope\":\"oauth.user.r\",\"password\":\"correct horse\","
                                        + "\"passwordConfirm\":\"correct horse\""))
                .expectError(403, "ERR11620", "PERMISSION_DENIED");
        own.put("/oauth2/user", body.formatted(user, user, ",\"scope\":\"oauth.user.w oauth.user.r\""))
                .expect(200);
        assertThat(own.put("/oauth2/user", body.formatted(user, user, ""))
                        .expect(200)
                        .json()
                        .get("scope")
                        .asString())
                .as("left out, it stays")
                .isEqualTo("oauth.user.r oauth.user.w");
        server.administrator()
                .put("/oauth2/user", body.formatted(user, user, ",\"scope\":\"orders.r\""))
                .expectError(400, "ERR11004", "VALIDATOR_SCHEMA");
    }
}
