package dev.gatehouse.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.Answer;
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
    void aCodeOfBeforeGivesNothingOfOurApi() {
        String code = people.code(client, user, "scope", "oauth.admin orders.r");

        people.setType(user, "employee");

        assertThat(client.redeem(code).expect(200).json().get("scope").asString())
                .isEqualTo("orders.r");
    }
}
