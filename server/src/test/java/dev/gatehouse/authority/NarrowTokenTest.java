package dev.gatehouse.authority;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.Answer;
import dev.gatehouse.testing.Api;
import dev.gatehouse.testing.TestServer;
import dev.gatehouse.testing.TestServer.Registered;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A token takes over no client that can get more than the token carries, whoever owns both. */
class NarrowTokenTest {
    private static final String KEYS = "{\"keys\":[{\"kty\":\"EC\",\"crv\":\"P-256\",\"kid\":\"k\","
            + "\"x\":\"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU\","
            + "\"y\":\"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0\"}]}";

    private final TestServer server = TestServer.shared();
    private final Principals principals = new Principals(server);
    private final Api administrator = server.administrator();
    private final String owner = principals.newUser("admin", "");
    private final Registered client =
            principals.newClient(owner, "oauth.client.r oauth.client.w oauth.admin oauth.user.w");
    private final String service = newService("oauth.audit.r");

    private String newService(String scope) {
        String id = "service-" + UUID.randomUUID();
        administrator.post("/oauth2/service", """
                        {"serviceId":"%s","serviceType":"openapi","serviceName":"A service","scope":"mine",
                         "policy":"open"}
                        """.formatted(id)).expect(200);
        administrator
                .post("/oauth2/service/" + id + "/endpoint", """
                        [{"endpoint":"/x@get","operation":"x","scope":"%s"},
                         {"endpoint":"/y@get","operation":"y","scope":"mine"}]
                        """.formatted(scope))
                .expect(201);
        return id;
    }

    /** Everything that makes a client, its tokens or its place somebody else's. */
    private Map<String, Function<Api, Answer>> takeovers(String clientId) {
        String path = "/oauth2/client/" + clientId;
        Map<String, Function<Api, Answer>> all = new LinkedHashMap<>();
        all.put("secret", api -> api.send("POST", path + "/secret?overlapSeconds=0", null));
        all.put(
                "keys",
                api -> update(api, clientId, ",\"jwks\":" + KEYS + ",\"tokenEndpointAuthMethod\":\"private_key_jwt\""));
        all.put("keys alone", api -> update(api, clientId, ",\"jwks\":" + KEYS));
        all.put("redirect URIs", api -> update(api, clientId, ",\"redirectUri\":\"https://evil.example/cb\""));
        all.put("after logout", api -> update(api, clientId, ",\"postLogoutRedirectUri\":\"https://evil.example/\""));
        all.put(
                "grants",
                api -> update(
                        api,
                        clientId,
                        ",\"redirectUri\":\"https://evil.example/cb\",\"grantTypes\":[\"implicit\",\"client_credentials\"]"));
        all.put("type", api -> update(api, clientId, ",\"clientType\":\"external\""));
        all.put("scope", api -> update(api, clientId, ",\"scope\":\"oauth.user.w\""));
        all.put("name", api -> update(api, clientId, ""));
        all.put("link", api -> api.post(path + "/service/" + service, "[\"/y@get\"]"));
        all.put("links of a service", api -> api.delete(path + "/service/" + service));
        all.put("links", api -> api.delete(path + "/service"));
        all.put("delete", api -> api.delete(path));
        return all;
    }

    private static Answer update(Api api, String clientId, String members) {
        return api.put(
                "/oauth2/client", "{\"clientId\":\"" + clientId + "\",\"clientName\":\"Renamed\"" + members + "}");
    }

    private JsonNode shown(String clientId) {
        return administrator.get("/oauth2/client/" + clientId).expect(200).json();
    }

    @Test
    void s25_aNarrowTokenTakesOverNoSibling() {
        Registered sibling = principals.newClient(owner, "oauth.admin oauth.user.w");
        JsonNode before = shown(sibling.clientId());
        Api narrow = principals.with(client, "oauth.client.w");

        takeovers(sibling.clientId())
                .forEach((what, takeover) -> assertThat(takeover.apply(narrow)
                                .expectError(403, "ERR11620", "PERMISSION_DENIED")
                                .description())
                        .as(what)
                        .contains("oauth.admin", "oauth.user.w"));

        assertThat(shown(sibling.clientId())).isEqualTo(before);
        assertThat(principals.scope(sibling)).isEqualTo("oauth.admin oauth.user.w");
    }

    @Test
    void s25_aNarrowTokenDoesNotWidenTheClientItIsOf() {
        Api narrow = principals.with(client, "oauth.client.w");

        takeovers(client.clientId())
                .forEach((what, takeover) -> takeover.apply(narrow).expectError(403, "ERR11620", "PERMISSION_DENIED"));
    }

