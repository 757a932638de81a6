package dev.gatehouse.access.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.registry.Contracts;
import dev.gatehouse.testing.Answer;
import dev.gatehouse.testing.Api;
import dev.gatehouse.testing.TestServer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Decisions are explained by what gateways are answered, to those who own service or client. */
class ExplanationTest {
    private final TestServer server = TestServer.shared();
    private final GuardedApi pets = GuardedApi.register(server);
    private final String path = "/access-explanation/" + pets.serviceId();

    private String query(String method, String uri, String client) {
        return path + "?method=" + method + "&uri=" + URLEncoder.encode(uri, StandardCharsets.UTF_8)
                + (client == null ? "" : "&client=" + client);
    }

    private JsonNode explained(String method, String uri, String client) {
        return server.administrator()
                .get(query(method, uri, client))
                .expect(200)
                .json();
    }

    private static List<String> readings(JsonNode explained) {
        return explained
                .get("readings")
                .valueStream()
                .map(reading -> reading.get("method").asString() + " "
                        + reading.get("path").asString() + " " + reading.get("endpoints"))
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /v1/pets/7",
        "POST, /v1/pets",
        "DELETE, /v1/pets/7;v=2",
        "GET, /v1/pets/MINE",
        "GET, /v1/pets/a%2Fb",
        "GET, /v1/pets/7?_method=DELETE",
        "GET, /v1/../v1/pets",
        "GET, /nowhere",
        "GET, /health",
        "GET, /v1/whoami",
        "HEAD, /v1/pets",
        "GET, /v1/reports"
    })
    void theOutcomeIsWhatGatewaysAreAnswered(String method, String uri) {
        TestServer.Registered client = server.newClient("admin", "pets.r");
        String token = server.token(client.clientId(), client.secret());

        JsonNode byClient = explained(method, uri, client.clientId());
        JsonNode byToken = server.administrator()
                .post(path, "{\"method\":\"%s\",\"uri\":\"%s\",\"token\":\"%s\"}".formatted(method, uri, token))
                .expect(200)
                .json();

        Answer answer = pets.original(server.admin().withToken(token), method, uri);
        assertThat(byClient.get("status").asInt()).isEqualTo(answer.status());
        assertThat(byClient.get("allowed").asBoolean()).isEqualTo(answer.status() == 200);
        if (answer.status() != 200) {
            assertThat(byClient.get("code")).isEqualTo(answer.json().get("code"));
        }
        assertThat(byToken).isEqualTo(byClient);
        assertThat(explained(method, uri, null).get("status").asInt())
                .isEqualTo(pets.original(pets.withoutToken(), method, uri).status());
    }

    @Test
    void everyReadingIsToldWithWhatItLeadsTo() {
        String client = server.newClient("admin", "pets.r").clientId();

        JsonNode plain = explained("GET", "/v1/pets/7", client);
        assertThat(readings(plain)).containsExactly("GET /v1/pets/7 [\"/v1/pets/{petId}@get\"]");
        assertThat(plain.get("words").asString()).isEqualTo("The request may pass.");

        JsonNode careless = explained("GET", "/v1/pets/MINE", client);
        assertThat(readings(careless))
                .contains("GET /v1/pets/MINE [\"/v1/pets/{petId}@get\"]")
                .anyMatch(reading -> reading.endsWith("[\"/v1/pets/mine@get\"]"));
        assertThat(careless.get("words").asString())
                .isEqualTo("The token lacks scopes: pets.mine for /v1/pets/mine@get.");
        assertThat(careless.get("endpoints").get(1).get("missing").toString()).isEqualTo("[\"pets.mine\"]");

        JsonNode tunnelled = explained("GET", "/v1/pets/7?_method=DELETE", client);
        assertThat(readings(tunnelled)).contains("DELETE /v1/pets/7 [\"/v1/pets/{petId}@delete\"]");
        assertThat(tunnelled.get("words").asString()).contains("pets.admin and pets.w for /v1/pets/{petId}@delete");

        JsonNode nowhere = explained("GET", "/nowhere", client);
        assertThat(readings(nowhere)).containsExactly("GET /nowhere []");
        assertThat(nowhere.get("readings").get(0).get("words").asString()).contains("nothing that is registered");

        JsonNode headers = server.administrator()
                .post(path, """
                        {"method":"POST","uri":"/v1/pets","client":"%s","headers":{"X-HTTP-Method-Override":"GET"}}
                        """.formatted(client))
                .expect(200)
                .json();
        assertThat(readings(headers)).hasSize(2);
    }

    @Test
    void ownersOfTheServiceAndOfTheClientMayAskAndNobodyElse() {
        String user = server.newUser();
        TestServer.Registered own = server.newClient(user, "pets.r");
        TestServer.Registered foreign = server.newClient("admin", "pets.r");
        Api owner = server.as(user, "oauth.client.r");
        String body = "{\"method\":\"GET\",\"uri\":\"/v1/pets\",\"token\":\"%s\"}";

        owner.get(query("GET", "/v1/pets", own.clientId())).expect(200);
        owner.post(path, body.formatted(server.token(own.clientId(), own.secret())))
                .expect(200);
        owner.get(query("GET", "/v1/pets", foreign.clientId())).expectError(403, "ERR11620", "PERMISSION_DENIED");
        owner.get(query("GET", "/v1/pets", "no-such")).expectError(403, "ERR11620", "PERMISSION_DENIED");
        owner.get(query("GET", "/v1/pets", null)).expectError(403, "ERR11620", "PERMISSION_DENIED");
        owner.post(path, body.formatted(server.token(foreign.clientId(), foreign.secret())))
                .expectError(403, "ERR11620", "PERMISSION_DENIED");
        owner.post(path, body.formatted("nonsense")).expectError(403, "ERR11620", "PERMISSION_DENIED");
        assertThat(server.administrator()
                        .post(path, body.formatted("nonsense"))
                        .expect(200)
                        .json()
                        .get("code")
                        .asString())
                .isEqualTo("ERR10000");
        server.administrator()
                .get(query("GET", "/v1/pets", "no-such"))
                .expectError(404, "ERR12014", "CLIENT_NOT_FOUND");
        server.administrator()
                .get("/access-explanation/no-such?method=GET&uri=/")
                .expectError(404, "ERR12015", "SERVICE_NOT_FOUND");
        server.administrator().get(path + "?method=GET").expect(400);
        server.admin().get(query("GET", "/v1/pets", null)).expect(401);
    }

    @Test
    void graphqlAndShadowModeAreExplainedToo() {
        String id = "explained-" + UUID.randomUUID();
        Api administrator = server.administrator();
        administrator
                .send(
                        "PUT",
                        "/oauth2/service/" + id + "/contract",
                        Contracts.graphql().replace("ordering.", id + "."),
                        "Content-Type",
                        "application/graphql")
                .expect(201);
        administrator.put("/oauth2/service", """
                {"serviceId":"%1$s","serviceType":"graphql","serviceName":"x","decisionMode":"shadow",
                 "scope":"%1$s.r %1$s.w %1$s.admin"}
                """.formatted(id)).expect(200);
        String client = server.newClient("admin", id + ".r").clientId();

        JsonNode explained = administrator
                .post("/access-explanation/" + id, """
                {"method":"POST","uri":"/graphql","client":"%s","headers":{"Content-Type":"application/json"},
                 "body":"{\\"query\\":\\"mutation { placeOrder }\\"}"}
                """.formatted(client))
                .expect(200)
                .json();

        assertThat(explained.get("allowed").asBoolean()).isFalse();
        assertThat(explained.get("status").asInt()).isEqualTo(200);
        assertThat(explained.get("words").asString()).contains("Mutation.placeOrder", "shadow");
    }
}
