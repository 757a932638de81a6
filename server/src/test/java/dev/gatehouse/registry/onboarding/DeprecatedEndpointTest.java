package dev.gatehouse.registry.onboarding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.registry.Contracts;
import dev.gatehouse.registry.Services;
import dev.gatehouse.testing.Answer;
import dev.gatehouse.testing.Api;
import dev.gatehouse.testing.TestServer;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Endpoints that have no future, and who is told. */
class DeprecatedEndpointTest {
    private final TestServer server = TestServer.shared();
    private final Api api = server.administrator();
    private final String id = Services.newId();
    private final String service = "/oauth2/service/" + id;

    private Answer put(String document) {
        return api.send("PUT", service + "/contract", document, "Content-Type", "application/yaml");
    }

    private static String deprecating() {
        return Contracts.v1()
                .replace(
                        "get: {operationId: listOrders,",
                        "get: {operationId: listOrders, deprecated: true, x-sunset: 2027-01-31,");
    }

    @Test
    void showsItWithTheEndpointOnly() {
        put(deprecating()).expect(201);

        JsonNode endpoints = api.get(service + "/endpoint").expect(200).json();

        assertThat(endpoints.get(0).get("deprecated").asBoolean()).isTrue();
        assertThat(endpoints.get(0).get("sunset").asString()).isEqualTo("2027-01-31T00:00:00Z");
        assertThat(endpoints.get(1).has("deprecated")).isFalse();
        assertThat(endpoints.get(1).has("sunset")).isFalse();
    }

    @Test
    void theReportNamesWhomToTell() {
        put(Contracts.v1()).expect(201);
        String owner = server.newUser();
        String client = server.newClient(owner).clientId();
        server.link(client, id, "/v1/orders@get");

        JsonNode report = put(deprecating()).expect(200).json();

        assertThat(report.get("deprecated").toString()).isEqualTo("""
                        [{"endpoint":"/v1/orders@get","sunset":"2027-01-31T00:00:00Z",\
                        "clients":[{"clientId":"%s","ownerId":"%s","recentCalls":0}]}]\
                        """.formatted(client, owner));
        assertThat(report.get("deprecations").toString())
                .isEqualTo(
                        "[{\"endpoint\":\"/v1/orders@get\",\"deprecated\":true,\"sunset\":\"2027-01-31T00:00:00Z\"}]");
        assertThat(report.get("breaks")).isEmpty();
    }

    @Test
    void aListThatWasReadCanBeSentBack() {
        put(deprecating()).expect(201);
        String endpoints = api.get(service + "/endpoint").text();

        assertThat(api.post(service + "/endpoint", endpoints).expect(201).text())
                .isEqualTo(endpoints);
        assertThat(put(deprecating()).expect(200).json().get("version").asInt()).isEqualTo(1);
    }

    @Test
    void refusesADateWithoutADeprecation() {
        api.post("/oauth2/service", Services.body(id)).expect(200);

        Answer refused = api.post(service + "/endpoint", """
                        [{"endpoint":"/a@get","operation":"a","scope":"","sunset":"2027-01-31T00:00:00Z"}]
                        """).expectError(400, "ERR11004", "VALIDATOR_SCHEMA");

        assertThat(refused.description()).contains("/0/sunset");
        api.post(service + "/endpoint", """
                        [{"endpoint":"/a@get","operation":"a","scope":"","deprecated":true,"sunset":"soon"}]
                        """).expectError(400, "ERR11004", "VALIDATOR_SCHEMA");
    }

    @Test
    void anOwnerFindsWhatOfTheirsIsConcerned() {
        put(deprecating()).expect(201);
        String owner = server.newUser();
        Api mine = server.as(owner, "oauth.client.r");
        String client = server.newClient(owner).clientId();
        server.link(client, id, "/v1/orders@get", "/v1/orders@post");

        Answer uses = mine.get("/oauth2/deprecation?page=1").expect(200);

        assertThat(uses.json().toString()).isEqualTo("""
                        [{"clientId":"%s","ownerId":"%s","serviceId":"%s","endpoint":"/v1/orders@get",\
                        "operation":"listOrders","sunset":"2027-01-31T00:00:00Z","recentCalls":0}]\
                        """.formatted(client, owner, id));
        assertThat(uses.header("X-Total-Count")).isEqualTo("1");
        assertThat(api.get("/oauth2/deprecation?page=1&ownerId=" + owner).json())
                .isEqualTo(uses.json());
        assertThat(mine.get("/oauth2/deprecation?after=" + client + "+" + id + "+/v1/orders@get")
                        .json())
                .isEmpty();
        mine.get("/oauth2/deprecation?after=x")
                .expectError(400, "ERR11010", "VALIDATOR_REQUEST_PARAMETER_INVALID_FORMAT");
    }

    @Test
    void s12_nobodySeesWhatClientsOfOthersUse() {
        put(deprecating()).expect(201);
        String client = server.newClient(server.newUser()).clientId();
        server.link(client, id, "/v1/orders@get");
        Api stranger = server.as(server.newUser(), "oauth.client.r");

        assertThat(stranger.get("/oauth2/deprecation?page=1").expect(200).json())
                .isEmpty();
        stranger.get("/oauth2/deprecation?page=1&ownerId=admin").expectError(403, "ERR11620", "PERMISSION_DENIED");
    }
}