    @Test
    void s25_whatLinksGiveCountsToo() {
        Registered linked = principals.newClient(owner, "");
        server.link(linked.clientId(), service, "/x@get");
        Api narrow = principals.with(client, "oauth.client.w", "oauth.user.w");

        takeovers(linked.clientId())
                .forEach((what, takeover) -> assertThat(takeover.apply(narrow)
                                .expectError(403, "ERR11620", "PERMISSION_DENIED")
                                .description())
                        .as(what)
                        .contains("oauth.audit.r"));
        assertThat(principals.scope(linked)).isEqualTo("oauth.audit.r");
    }

    @Test
    void s25_whatIsMissingIsNamed() {
        String employee = principals.newUser("employee", "oauth.user.r oauth.user.w");
        Api own = principals.with(principals.newClient(employee, "oauth.client.w oauth.user.r oauth.service.w"));
        Registered wider = principals.newClient(employee, "oauth.user.r oauth.user.w oauth.admin");

        takeovers(wider.clientId())
                .forEach((what, takeover) -> assertThat(takeover.apply(own)
                                .expectError(403, "ERR11620", "PERMISSION_DENIED")
                                .description())
                        .as(what)
                        .endsWith(" lacks what the client can get: oauth.user.w."));
    }

    @Test
    void s25_aTokenThatCoversTheClientDoesIt() {
        String employee = principals.newUser("employee", "oauth.user.r oauth.user.w");
        Api own = principals.with(principals.newClient(employee, "oauth.client.w oauth.user.r oauth.user.w"));

        assertEverythingIsDone(own, () -> principals.newClient(employee, "oauth.user.r"));
    }

    @Test
    void s25_anAdministratorsTokenDoesItWhateverTheClientCanGet() {
        Api narrow = principals.with(client, "oauth.client.w", "oauth.admin");

        assertEverythingIsDone(narrow, () -> principals.newClient(owner, "oauth.user.w token-storage.secret.r"));
    }

    private void assertEverythingIsDone(Api api, Supplier<Registered> another) {
        for (String what : takeovers("").keySet()) {
            String clientId = another.get().clientId();
            assertThat(takeovers(clientId).get(what).apply(api).status())
                    .as(what)
                    .isIn(200, 204);
        }
    }

    @Test
    void s25_onlyAdministratorsChangeWhereTheTokensOfATrustedClientGo() {
        String employee = principals.newUser("employee", "");
        Registered trusted = principals.newClient(
                employee,
                "",
                ",\"clientType\":\"trusted\",\"redirectUri\":\"https://desk.example/cb\","
                        + "\"postLogoutRedirectUri\":\"https://desk.example/bye\"");
        Api own = principals.with(principals.newClient(employee, "oauth.client.w"));
        JsonNode before = shown(trusted.clientId());
        String same =
                ",\"redirectUri\":\"https://desk.example/cb\",\"postLogoutRedirectUri\":\"https://desk.example/bye\"";

        for (String members : new String[] {
            ",\"redirectUri\":\"https://evil.example/cb\",\"postLogoutRedirectUri\":\"https://desk.example/bye\"",
            ",\"redirectUri\":\"https://desk.example/cb\",\"postLogoutRedirectUri\":\"https://evil.example/\"",
            ",\"grantTypes\":[\"client_credentials\"]",
            same + ",\"clientType\":\"confidential\"",
            same + ",\"jwks\":" + KEYS,
            same + ",\"jwks\":" + KEYS + ",\"tokenEndpointAuthMethod\":\"private_key_jwt\"",
            same + ",\"tokenEndpointAuthMethod\":\"client_secret_post\"",
            same + ",\"grantTypes\":[\"implicit\"]",
            same + ",\"requirePkce\":false"
        }) {
            update(own, trusted.clientId(), members).expectError(403, "ERR11620", "PERMISSION_DENIED");
        }
        own.send("POST", "/oauth2/client/" + trusted.clientId() + "/secret", null)
                .expectError(403, "ERR11620", "PERMISSION_DENIED");
        assertThat(shown(trusted.clientId())).isEqualTo(before);

        update(own, trusted.clientId(), same).expect(200);
        update(administrator, trusted.clientId(), ",\"redirectUri\":\"https://desk.example/new\"")
                .expect(200);
        administrator
                .send("POST", "/oauth2/client/" + trusted.clientId() + "/secret", null)
                .expect(200);
    }
}
