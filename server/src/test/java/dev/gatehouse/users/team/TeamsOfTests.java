package dev.gatehouse.users.team;

import dev.gatehouse.testing.Answer;
import dev.gatehouse.testing.Api;
import dev.gatehouse.testing.TestServer;
import java.util.UUID;

/** A team with an owner and a member, and what they call with. */
final class TeamsOfTests {
    static final String[] SCOPES = {
        "oauth.service.r", "oauth.service.w", "oauth.client.r", "oauth.client.w", "oauth.client.register"
    };

    final TestServer server;
    final Api administrator;
    final String alice;
    final String carol;
    final Api asAlice;
    final Api asCarol;
    final String team = newId();

    private TeamsOfTests(TestServer server) {
        this.server = server;
        this.administrator = server.administrator();
        this.alice = server.newUser();
        this.carol = server.newUser();
        this.asAlice = server.as(alice, SCOPES);
        this.asCarol = server.as(carol, SCOPES);
    }

    static TeamsOfTests on(TestServer server) {
        TeamsOfTests all = new TeamsOfTests(server);
        all.asAlice
                .post("/oauth2/team", body(all.team, member(all.alice, "owner"), member(all.carol, "member")))
                .expect(200);
        return all;
    }

    static String newId() {
        return "team-" + UUID.randomUUID();
    }

    static String member(String userId, String role) {
        return "{\"userId\":\"%s\",\"role\":\"%s\"}".formatted(userId, role);
    }

    static String body(String teamId, String... members) {
        return "{\"teamId\":\"%s\",\"teamName\":\"Payments\",\"members\":[%s]}"
                .formatted(teamId, String.join(",", members));
    }

    static String service(String serviceId, String ownerId) {
        return """
                {"serviceId":"%s","serviceType":"openapi","serviceName":"x","scope":"","ownerId":"%s"}
                """.formatted(serviceId, ownerId);
    }

    String newService(Api api, String ownerId) {
        String id = "service-" + UUID.randomUUID();
        api.post("/oauth2/service", service(id, ownerId)).expect(200);
        return id;
    }

    Answer client(Api api, String ownerId, String scope) {
        return api.post(
                "/oauth2/client",
                "{\"clientName\":\"x\",\"ownerId\":\"%s\",\"scope\":\"%s\"}".formatted(ownerId, scope));
    }

    String newClient(Api api, String ownerId, String scope) {
        return client(api, ownerId, scope).expect(200).json().get("clientId").asString();
    }

    String owner(String path) {
        return administrator.get(path).expect(200).json().get("ownerId").asString();
    }
}
