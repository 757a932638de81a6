package dev.gatehouse.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatehouse.testing.Answer;
import dev.gatehouse.testing.Api;
import dev.gatehouse.testing.TestServer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What somebody allowed as an administrator ends when they are none any more. */
class DemotedAdministratorTest {
    private final TestServer server = TestServer.shared();
    private final People people = new People(server);
    private final String user = people.newAdministrator();
    private final WebClient client = WebClient.register(
            server, "confidential", List.of("authorization_code", "refresh_token"), "oauth.admin", "orders.r");

    private Answer refresh(JsonNode tokens) {
        return client.post(
                "/oauth2/token",
                Map.of(
                        "grant_type",
                        "refresh_token",
                        "refresh_token",
                        tokens.get("refresh_token").asString()));
    }

    @Test
    void scopesOfOurApiAreNotRefreshed() {
        JsonNode tokens = people.tokens(client, user, "scope", "oauth.admin orders.r");
        assertThat(tokens.get("scope").asString()).contains("oauth.admin");

        people.setType(user, "employee");

        JsonNode refreshed = refresh(tokens).expect(200).json();
        assertThat(refreshed.get("scope").asString()).isEqualTo("orders.r");
    }

    @Test
    void nothingIsRefreshedWhereNothingIsLeft() {
        JsonNode tokens = people.tokens(client, user, "scope", "oauth.admin");

        people.setType(user, "employee");

        assertThat(refresh(tokens).expect(400).json().get("error").asString()).isEqualTo("invalid_scope");
    }

    @Test
    void s27_whatPeopleAllowedEndsWhenTheClientsOwnerMayNotHoldIt() {
        JsonNode tokens = people.tokens(client, user, "scope", "oauth.admin orders.r");
        String code = people.code(client, user, "scope", "oauth.admin orders.r");
        String owner = server.newUser();
        server.administrator()
                .put("/oauth2/client", """
                        {"clientId":"%s","clientName":"x","ownerId":"%s","scope":"oauth.admin orders.r",
                         "redirectUri":["https://app.example/callback","http://127.0.0.1/native"]}
                        """.formatted(client.id(), owner))
                .expect(200);

        Api theirs = server.admin().withToken(tokens.get("access_token").asString());
        await().untilAsserted(() -> theirs.send("POST", "/oauth2/keys/rotation", null)
                .expectError(403, "ERR10005", "AUTH_TOKEN_SCOPE_MISMATCH"));
        assertThat(introspected(tokens, "access_token")).isEqualTo("orders.r");
        assertThat(introspected(tokens, "refresh_token")).isEqualTo("orders.r");
        assertThat(client.redeem(code).expect(200).json().get("scope").asString())
                .isEqualTo("orders.r");
        assertThat(refresh(tokens).expect(200).json().get("scope").asString()).isEqualTo("orders.r");
    }

    private String introspected(JsonNode tokens, String name) {
        return client.post(
                        "/oauth2/introspect", Map.of("token", tokens.get(name).asString()))
                .expect(200)
                .json()
                .get("scope")
                .asString();
    }

    @Test
    void aCodeOfBeforeGivesNothingOfOurApi() {
        String code = people.code(client, user, "scope", "oauth.admin orders.r");

        people.setType(user, "employee");

        assertThat(client.redeem(code).expect(200).json().get("scope").asString())
                .isEqualTo("orders.r");
    }
}
