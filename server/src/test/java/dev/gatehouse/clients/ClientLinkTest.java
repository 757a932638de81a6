package dev.gatehouse.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.Answer;
import dev.gatehouse.testing.Api;
import dev.gatehouse.testing.TestServer;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Links of clients to endpoints, and the scope that follows from them. */
class ClientLinkTest {
    private static final String ENDPOINTS = """
            [{"endpoint":"/v1/data@get","operation":"read","scope":"data.r"},
             {"endpoint":"/v1/data@post","operation":"write","scope":"data.w"},
             {"endpoint":"/v1/data@delete","operation":"remove","scope":"data.w data.admin"},
             {"endpoint":"/v1/any@get","operation":"any","scope":"data.r","requires":[["data.r"],["own"]]},
             {"endpoint":"/v1/status@get","operation":"status","scope":""}]
            """;

    private final TestServer server = TestServer.shared();
    private final Api api = server.administrator();
    private final String service = ClientsOfTests.newService(server, "own data.r data.w data.admin", ENDPOINTS);
    private final JsonNode client =
            ClientsOfTests.create(api, ",\"scope\":\"own\"").expect(200).json();
    private final String id = client.get("clientId").asString();
    private final String secret = client.get("clientSecret").asString();
    private final String path = "/oauth2/client/" + id + "/service/" + service;

    private void expectChange(String endpoints, String before, String after) {
        JsonNode changed = api.post(path, endpoints).expect(200).json();
        assertThat(changed.get("old_scope").asString()).isEqualTo(before);
        assertThat(changed.get("new_scope").asString()).isEqualTo(after);
        assertThat(ClientsOfTests.scope(server, id, secret)).isEqualTo(after);
    }

    @Test
    void linkingAnswersTheScopeBeforeAndAfterAndReplaces() {
        expectChange("[\"/v1/data@get\"]", "own", "own data.r");
        expectChange(
                "[{\"endpoint\":\"/v1/data@delete\"},\"/v1/data@post\",\"/v1/data@post\"]",
                "own data.r",
                "own data.w data.admin");
        expectChange("[]", "own data.w data.admin", "own");
    }

    @Test
    void endpointsMayBeSentAsTheRegistryAnswersThem() {
        String answered = api.get("/oauth2/service/" + service + "/endpoint").text();

        assertThat(api.post(path, answered).expect(200).json().get("new_scope").asString())
                .isEqualTo("own data.r data.w data.admin");
    }

    @Test
    void alternativesThatAreCoveredAddNothing() {
        expectChange("[\"/v1/any@get\",\"/v1/status@get\"]", "own", "own");
    }

    @Test
    void theScopeFollowsTheContract() {
        api.post(path, "[\"/v1/data@get\"]").expect(200);

        ClientsOfTests.replaceEndpoints(
                server, service, "[{\"endpoint\":\"/v1/data@get\",\"operation\":\"read\",\"scope\":\"data.read\"}]");

        assertThat(ClientsOfTests.scope(server, id, secret)).isEqualTo("own data.read");
    }

    @Test
    void linksAreListedByServiceAndAltogether() {
        String other = ClientsOfTests.newService(
                server, "x", "[{\"endpoint\":\"/x@get\",\"operation\":\"x\",\"scope\":\"x\"}]");
        api.post(path, "[\"/v1/data@post\",\"/v1/any@get\"]").expect(200);
        server.link(id, other, "/x@get");

        JsonNode linked = api.get(path).expect(200).json();
        JsonNode services =
                api.get("/oauth2/client/" + id + "/service").expect(200).json();

        assertThat(linked.valueStream().map(endpoint -> endpoint.get("endpoint").asString()))
                .containsExactly("/v1/any@get", "/v1/data@post");
        assertThat(linked.get(0).get("requires").toString()).isEqualTo("[[\"data.r\"],[\"own\"]]");
        assertThat(linked.get(1).get("scope").asString()).isEqualTo("data.w");
        assertThat(services.valueStream().map(entry -> entry.get("serviceId").asString()))
                .containsExactlyInAnyOrder(service, other);
        assertThat(services.valueStream()
                        .filter(entry -> entry.get("serviceId").asString().equals(other))
                        .map(entry -> entry.get("endpoints").toString()))
                .containsExactly("[\"/x@get\"]");
    }

