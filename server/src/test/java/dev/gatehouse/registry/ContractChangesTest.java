package dev.gatehouse.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.Answer;
import dev.gatehouse.testing.Api;
import dev.gatehouse.testing.TestServer;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What a change of a contract takes from whom, and the way back. */
class ContractChangesTest {
    private final TestServer server = TestServer.shared();
    private final Api api = server.administrator();
    private final String id = Services.newId();
    private final String path = "/oauth2/service/" + id + "/contract";

    /** No other service declares these scopes. */
    private final String first = Contracts.v1().replace("ordering.", id + ".");

    private final String second = Contracts.v2().replace("ordering.", id + ".");

    private Answer put(String document, String query) {
        return api.send("PUT", path + query, document, "Content-Type", "application/yaml");
    }

    private String linked(String owner, String... endpoints) {
        String client = server.newClient(owner).clientId();
        server.link(client, id, endpoints);
        return client;
    }

    private String given(String owner, String scope) {
        String client = server.newClient(owner).clientId();
        server.jdbi()
                .useHandle(handle -> handle.execute("update client set scope = ? where client_id = ?", scope, client));
        return client;
    }

    private List<JsonNode> audit(String subject) {
        return api.get("/oauth2/audit?page=1&subject=" + subject)
                .expect(200)
                .json()
                .valueStream()
                .toList();
    }

    @Test
    void saysPerClientWhatItWouldLose() {
        put(first, "").expect(201);
        String owner = server.newUser();
        String buyer = linked(owner, "/v1/orders@post", "/v1/status@get");

        JsonNode report = put(second, "?dryRun=true").expect(200).json();

        assertThat(report.get("affected").toString()).isEqualTo("""
                        [{"clientId":"%1$s","clientName":"Test client","ownerId":"%2$s","recentCalls":0,"broken":true,"lostEndpoints":["/v1/status@get"],\
                        "refusedEndpoints":["/v1/orders@post"],"neededScopes":["%3$s.place"],"lostScopes":["%3$s.w"]}]\
                        """.formatted(buyer, owner, id));
        assertThat(put(second, "")
                        .expectError(409, "ERR12109", "BREAKING_CHANGE")
                        .json()
                        .get("affected"))
                .isEqualTo(report.get("affected"));
    }

    @Test
    void aClientThatKeepsEverythingIsNotNamed() {
        put(first, "").expect(201);
        linked("admin", "/v1/orders@get");

        assertThat(put(second, "?dryRun=true").json().get("affected")).isEmpty();
    }

    @Test
    void aScopeThatWasGivenDirectlyIsALossToo() {
        put(first, "").expect(201);
        String client = given("admin", id + ".w " + id + ".r");

        Answer refused = put(second, "").expectError(409, "ERR12109", "BREAKING_CHANGE");

        assertThat(refused.json().get("affected").toString()).isEqualTo("""
                        [{"clientId":"%1$s","clientName":"Test client","ownerId":"admin","recentCalls":0,"broken":true,\
                        "lostEndpoints":[],"refusedEndpoints":["/v1/orders@post"],"neededScopes":["%2$s.place"],\
                        "lostScopes":["%2$s.w"]}]\
                        """.formatted(client, id));
        assertThat(refused.description()).contains(client, "/v1/orders@post", "allowBreaking=true");
        assertThat(refused.json().get("breaks").toString())
                .isEqualTo(
                        "[{\"endpoint\":\"/v1/orders@post\",\"reason\":\"needs %s.place\",\"clients\":[\"%s\"],\"recentCalls\":0}]"
                                .formatted(id, client));
    }

    @Test
    void aScopeThatAnotherServiceDeclaresIsNotLost() {
        put(first, "").expect(201);
        api.post("/oauth2/service", Services.body(Services.newId(), "Other", id + ".w"))
                .expect(200);
        String client = given("admin", id + ".w");

        JsonNode affected = put(second, "?dryRun=true").expect(200).json().get("affected");

        assertThat(affected).hasSize(1);
        assertThat(affected.get(0).get("clientId").asString()).isEqualTo(client);
        assertThat(affected.get(0).get("lostScopes")).isEmpty();
    }

    @Test
    void whatAllowBreakingBrokeIsInTheAuditLog() {
        put(first, "").expect(201);
        String buyer = linked("admin", "/v1/orders@post");

        put(second, "?allowBreaking=true").expect(200);

        JsonNode change = audit("service/" + id).getFirst();
        assertThat(change.get("action").asString()).isEqualTo("contract.import");
        assertThat(change.get("detail").get("allowBreaking").asBoolean()).isTrue();
        assertThat(change.get("detail").get("affected").toString()).contains(buyer);
        JsonNode loss = audit("client/" + buyer).getFirst();
        assertThat(loss.get("action").asString()).isEqualTo("client.break");
        assertThat(loss.get("detail").get("serviceId").asString()).isEqualTo(id);
        assertThat(loss.get("detail").get("loss").get("neededScopes").toString())
                .contains(id + ".place");
    }

