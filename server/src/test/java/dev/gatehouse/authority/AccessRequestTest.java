package dev.gatehouse.authority;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatehouse.testing.Answer;
import dev.gatehouse.testing.Api;
import dev.gatehouse.testing.TestServer.Registered;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Nobody gets at somebody else's service unless its owner lets them, as far and as long as the owner lets them. */
class AccessRequestTest extends OrdersAndDesk {
    @Test
    void s25_aLinkToSomebodyElsesServiceWaitsForItsOwner() {
        register("");
        assertThat(owner.get("/oauth2/service/" + service).json().get("policy").asString())
                .isEqualTo("approval");
        Registered client = newClient("");

        Answer waiting =
                asker.post(links(client), "[\"/orders@get\",\"/orders@post\"]").expect(202);

        long id = waiting.json().get("accessRequestId").asLong();
        assertThat(waiting.header("Location")).isEqualTo("/oauth2/access-request/" + id);
        assertThat(waiting.json().get("state").asString()).isEqualTo("requested");
        assertThat(principals.scope(client)).isEmpty();
        assertThat(asker.get(links(client)).expect(200).json()).isEmpty();
        principals.token(client, read).expect(400);
        assertThat(asker.post(links(client), "[\"/orders@get\"]")
                        .expect(202)
                        .json()
                        .get("accessRequestId")
                        .asLong())
                .as("it waits already")
                .isEqualTo(id);

        decide(asker, id, "approve", "{}").expectError(403, "ERR11620", "PERMISSION_DENIED");
        JsonNode approved = decide(owner, id, "approve", "{\"endpoints\":[\"/orders@get\"],\"reason\":\"Read only.\"}")
                .expect(200)
                .json();

        assertThat(approved.get("state").asString()).isEqualTo("approved");
        assertThat(approved.at("/granted/endpoints")).hasSize(1);
        await().untilAsserted(() -> assertThat(principals.scope(client)).isEqualTo(read));
        assertThat(asker.post(links(client), "[\"/orders@get\"]")
                        .expect(200)
                        .json()
                        .get("new_scope")
                        .asString())
                .as("what is approved stays")
                .isEqualTo(read);
        decide(owner, id, "deny", "").expectError(409, "ERR12202", "ACCESS_REQUEST_DECIDED");
        asker.delete(links(client)).expect(204);
        asker.post(links(client), "[\"/orders@get\"]").expect(202);
        assertThat(asker.get("/oauth2/access-request/" + id)
                        .expect(200)
                        .json()
                        .get("state")
                        .asString())
                .isEqualTo("ended");
    }

    @Test
    void s25_scopesOfOthersWaitWhileTheRestIsGiven() {
        register("");
        JsonNode created = asker.post(
                        "/oauth2/client", "{\"clientName\":\"Desk\",\"scope\":\"oauth.client.r %s\"}".formatted(write))
                .expect(200)
                .json();
        Registered client = new Registered(
                created.get("clientId").asString(), created.get("clientSecret").asString());
        long id = created.get("accessRequests").get(0).asLong();

        assertThat(created.get("scope").asString()).isEqualTo("oauth.client.r");
        assertThat(principals.scope(client)).isEqualTo("oauth.client.r");
        decide(owner, id, "approve", "").expect(200);

        await().untilAsserted(() -> assertThat(principals.scope(client)).isEqualTo("oauth.client.r " + write));
        assertThat(asker.get("/oauth2/client/" + client.clientId())
                        .json()
                        .get("scope")
                        .asString())
                .isEqualTo("oauth.client.r " + write);
    }

    @Test
    void s25_whoOnlyRegistersClientsIsNotTheOwnersWord() {
        register("");
        Api registering = server.open()
                .withToken(principals
                        .with(principals.newClient(ora, "oauth.client.register"))
                        .token());
        JsonNode client = registering
                .post("/oauth2/register", """
                        {"client_name":"x","grant_types":["client_credentials"],"scope":"%s",
                         "token_endpoint_auth_method":"client_secret_basic"}
                        """.formatted(read))
                .expect(201)
                .json();

        assertThat(client.get("accessRequests")).hasSize(1);
        assertThat(client.has("scope")).isFalse();
        assertThat(server.open()
                        .withToken(client.get("registration_access_token").asString())
                        .put("/oauth2/register/" + client.get("client_id").asString(), """
                                {"client_id":"%s","client_name":"x","grant_types":["client_credentials"],"scope":"%s"}
                                """.formatted(
                                        client.get("client_id").asString(), read))
                        .expect(200)
                        .json()
                        .get("accessRequests"))
                .isEqualTo(client.get("accessRequests"));
    }

