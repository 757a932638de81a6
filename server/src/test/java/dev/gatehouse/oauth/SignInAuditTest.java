package dev.gatehouse.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.Answer;
import dev.gatehouse.testing.Api;
import dev.gatehouse.testing.TestServer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Who signed in, and what was refused, can be read afterwards; no secret can. */
class SignInAuditTest {
    private final TestServer server = TestServer.shared();
    private final Api api = server.administrator();
    private final People people = new People(server);

    private List<JsonNode> entries(String filter) {
        return api.get("/oauth2/audit?page=1&pageSize=100&" + filter)
                .expect(200)
                .json()
                .valueStream()
                .toList();
    }

    private static Answer wrong(TestServer server, WebClient client, String name) {
        Visitor visitor = new Visitor(server.publicUrl());
        return visitor.signIn(visitor.get(client.url("scope", "orders.r")), name, "wrong horse");
    }

    @Test
    void s34_signInsAndSignOuts() {
        String user = server.newUser();
        WebClient client = WebClient.confidential(server, "orders.r");
        Visitor visitor = new Visitor(server.publicUrl());

        people.signIn(visitor, client, user);
        visitor.submit(visitor.get("/logout"), Map.of("decision", "leave")).expect(200);

        List<JsonNode> entries = entries("userId=" + user);
        assertThat(entries)
                .extracting(entry -> entry.get("action").asString())
                .containsExactly("session.end", "session.begin");
        assertThat(entries.get(1).get("clientId").asString()).isEqualTo(client.id());
        assertThat(entries)
                .extracting(entry -> entry.at("/detail/sessionId").asString())
                .doesNotContain("")
                .hasSize(2);
    }

    @Test
    void s34_refusedSignInsAreCountedAndNameNobodyWhoIsNot() {
        String user = server.newUser();
        WebClient client = WebClient.confidential(server, "orders.r");

        for (int i = 0; i < 3; i++) {
            wrong(server, client, user + "@EXAMPLE.org").expect(422);
        }
        wrong(server, client, "hunter2-typed-in-the-wrong-field").expect(422);

        List<JsonNode> ofUser = entries("action=session.refused&userId=" + user);
        assertThat(ofUser).hasSize(1);
        assertThat(ofUser.getFirst().at("/detail/count").asInt()).isEqualTo(3);
        assertThat(ofUser.getFirst().get("clientId").asString()).isEqualTo(client.id());
        List<JsonNode> ofClient = entries("action=session.refused&clientId=" + client.id());
        assertThat(ofClient).hasSize(2);
        assertThat(ofClient.getFirst().get("userId").asString()).isEmpty();
        assertThat(ofClient.toString()).doesNotContain("hunter2", "horse");
    }

    @Test
    void s34_refusedTokens() {
        TestServer.Registered client = server.newClient("admin", "oauth.service.r");
        for (int i = 0; i < 3; i++) {
            TokenFixture.form(server, client, "/oauth2/token", "grant_type=client_credentials&scope=oauth.admin")
                    .expect(400);
        }
        TestServer.Registered wrong = new TestServer.Registered(client.clientId(), "no-such-secret");
        TokenFixture.form(server, wrong, "/oauth2/token", "grant_type=client_credentials")
                .expect(401);
        TestServer.Registered nobody = new TestServer.Registered("made-up-" + client.clientId(), "no-such-secret");
        TokenFixture.form(server, nobody, "/oauth2/token", "grant_type=client_credentials")
                .expect(401);

        List<JsonNode> entries = entries("action=token.refused&clientId=" + client.clientId());
        assertThat(entries)
                .extracting(entry -> entry.get("detail").toString())
                .containsExactly(
                        "{\"count\":1,\"error\":\"invalid_client\"}", "{\"count\":3,\"error\":\"invalid_scope\"}");
        assertThat(entries("action=token.refused").toString()).doesNotContain("made-up-", "no-such-secret");
    }

    @Test
    void s34_reuseOfCodesAndRefreshTokens() {
        String user = server.newUser();
        WebClient client =
                WebClient.register(server, "confidential", List.of("authorization_code", "refresh_token"), "orders.r");
        String code = people.code(client, user);
        client.redeem(code).expect(200);
        client.redeem(code).expect(400);
        String first = people.tokens(client, user).get("refresh_token").asString();
        String second =
                refresh(client, first).expect(200).json().get("refresh_token").asString();
        refresh(client, second).expect(200);
        refresh(client, first).expect(400);

        List<JsonNode> entries = entries("action=token.reuse&clientId=" + client.id());
        assertThat(entries)
                .extracting(entry -> entry.at("/detail/kind").asString())
                .containsExactly("refresh_token", "authorization_code");
        assertThat(entries).extracting(entry -> entry.get("userId").asString()).containsOnly(user);
        assertThat(entries.toString()).doesNotContain(code, first, second);
    }

    private static Answer refresh(WebClient client, String token) {
        return client.post("/oauth2/token", Map.of("grant_type", "refresh_token", "refresh_token", token));
    }
}
