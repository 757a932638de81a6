package dev.gatehouse.authority;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatehouse.clients.Clients;
import dev.gatehouse.clients.access.OverdueAccess;
import dev.gatehouse.store.ChangeFeed;
import dev.gatehouse.testing.Api;
import dev.gatehouse.testing.TestServer.Registered;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What was approved ends in time, when its owner ends it, and for tokens that are there. */
class AccessEndTest extends OrdersAndDesk {
    private static final String FORM = "application/x-www-form-urlencoded";

    /** As if so much time had passed since it was approved. */
    private void letEnd(Registered client) {
        server.jdbi().useTransaction(handle -> {
            for (String table : List.of("client_endpoint", "approved_scope")) {
                handle.execute(
                        "update " + table + " set until = now() + interval '1 second' where client_id = ?",
                        client.clientId());
            }
            ChangeFeed.announce(handle, Clients.TOPIC, client.clientId());
        });
    }

    @Test
    void s27_accessEndsOnTime() {
        register("");
        Registered client = newClient("");
        long id = ask(
                client, ",\"endpoints\":[\"/orders@get\"],\"scopes\":[\"%s\"],\"reason\":\"A demo\"".formatted(write));
        decide(owner, id, "approve", "{\"until\":\"2999-01-01T00:00:00Z\"}").expect(200);
        await().untilAsserted(() -> assertThat(principals.scope(client)).isNotEmpty());
        String token = server.token(client.clientId(), client.secret());
        call(token, "GET").expect(200);
        call(token, "POST").expect(200);
        Api withSecret = server.open().withBasic(client.clientId(), client.secret());

        letEnd(client);

        await().untilAsserted(() -> call(token, "GET").expect(403));
        await().untilAsserted(() -> call(token, "POST").expect(403));
        await().untilAsserted(() -> assertThat(principals.scope(client)).isEmpty());
        assertThat(withSecret
                        .send("POST", "/oauth2/introspect", "token=" + token, "Content-Type", FORM)
                        .expect(200)
                        .json()
                        .has("scope"))
                .isFalse();
        new OverdueAccess(server.jdbi()).end();
        assertThat(asker.get("/oauth2/access-request/" + id)
                        .expect(200)
                        .json()
                        .get("state")
                        .asString())
                .isEqualTo("ended");
        assertThat(asker.get("/oauth2/client/" + client.clientId())
                        .json()
                        .get("scope")
                        .asString())
                .isEmpty();
        assertThat(server.administrator()
                        .get("/oauth2/audit?page=1&action=access.end&subject=access-request/" + id)
                        .expect(200)
                        .json()
                        .get(0)
                        .get("userId")
                        .asString())
                .isEqualTo("system");
    }

    @Test
    void s27_ownersEndAccessAndItsTokens() {
        register("");
        Registered client = newClient("");
        decide(
                        owner,
                        ask(client, ",\"endpoints\":[\"/orders@get\"],\"scopes\":[\"%s\"]".formatted(write)),
                        "approve",
                        "")
                .expect(200);
        await().untilAsserted(() -> assertThat(principals.scope(client)).isNotEmpty());
        String token = server.token(client.clientId(), client.secret());
        call(token, "POST").expect(200);
        String clients = "/oauth2/service/" + service + "/client";
        JsonNode who = owner.get(clients + "?page=1").expect(200).json();
        assertThat(who).hasSize(1);
        assertThat(who.get(0).get("clientName").asString()).isEqualTo("Desk");
        assertThat(who.get(0).get("ownerId").asString()).isEqualTo(maria);
        assertThat(who.get(0).get("approvedBy").asString()).isEqualTo(ora);
        assertThat(who.get(0).get("endpoints")).hasSize(1);
        assertThat(who.get(0).get("scopes")).hasSize(1);
        asker.get(clients + "?page=1").expectError(403, "ERR11620", "PERMISSION_DENIED");
        asker.delete(clients + "/" + client.clientId()).expectError(403, "ERR11620", "PERMISSION_DENIED");

        owner.delete(clients + "/" + client.clientId()).expect(204);

        await().untilAsserted(() -> call(token, "GET").expect(403));
        call(token, "POST").expect(403);
        assertThat(principals.scope(client)).isEmpty();
        assertThat(owner.get(clients + "?page=1").expect(200).json()).isEmpty();
        owner.delete(clients + "/" + client.clientId()).expectError(404, "ERR12204", "ACCESS_NOT_FOUND");
    }

