package dev.gatehouse.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.Api;
import dev.gatehouse.testing.TestServer;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Who may do what with clients, and give which scopes. */
class ClientOwnershipTest {
    private final TestServer server = TestServer.shared();
    private final String user = server.newUser();
    private final Api owner = server.as(user, "oauth.client.r", "oauth.client.w", "oauth.service.w");
    private final Api stranger = server.as(server.newUser(), "oauth.client.r", "oauth.client.w");
    private final String id = ClientsOfTests.newId(owner, "");

    @Test
    void s12_nobodySeesOrChangesAnothersClient() {
        String service = ClientsOfTests.newService(
                server, "a", "[{\"endpoint\":\"/a@get\",\"operation\":\"a\",\"scope\":\"a\"}]");
        String path = "/oauth2/client/" + id;

        stranger.get(path).expectError(403, "ERR11620", "PERMISSION_DENIED");
        stranger.put("/oauth2/client", "{\"clientId\":\"" + id + "\",\"clientName\":\"Mine\"}")
                .expectError(403, "ERR11620", "PERMISSION_DENIED");
        stranger.delete(path).expectError(403, "ERR11620", "PERMISSION_DENIED");
        stranger.send("POST", path + "/secret", null).expectError(403, "ERR11620", "PERMISSION_DENIED");
        stranger.get(path + "/service").expectError(403, "ERR11620", "PERMISSION_DENIED");
        stranger.delete(path + "/service").expectError(403, "ERR11620", "PERMISSION_DENIED");
        stranger.post(path + "/service/" + service, "[\"/a@get\"]").expectError(403, "ERR11620", "PERMISSION_DENIED");
        stranger.get(path + "/service/" + service).expectError(403, "ERR11620", "PERMISSION_DENIED");
        stranger.delete(path + "/service/" + service).expectError(403, "ERR11620", "PERMISSION_DENIED");

        owner.get(path).expect(200);
        server.administrator().get(path).expect(200);
    }

    @Test
    void s12_listsShowOnlyOnesOwnClients() {
        assertThat(stranger.get("/oauth2/client?page=1&clientId=" + id)
                        .expect(200)
                        .json())
                .isEmpty();
        assertThat(owner.get("/oauth2/client?page=1&pageSize=100")
                        .expect(200)
                        .json()
                        .valueStream()
                        .map(client -> client.get("ownerId").asString()))
                .isNotEmpty()
                .containsOnly(user);
        assertThat(server.administrator()
                        .get("/oauth2/client?page=1&clientId=" + id)
                        .json())
                .hasSize(1);
    }

    @Test
    void s12_whatReachesBeyondTheClientNeedsTheAdministratorsScope() {
        for (String members : new String[] {
            ",\"ownerId\":\"admin\"",
            ",\"clientType\":\"trusted\"",
            ",\"customClaim\":{\"role\":\"boss\"}",
            ",\"clientId\":\"my-choice\""
        }) {
            ClientsOfTests.create(owner, members).expectError(403, "ERR11620", "PERMISSION_DENIED");
        }
        owner.put("/oauth2/client", "{\"clientId\":\"" + id + "\",\"clientName\":\"x\",\"ownerId\":\"admin\"}")
                .expectError(403, "ERR11620", "PERMISSION_DENIED");
        owner.put("/oauth2/client", "{\"clientId\":\"" + id + "\",\"clientName\":\"x\",\"clientType\":\"trusted\"}")
                .expectError(403, "ERR11620", "PERMISSION_DENIED");
        owner.put("/oauth2/client", "{\"clientId\":\"" + id + "\",\"clientName\":\"x\",\"customClaim\":{\"a\":1}}")
                .expectError(403, "ERR11620", "PERMISSION_DENIED");
    }

    @Test
    void s12_whoMayExchangeAClientsTokensIsAnAdministratorsWord() {
        String named = "{\"clientId\":\"" + id + "\",\"clientName\":\"x\","
                + "\"customClaim\":{\"may_act\":{\"client_id\":\"gateway\"}}}";
        String unnamed = "{\"clientId\":\"" + id + "\",\"clientName\":\"x\"}";
        server.administrator().put("/oauth2/client", named).expect(200);

        owner.put("/oauth2/client", unnamed).expectError(403, "ERR11620", "PERMISSION_DENIED");
        owner.put("/oauth2/client", named.replace("gateway", "mine")).expectError(403, "ERR11620", "PERMISSION_DENIED");
        owner.put("/oauth2/client", named).expect(200);
        server.administrator().put("/oauth2/client", unnamed).expect(200);
    }

