package dev.gatehouse.oauth;

import static dev.gatehouse.oauth.TokenFixture.newService;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.Answer;
import dev.gatehouse.testing.TestServer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** One thing in the place of another: each is good for what it was made for and nothing else. */
class TokenSubstitutionTest {
    private static final String EXCHANGE = "urn:ietf:params:oauth:grant-type:token-exchange";

    private final TestServer server = TestServer.shared();
    private final People people = new People(server);
    private final String user = people.newAdministrator();
    private final WebClient client = WebClient.register(
            server,
            "confidential",
            List.of("authorization_code", "refresh_token", EXCHANGE),
            "oauth.service.r",
            "oauth.client.r",
            "a");
    private final JsonNode tokens =
            people.tokens(client, user, "scope", "openid offline_access oauth.service.r oauth.client.r");

    private String text(String name) {
        return tokens.get(name).asString();
    }

    private Answer api(String bearer) {
        return server.admin().withToken(bearer).get("/oauth2/service?page=1");
    }

    private boolean isActive(String token) {
        return client.post("/oauth2/introspect", Map.of("token", token))
                .expect(200)
                .json()
                .get("active")
                .asBoolean();
    }

    private static String error(Answer answer) {
        return answer.expect(400).json().get("error").asString();
    }

    private Answer exchange(String subject, String... more) {
        Map<String, String> form = new java.util.LinkedHashMap<>(Map.of(
                "grant_type",
                EXCHANGE,
                "subject_token",
                subject,
                "subject_token_type",
                "urn:ietf:params:oauth:token-type:access_token"));
        for (int i = 0; i < more.length; i += 2) {
            form.put(more[i], more[i + 1]);
        }
        return client.post("/oauth2/token", form);
    }

    @Test
    void s7_anIdTokenIsNoAccessToken() {
        String idToken = text("id_token");

        api(idToken).expectError(401, "ERR10000", "INVALID_AUTH_TOKEN");
        server.open().withToken(idToken).get("/oauth2/userinfo").expect(401);
        assertThat(isActive(idToken)).isFalse();
        assertThat(error(exchange(idToken))).isEqualTo("invalid_request");
        api(text("access_token")).expect(200);
    }

    @Test
    void s7_anAccessTokenIsNoIdTokenHint() {
        Visitor visitor = people.signedIn(user);
        String[] silent = {"scope", "openid", "prompt", "none", "id_token_hint", text("access_token")};

        assertThat(WebClient.value(visitor.get(client.url(silent)), "error")).isEqualTo("login_required");
        assertThat(visitor.get("/logout?id_token_hint=" + text("access_token")).text())
                .contains("Sign out?");
        assertThat(visitor.get("/account").text()).contains("Your account");
    }

    @Test
    void s7_nothingElseIsAnAccessToken() {
        Visitor visitor = people.signedIn(user);
        String code = people.code(client, user, "scope", "a");
        for (String other : List.of(text("refresh_token"), code, visitor.cookie("gatehouse-session"))) {
            api(other).expectError(401, "ERR10000", "INVALID_AUTH_TOKEN");
            server.open().withToken(other).get("/oauth2/userinfo").expect(401);
            assertThat(error(exchange(other))).isEqualTo("invalid_request");
        }
    }

    @Test
    void s4_nothingElseIsARefreshTokenOrACode() {
        String code = people.code(client, user, "scope", "a");
        for (String other : List.of(text("access_token"), text("id_token"), code)) {
            assertThat(error(client.post(
                            "/oauth2/token", Map.of("grant_type", "refresh_token", "refresh_token", other))))
                    .isEqualTo("invalid_grant");
        }
        for (String other : List.of(text("access_token"), text("refresh_token"), text("id_token"))) {
            assertThat(error(client.redeem(other))).isEqualTo("invalid_grant");
        }
        client.redeem(code).expect(200);
    }

    @Test
    void s3_anotherClientGetsNothingForACode() {
        WebClient thief = WebClient.confidential(server, "a");
        WebClient open = WebClient.register(server, "public", List.of("authorization_code"), "a");
        for (WebClient other : List.of(thief, open)) {
            String code = people.code(client, user, "scope", "a");
            assertThat(error(other.redeem(code, "code_verifier", client.verifier.getValue())))
                    .isEqualTo("invalid_grant");
        }
    }

    @Test
    void s7_aTokenForOneServiceIsNothingAtAnother() {
        String orders = server.publicUrl() + "/" + newService(server, "oauth.service.r", "a");
        String stockOwner = server.newUser();
        String token = people.tokens(client, user, "scope", "oauth.service.r", "resource", orders)
                .get("access_token")
                .asString();
        TestServer.Registered stocksOwn = server.newClient(stockOwner, "a");

        api(token).expect(401);
        server.open().withToken(token).get("/oauth2/userinfo").expect(401);
        assertThat(error(exchange(token, "resource", server.publicUrl().toString())))
                .isEqualTo("invalid_target");
        assertThat(error(exchange(token, "resource", server.publicUrl() + "/" + newService(server, "a"))))
                .isEqualTo("invalid_target");
        assertThat(TokenFixture.form(server, stocksOwn, "/oauth2/introspect", "token=" + token)
                        .json()
                        .get("active")
                        .asBoolean())
                .isFalse();
    }

    @Test
    void aClientsOwnTokenTellsNothingAboutItsOwner() {
        TestServer.Registered own = server.newClient(user, "openid", "profile", "email", "a");

        assertThat(TokenFixture.form(server, own, "/oauth2/token", "grant_type=client_credentials")
                        .expect(200)
                        .json()
                        .get("scope")
                        .asString())
                .isEqualTo("a");
        assertThat(error(TokenFixture.form(server, own, "/oauth2/token", "grant_type=client_credentials&scope=openid")))
                .isEqualTo("invalid_scope");
    }
}