    @Test
    void s25_closedIsClosedAndOpenIsOpen() {
        register(",\"policy\":\"closed\"");
        Registered client = newClient("");
        asker.post(links(client), "[\"/orders@get\"]").expectError(403, "ERR12200", "ACCESS_CLOSED");
        asker.post("/oauth2/client", "{\"clientName\":\"x\",\"scope\":\"%s\"}".formatted(read))
                .expectError(403, "ERR12200", "ACCESS_CLOSED");
        Api administrator = server.administrator();
        administrator.post(links(client), "[\"/orders@get\"]").expect(200);
        JsonNode recorded = owner.get("/oauth2/access-request?page=1&service=" + service)
                .expect(200)
                .json()
                .get(0);
        assertThat(recorded.get("state").asString()).isEqualTo("approved");
        assertThat(recorded.get("decidedBy").asString()).isEqualTo("admin");

        owner.put("/oauth2/service", """
                        {"serviceId":"%s","serviceType":"openapi","serviceName":"Orders","scope":"%s %s","policy":"open"}
                        """.formatted(service, read, write)).expect(200);
        asker.post(links(client), "[\"/orders@get\",\"/orders@post\"]").expect(200);
        await().untilAsserted(() -> assertThat(principals.scope(client)).isEqualTo(read + " " + write));
    }

    @Test
    void s25_nobodyElseSeesOrDecides() {
        register("");
        Registered client = newClient("");
        long id = ask(client, ",\"endpoints\":[\"/orders@get\"]");
        Api stranger = manager(principals.newUser("employee", ""));

        stranger.get("/oauth2/access-request/" + id).expectError(403, "ERR11620", "PERMISSION_DENIED");
        for (String verb : List.of("approve", "deny", "withdraw")) {
            decide(stranger, id, verb, "").expectError(403, "ERR11620", "PERMISSION_DENIED");
        }
        assertThat(stranger.get("/oauth2/access-request?page=1").expect(200).json())
                .isEmpty();
        decide(owner, id, "withdraw", "").expectError(403, "ERR11620", "PERMISSION_DENIED");
        assertThat(owner.get("/oauth2/access-request?page=1&state=requested&client=" + client.clientId())
                        .expect(200)
                        .json())
                .hasSize(1);

        decide(asker, id, "withdraw", "{\"reason\":\"Not needed.\"}").expect(200);

        decide(owner, id, "approve", "").expectError(409, "ERR12202", "ACCESS_REQUEST_DECIDED");
        assertThat(principals.scope(client)).isEmpty();
    }

    @Test
    void openRequestsAreBounded() {
        register("");
        Registered client = newClient("");
        StringBuilder endpoints = new StringBuilder();
        for (int i = 0; i <= 100; i++) {
            endpoints
                    .append(i == 0 ? "" : ",")
                    .append("{\"endpoint\":\"/e%d@get\",\"operation\":\"e%d\",\"scope\":\"\"}".formatted(i, i));
        }
        owner.post("/oauth2/service/" + service + "/endpoint", "[" + endpoints + "]")
                .expect(201);
        for (int i = 0; i < 100; i++) {
            ask(client, ",\"endpoints\":[\"/e%d@get\"]".formatted(i));
        }

        asker.post("/oauth2/access-request", """
                        {"clientId":"%s","serviceId":"%s","endpoints":["/e100@get"]}
                        """.formatted(client.clientId(), service))
                .expectError(409, "ERR12203", "ACCESS_REQUEST_LIMIT_REACHED");
        asker.post("/oauth2/access-request", """
                        {"clientId":"%s","serviceId":"%s","endpoints":["/e1@get"],"reason":"a\\u202Eb"}
                        """.formatted(client.clientId(), service))
                .expectError(400, "ERR11004", "VALIDATOR_SCHEMA");
    }

    @Test
    void s25_aScopeMayBeStricterThanItsService() {
        register(",\"policy\":\"open\"");
        owner.put("/oauth2/scope/" + write, "{\"policy\":\"approval\"}").expect(200);
        Registered client = newClient("");

        JsonNode waiting = asker.post(links(client), "[\"/orders@get\",\"/orders@post\"]")
                .expect(202)
                .json();

        assertThat(waiting.get("endpoints").valueStream().map(JsonNode::asString))
                .containsExactly("/orders@post");
        assertThat(waiting.get("new_scope").asString()).isEqualTo(read);
        owner.put("/oauth2/scope/" + write, "{\"policy\":\"closed\"}").expect(200);
        asker.post("/oauth2/client", "{\"clientName\":\"x\",\"scope\":\"%s\"}".formatted(write))
                .expectError(403, "ERR12200", "ACCESS_CLOSED");
        asker.post("/oauth2/client", "{\"clientName\":\"x\",\"scope\":\"%s\"}".formatted(read))
                .expect(200);
    }

    @Test
    void anApprovalTakesThePlaceOfTheOneBefore() {
        register("");
        Registered client = newClient("");
        String wanted = ",\"endpoints\":[\"/orders@get\"],\"scopes\":[\"%s\"],\"reason\":\"x\",\"until\":\"%s\"";
        long first = ask(client, wanted.formatted(write, "2998-01-01T00:00:00Z"));
        decide(owner, first, "approve", "{}").expect(200);
        long second = ask(client, wanted.formatted(write, "2999-01-01T00:00:00Z"));
        decide(owner, second, "approve", "{}").expect(200);

        assertThat(state(first)).isEqualTo("ended");
        assertThat(state(second)).isEqualTo("approved");
        assertThat(principals.scope(client)).isEqualTo(write + " " + read);
    }

    private String state(long id) {
        return asker.get("/oauth2/access-request/" + id)
                .expect(200)
                .json()
                .get("state")
                .asString();
    }
}