    @Test
    void s12_nobodyGivesSystemScopesThatTheTokenDoesNotHold() {
        ClientsOfTests.create(owner, ",\"scope\":\"oauth.client.r\"").expect(200);
        ClientsOfTests.create(owner, ",\"scope\":\"oauth.client.r oauth.admin\"")
                .expectError(403, "ERR11620", "PERMISSION_DENIED");
        ClientsOfTests.create(owner, ",\"scope\":\"token-storage.secret.r\"")
                .expectError(403, "ERR11620", "PERMISSION_DENIED");
        owner.put("/oauth2/client", "{\"clientId\":\"" + id + "\",\"clientName\":\"x\",\"scope\":\"oauth.user.w\"}")
                .expectError(403, "ERR11620", "PERMISSION_DENIED");
    }

    @Test
    void s12_aServiceCannotHandOutSystemScopesByDeclaringThem() {
        String service = "service-" + java.util.UUID.randomUUID();
        owner.post("/oauth2/service", """
                        {"serviceId":"%s","serviceType":"openapi","serviceName":"x","scope":"oauth.admin owned.mine"}
                        """.formatted(service)).expect(200);
        owner.post("/oauth2/service/" + service + "/endpoint", """
                        [{"endpoint":"/take@get","operation":"take","scope":"oauth.admin"},
                         {"endpoint":"/mine@get","operation":"mine","scope":"owned.mine"}]
                        """).expect(201);

        ClientsOfTests.create(owner, ",\"scope\":\"oauth.admin\"").expectError(403, "ERR11620", "PERMISSION_DENIED");
        ClientsOfTests.create(owner, ",\"scope\":\"owned.mine\"").expect(200);
        owner.post("/oauth2/client/" + id + "/service/" + service, "[\"/take@get\"]")
                .expectError(403, "ERR11620", "PERMISSION_DENIED");

        owner.post("/oauth2/client/" + id + "/service/" + service, "[\"/mine@get\"]")
                .expect(200);
        JsonNode rotated = owner.send("POST", "/oauth2/client/" + id + "/secret", null)
                .expect(200)
                .json();
        owner.post("/oauth2/service/" + service + "/endpoint", """
                        [{"endpoint":"/mine@get","operation":"mine","scope":"oauth.admin"}]
                        """).expect(201);
        assertThat(ClientsOfTests.scope(server, id, rotated.get("clientSecret").asString()))
                .as("a link made before the service asked for more")
                .doesNotContain("oauth.admin");
    }

    @Test
    void whatAnAdministratorGaveStaysWhenTheOwnerChangesTheClient() {
        server.administrator()
                .put(
                        "/oauth2/client",
                        "{\"clientId\":\"" + id
                                + "\",\"clientName\":\"x\",\"scope\":\"oauth.audit.r\",\"customClaim\":{\"a\":1}}")
                .expect(200);

        JsonNode changed = owner.put(
                        "/oauth2/client",
                        "{\"clientId\":\"" + id
                                + "\",\"clientName\":\"y\",\"scope\":\"oauth.audit.r\",\"customClaim\":{\"a\":1}}")
                .expect(200)
                .json();

        assertThat(changed.get("scope").asString()).isEqualTo("oauth.audit.r");
        assertThat(changed.get("ownerId").asString()).isEqualTo(user);
    }

    @Test
    void readingAndWritingNeedTheirScopes() {
        Api reader = server.as(user, "oauth.client.r");
        Api writer = server.as(user, "oauth.client.w");

        reader.get("/oauth2/client/" + id).expect(200);
        writer.get("/oauth2/client/" + id).expect(200);
        writer.get("/oauth2/client?page=1").expectError(403, "ERR10005", "AUTH_TOKEN_SCOPE_MISMATCH");
        reader.delete("/oauth2/client/" + id).expectError(403, "ERR10005", "AUTH_TOKEN_SCOPE_MISMATCH");
        server.admin().get("/oauth2/client/" + id).expect(401);
    }

    @Test
    void aUserWhoOwnsAClientStays() {
        assertThat(server.administrator()
                        .delete("/oauth2/user/" + user)
                        .expectError(409, "ERR12112", "USER_IN_USE")
                        .description())
                .contains("clients");
    }
}
