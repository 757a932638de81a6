package dev.gatehouse.oauth.signin;

import static dev.gatehouse.oauth.WebClient.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.oauth2.sdk.util.URLUtils;
import dev.gatehouse.oauth.Visitor;
import dev.gatehouse.oauth.WebClient;
import dev.gatehouse.testing.Answer;
import dev.gatehouse.testing.TestServer;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What is left of tokens when users take back what they allowed: nothing, whatever grant they came from. */
class ConsentWithdrawalTest {
    private static final String DEVICE = "urn:ietf:params:oauth:grant-type:device_code";

    private final TestServer server = TestServer.shared();
    private final String user = server.newUser();
    private final Visitor visitor = new Visitor(server.publicUrl());

    @BeforeEach
    void signIn() {
        visitor.signIn(visitor.get("/login"), user, "correct horse").expect(303);
    }

    private String code(WebClient client) {
        Answer answer = visitor.get(client.url());
        Answer back = answer.status() == 303 ? answer : visitor.submit(answer, Map.of("decision", "allow"));
        return WebClient.value(back, "code");
    }

    private void takeBack(WebClient client) {
        String token = Visitor.hidden(visitor.get("/account")).get("form_token");
        visitor.post("/account/consent", Map.of("form_token", token, "client_id", client.id()))
                .expect(303);
    }

    private boolean isActive(WebClient client, String token) {
        return client.post("/oauth2/introspect", Map.of("token", token))
                .expect(200)
                .json()
                .get("active")
                .asBoolean();
    }

    @Test
    void tokensOfACodeEndWithAndWithoutRefresh() {
        for (String refresh : new String[] {"refresh_token", "client_credentials"}) {
            WebClient client =
                    WebClient.register(server, "confidential", List.of("authorization_code", refresh), "orders.r");
            JsonNode tokens = client.redeem(code(client)).expect(200).json();
            String access = tokens.get("access_token").asString();
            assertThat(isActive(client, access)).isTrue();

            takeBack(client);

            assertThat(isActive(client, access)).isFalse();
            if (tokens.has("refresh_token")) {
                String token = tokens.get("refresh_token").asString();
                assertRefused(
                        client.post("/oauth2/token", Map.of("grant_type", "refresh_token", "refresh_token", token)),
                        "invalid_grant");
            }
        }
    }

    @Test
    void aCodeThatWasNotRedeemedGivesNothingAnyMore() {
        WebClient client = WebClient.confidential(server, "orders.r");
        String code = code(client);

        takeBack(client);

        assertRefused(client.redeem(code), "invalid_grant");
    }

    @Test
    void tokensOfADeviceEnd() {
        WebClient device = WebClient.register(server, "confidential", List.of(DEVICE), "orders.r");
        JsonNode begun = device.post("/oauth2/device_authorization", Map.of("scope", "orders.r"))
                .json();
        Answer consent = visitor.submit(
                visitor.get("/device"),
                Map.of("user_code", begun.get("user_code").asString()));
        visitor.submit(consent, Map.of("decision", "allow")).expect(200);
        Map<String, String> poll = Map.of(
                "grant_type", DEVICE, "device_code", begun.get("device_code").asString());
        String access = device.post("/oauth2/token", poll)
                .expect(200)
                .json()
                .get("access_token")
                .asString();
        assertThat(isActive(device, access)).isTrue();

        takeBack(device);

        assertThat(isActive(device, access)).isFalse();
    }

    @Test
    void implicitTokensEnd() {
        WebClient old = WebClient.register(server, "confidential", List.of("implicit"), "orders.r");
        Answer back = visitor.submit(visitor.get(old.url("response_type", "token")), Map.of("decision", "allow"));
        String fragment = URI.create(back.expect(303).header("Location")).getRawFragment();
        String access = URLUtils.parseParameters(fragment).get("access_token").getFirst();
        assertThat(isActive(old, access)).isTrue();

        takeBack(old);

        assertThat(isActive(old, access)).isFalse();
    }

    @Test
    void whatIsAllowedAgainWorksAndOtherClientsNeverStopped() {
        WebClient client = WebClient.confidential(server, "orders.r");
        WebClient other = WebClient.confidential(server, "orders.r");
        String others = other.redeem(code(other)).json().get("access_token").asString();
        client.redeem(code(client)).expect(200);

        takeBack(client);

        String access = client.redeem(code(client))
                .expect(200)
                .json()
                .get("access_token")
                .asString();
        assertThat(isActive(client, access)).isTrue();
        assertThat(isActive(other, others)).isTrue();
    }

    @Test
    void usersOfATrustedClientNeedNotConsent() {
        WebClient trusted = WebClient.register(server, "trusted", List.of("authorization_code"), "orders.r");

        trusted.redeem(code(trusted)).expect(200);
    }
}