    @Test
    void s25_aSharedScopeIsItsOwnersToGive() {
        register("");
        owner.put("/oauth2/scope/" + read, "{\"shared\":true}").expect(200);
        String own = "own-" + UUID.randomUUID();
        asker.post("/oauth2/service", """
                        {"serviceId":"%s","serviceType":"openapi","serviceName":"Mine","scope":"","policy":"open"}
                        """.formatted(own)).expect(200);
        asker.post("/oauth2/service/" + own + "/endpoint", """
                        [{"endpoint":"/mine@get","operation":"mine","scope":"%s"}]
                        """.formatted(read)).expect(201);
        Registered client = newClient("");

        JsonNode waiting = asker.post("/oauth2/client/" + client.clientId() + "/service/" + own, "[\"/mine@get\"]")
                .expect(202)
                .json();

        assertThat(waiting.get("serviceId").asString()).isEqualTo(service);
        assertThat(waiting.get("forLinks").asBoolean()).isTrue();
        assertThat(principals.scope(client)).isEmpty();
        decide(owner, waiting.get("accessRequestId").asLong(), "approve", "").expect(200);
        await().untilAsserted(() -> assertThat(principals.scope(client)).isEqualTo(read));
        String token = server.token(client.clientId(), client.secret());
        call(token, "GET").expect(200);

        owner.delete("/oauth2/service/" + service + "/client/" + client.clientId())
                .expect(204);

        await().untilAsserted(() -> call(token, "GET").expect(403));
        assertThat(principals.scope(client)).isEmpty();
    }

    @Test
    void s27_whatAnEarlierContractWouldBringBackEndsToo() {
        String contract = "{\"openapi\":\"3.0.0\",\"info\":{\"title\":\"t\",\"version\":\"1\"},"
                + "\"paths\":{\"/%s\":{\"get\":{\"operationId\":\"g\",\"responses\":{}}}}}";
        String path = "/oauth2/service/" + service + "/contract";
        owner.put(path, contract.formatted("orders")).expect(201);
        Registered client = newClient("");
        decide(owner, ask(client, ",\"endpoints\":[\"/orders@get\"],\"reason\":\"x\""), "approve", "{}")
                .expect(200);
        owner.put(path + "?allowBreaking=true", contract.formatted("others")).expect(200);

        owner.delete("/oauth2/service/" + service + "/client/" + client.clientId())
                .expect(204);
        owner.post(path + "/versions/1/restore?allowBreaking=true", "").expect(200);

        assertThat(asker.get("/oauth2/client/" + client.clientId() + "/service")
                        .expect(200)
                        .json())
                .isEmpty();
        owner.delete("/oauth2/service/" + service + "/client/" + client.clientId())
                .expectError(404, "ERR12204", "ACCESS_NOT_FOUND");
    }

    /** The token is remembered where decisions are made, and its client's access went with the service. */
    @Test
    void s27_aTokenOfBeforeIsWorthNothingAtSomebodyElsesServiceOfTheSameName() {
        register(",\"policy\":\"open\"");
        Registered client = newClient(read);
        String token = server.token(client.clientId(), client.secret());
        call(token, "GET").expect(200);

        owner.delete("/oauth2/service/" + service).expect(204);
        Api another = manager(principals.newUser("employee", ""));
        another.post("/oauth2/service", """
                        {"serviceId":"%s","serviceType":"openapi","serviceName":"Mine","scope":"%s"}
                        """.formatted(service, read)).expect(200);
        another.post("/oauth2/service/" + service + "/endpoint", """
                        [{"endpoint":"/orders@get","operation":"read","scope":"%s"}]
                        """.formatted(read))
                .expect(201);

        call(token, "GET").expect(403);
    }
}
