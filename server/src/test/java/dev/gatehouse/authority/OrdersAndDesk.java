package dev.gatehouse.authority;

import dev.gatehouse.testing.Answer;
import dev.gatehouse.testing.Api;
import dev.gatehouse.testing.TestServer;
import dev.gatehouse.testing.TestServer.Registered;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** A service of one person's, and another person whose clients want access to it. */
abstract class OrdersAndDesk {
    final TestServer server = TestServer.shared();
    final Principals principals = new Principals(server);
    final String ora = principals.newUser("employee", "");
    final String maria = principals.newUser("employee", "");
    final Api owner = manager(ora);
    final Api asker = manager(maria);
    final String service = "orders-" + UUID.randomUUID();
    final String read = service + ".r";
    final String write = service + ".w";

    Api manager(String user) {
        return principals.with(
                principals.newClient(user, "oauth.client.r oauth.client.w oauth.service.r oauth.service.w"));
    }

    void register(String policy) {
        owner.post("/oauth2/service", """
                        {"serviceId":"%s","serviceType":"openapi","serviceName":"Orders","scope":"%s %s"%s}
                        """.formatted(service, read, write, policy))
                .expect(200);
        owner.post("/oauth2/service/" + service + "/endpoint", """
                        [{"endpoint":"/orders@get","operation":"read","scope":"%s"},
                         {"endpoint":"/orders@post","operation":"write","scope":"%s"}]
                        """.formatted(read, write))
                .expect(201);
    }

    Registered newClient(String scope) {
        JsonNode client = asker.post("/oauth2/client", "{\"clientName\":\"Desk\",\"scope\":\"%s\"}".formatted(scope))
                .expect(200)
                .json();
        return new Registered(
                client.get("clientId").asString(), client.get("clientSecret").asString());
    }

    String links(Registered client) {
        return "/oauth2/client/" + client.clientId() + "/service/" + service;
    }

    long ask(Registered client, String members) {
        return asker.post("/oauth2/access-request", """
                        {"clientId":"%s","serviceId":"%s"%s}
                        """.formatted(client.clientId(), service, members))
                .expect(202)
                .json()
                .get("accessRequestId")
                .asLong();
    }

    Answer decide(Api api, long id, String verb, String body) {
        return api.post("/oauth2/access-request/" + id + "/" + verb, body);
    }

    Answer call(String token, String method) {
        return server.admin()
                .withToken(token)
                .send("GET", "/access/" + service, null, "X-Original-Method", method, "X-Original-URI", "/orders");
    }
}