    @Test
    void refusedRemovalsSayPerClientWhatItWouldLose() {
        put(first, "").expect(201);
        String buyer = linked("admin", "/v1/orders@post", "/v1/status@get");
        String expected = """
                [{"clientId":"%s","clientName":"Test client","ownerId":"admin","recentCalls":0,"broken":true,"lostEndpoints":["/v1/orders@post","/v1/status@get"],\
                "refusedEndpoints":[],"neededScopes":[],"lostScopes":["%s.w"]}]\
                """.formatted(buyer, id);

        for (Answer refused : List.of(
                api.post("/oauth2/service/" + id + "/endpoint", "[]"),
                api.delete("/oauth2/service/" + id + "/endpoint"),
                api.delete("/oauth2/service/" + id))) {
            assertThat(refused.expectError(409, "ERR12100", "ENDPOINT_IN_USE")
                            .json()
                            .get("affected")
                            .toString())
                    .isEqualTo(expected);
        }
    }

    @Test
    void comparesTwoVersions() {
        put(first, "").expect(201);
        put(second, "").expect(200);

        JsonNode forth = api.get(path + "/diff?from=1&to=2").expect(200).json();
        JsonNode back = api.get(path + "/diff?from=2&to=1").expect(200).json();

        assertThat(forth.get("added")).isEqualTo(back.get("removed")).hasSize(1);
        assertThat(forth.get("removed")).isEqualTo(back.get("added")).hasSize(1);
        assertThat(forth.get("scopesAdded").toString()).isEqualTo("[\"" + id + ".place\"]");
        assertThat(back.get("scopesRemoved")).isEqualTo(forth.get("scopesAdded"));
        assertThat(api.get(path + "/diff?from=2&to=2").json().get("changed")).isEmpty();
    }

    @Test
    void comparesAVersionWithWhatIsRegisteredNow() {
        put(first, "").expect(201);
        assertThat(api.get(path + "/diff?from=1").expect(200).json().get("removed"))
                .isEmpty();

        api.post("/oauth2/service/" + id + "/endpoint", "[]").expect(201);

        JsonNode difference = api.get(path + "/diff?from=1").expect(200).json();
        assertThat(difference.get("removed")).hasSize(3);
        assertThat(difference.has("to")).isFalse();
    }

    @Test
    void refusesVersionsThatAreNone() {
        put(first, "").expect(201);

        api.get(path + "/diff").expectError(400, "ERR11000", "VALIDATOR_REQUEST_PARAMETER_QUERY_MISSING");
        api.get(path + "/diff?from=x").expectError(400, "ERR11010", "VALIDATOR_REQUEST_PARAMETER_INVALID_FORMAT");
        api.get(path + "/diff?from=1&to=2").expectError(404, "ERR12114", "CONTRACT_NOT_FOUND");
        api.send("POST", path + "/versions/2/restore", "").expectError(404, "ERR12114", "CONTRACT_NOT_FOUND");
    }

    @Test
    void takesAnEarlierVersionAgainAsANewOne() {
        put(first, "").expect(201);
        put(second, "").expect(200);

        JsonNode report =
                api.send("POST", path + "/versions/1/restore", "").expect(200).json();

        assertThat(report.get("version").asInt()).isEqualTo(3);
        assertThat(report.get("restored").asInt()).isEqualTo(1);
        assertThat(api.get(path).text()).isEqualTo(first);
        assertThat(api.get(path + "/diff?from=1").json().get("changed")).isEmpty();
        assertThat(audit("service/" + id).getFirst().get("action").asString()).isEqualTo("contract.restore");
    }

    @Test
    void takingAVersionAgainMeetsTheRulesOfAnImport() {
        put(first, "").expect(201);
        put(second, "").expect(200);
        linked("admin", "/v1/orders/{id}@delete");
        String restore = path + "/versions/1/restore";

        api.send("POST", restore, "").expectError(409, "ERR12109", "BREAKING_CHANGE");
        assertThat(api.send("POST", restore + "?dryRun=true", "")
                        .expect(200)
                        .json()
                        .get("affected"))
                .hasSize(1);
        assertThat(api.get(path).text()).isEqualTo(second);
        api.send("POST", restore + "?allowBreaking=true", "").expect(200);
        assertThat(api.get(path).text()).isEqualTo(first);
    }

    @Test
    void s12_onlyTheOwnerTakesAVersionAgain() {
        put(first, "").expect(201);
        put(second, "").expect(200);

        server.as(server.newUser(), "oauth.service.w")
                .send("POST", path + "/versions/1/restore", "")
                .expectError(403, "ERR11620", "PERMISSION_DENIED");
    }
}