    @Test
    void linksAreRemovedByServiceAndAltogether() {
        String other = ClientsOfTests.newService(
                server, "x", "[{\"endpoint\":\"/x@get\",\"operation\":\"x\",\"scope\":\"x\"}]");
        api.post(path, "[\"/v1/data@post\"]").expect(200);
        server.link(id, other, "/x@get");

        api.delete(path).expect(204);
        assertThat(ClientsOfTests.scope(server, id, secret)).isEqualTo("own x");
        assertThat(api.get(path).expect(200).json()).isEmpty();

        api.delete("/oauth2/client/" + id + "/service").expect(204);
        assertThat(ClientsOfTests.scope(server, id, secret)).isEqualTo("own");
        assertThat(api.get("/oauth2/client/" + id + "/service").expect(200).json())
                .isEmpty();
        api.delete("/oauth2/service/" + other + "/endpoint").expect(204);
    }

    @Test
    void endpointsThatDoNotExistAreNamedAndNothingChanges() {
        api.post(path, "[\"/v1/data@get\"]").expect(200);

        Answer refused = api.post(path, "[\"/v1/data@post\",\"/v1/nothing@get\",\"/v2@get\"]")
                .expectError(404, "ERR12042", "SERVICE_ENDPOINT_NOT_FOUND");

        assertThat(refused.description()).contains("/v1/nothing@get", "/v2@get").doesNotContain("/v1/data@post");
        assertThat(refused.json().get("endpoints").valueStream().map(JsonNode::asString))
                .containsExactly("/v1/nothing@get", "/v2@get");
        assertThat(ClientsOfTests.scope(server, id, secret)).isEqualTo("own data.r");
    }

    @Test
    void clientsAndServicesThatDoNotExistAreNotFound() {
        String absent = UUID.randomUUID().toString();

        for (String missing : new String[] {"/oauth2/client/" + absent + "/service/" + service}) {
            api.post(missing, "[]").expectError(404, "ERR12014", "CLIENT_NOT_FOUND");
            api.get(missing).expectError(404, "ERR12014", "CLIENT_NOT_FOUND");
            api.delete(missing).expectError(404, "ERR12014", "CLIENT_NOT_FOUND");
        }
        api.get("/oauth2/client/" + absent + "/service").expectError(404, "ERR12014", "CLIENT_NOT_FOUND");
        api.delete("/oauth2/client/" + absent + "/service").expectError(404, "ERR12014", "CLIENT_NOT_FOUND");
        String noService = "/oauth2/client/" + id + "/service/" + absent;
        api.post(noService, "[]").expectError(404, "ERR12015", "SERVICE_NOT_FOUND");
        api.get(noService).expectError(404, "ERR12015", "SERVICE_NOT_FOUND");
        api.delete(noService).expectError(404, "ERR12015", "SERVICE_NOT_FOUND");
    }

    @Test
    void refusesBodiesThatAreNoLists() {
        api.post(path, "{}").expectError(400, "ERR11004", "VALIDATOR_SCHEMA");
        api.post(path, "[7]").expectError(400, "ERR11004", "VALIDATOR_SCHEMA");
        api.post(path, "[{\"operation\":\"x\"}]").expectError(400, "ERR11004", "VALIDATOR_SCHEMA");
        api.post(path, "[\"\"]").expectError(400, "ERR11004", "VALIDATOR_SCHEMA");
    }

    @Test
    void anAdministratorsLinkGivesWhatTheServersOwnApiNeeds() {
        String own = ClientsOfTests.newService(
                server,
                "oauth.service.r",
                "[{\"endpoint\":\"/oauth2/service@get\",\"operation\":\"list\",\"scope\":\"oauth.service.r\"}]");

        server.link(id, own, "/oauth2/service@get");

        assertThat(ClientsOfTests.scope(server, id, secret)).isEqualTo("own oauth.service.r");
        ClientsOfTests.replaceEndpoints(
                server,
                own,
                "[{\"endpoint\":\"/oauth2/service@get\",\"operation\":\"list\",\"scope\":\"oauth.user.w\"}]");
        assertThat(ClientsOfTests.scope(server, id, secret))
                .as("nobody vouched for what the contract asks for now")
                .isEqualTo("own");
    }
}
