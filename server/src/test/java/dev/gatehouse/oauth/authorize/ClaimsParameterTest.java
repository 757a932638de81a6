package dev.gatehouse.oauth.authorize;

import static dev.gatehouse.oauth.WebClient.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;
import dev.gatehouse.oauth.Visitor;
import dev.gatehouse.oauth.WebClient;
import dev.gatehouse.testing.Answer;
import dev.gatehouse.testing.TestServer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What clients ask for claim by claim (OpenID Connect Core section 5.5), and of the sign-in. */
class ClaimsParameterTest {
    private static final String BOTH = """
            {"id_token":{"email":{"essential":true},"auth_time":null},
             "userinfo":{"preferred_username":null,"name":{"value":"Somebody"},"roles":null,"unheard_of":null}}
            """.replaceAll("\\s", "");

    private final TestServer server = TestServer.shared();
    private final String user = server.newUser();
    private final WebClient client =
            WebClient.register(server, "confidential", List.of("authorization_code", "refresh_token"), "orders.r");
    private final Visitor visitor = new Visitor(server.publicUrl());

    private JsonNode allowed(Answer consent) {
        Answer back = visitor.submit(consent, Map.of("decision", "allow"));
        return client.redeem(WebClient.value(back, "code")).expect(200).json();
    }

    private Answer asked(String claims, String... more) {
        String[] changes = new String[more.length + 4];
        System.arraycopy(new String[] {"scope", "openid", "claims", claims}, 0, changes, 0, 4);
        System.arraycopy(more, 0, changes, 4, more.length);
        return visitor.get(client.url(changes));
    }

    private List<String> told(JsonNode tokens) {
        String token = tokens.get("access_token").asString();
        JsonNode userinfo = server.open()
                .withToken(token)
                .get("/oauth2/userinfo")
                .expect(200)
                .json();
        assertThat(server.open()
                        .withToken(token)
                        .send("POST", "/oauth2/userinfo", null)
                        .json())
                .isEqualTo(userinfo);
        return List.copyOf(userinfo.propertyNames());
    }

    @Test
    void whatIsAskedForIsShownAndThenToldWhereItWasAskedFor() throws Exception {
        Answer consent = visitor.signIn(asked(BOTH, "scope", "openid offline_access"), user, "correct horse");
        assertThat(consent.text())
                .contains("See your email address", "See your user name", "See your full name")
                .doesNotContain("unheard", "roles");
        JsonNode tokens = allowed(consent);

        assertThat(SignedJWT.parse(tokens.get("id_token").asString())
                        .getJWTClaimsSet()
                        .getClaims())
                .containsEntry("email", user + "@example.org")
                .doesNotContainKeys("name", "preferred_username");
        assertThat(told(tokens)).containsExactlyInAnyOrder("sub", "name", "preferred_username");
        JsonNode refreshed = client.post(
                        "/oauth2/token",
                        Map.of(
                                "grant_type",
                                "refresh_token",
                                "refresh_token",
                                tokens.get("refresh_token").asString()))
                .expect(200)
                .json();
        assertThat(told(refreshed)).containsExactlyInAnyOrder("sub", "name", "preferred_username");
        assertThat(visitor.get("/account").text()).contains("See your email address", "See your user name");
    }

    @Test
    void nothingIsToldThatTheUserWasNotAskedAbout() {
        allowed(visitor.signIn(asked("{\"userinfo\":{\"email\":null}}"), user, "correct horse"));

        Answer same = asked("{\"id_token\":{\"email\":null}}", "prompt", "none");
        Answer more = asked("{\"userinfo\":{\"email\":null,\"name\":null}}", "prompt", "none");
        Answer byScope = visitor.get(client.url("scope", "openid email", "prompt", "none"));
        Answer nothing = visitor.get(client.url("scope", "openid", "prompt", "none"));

        assertThat(WebClient.value(same, "code")).isNotEmpty();
        assertThat(WebClient.value(more, "error")).isEqualTo("consent_required");
        assertThat(WebClient.value(byScope, "error")).isEqualTo("consent_required");
        assertThat(told(client.redeem(WebClient.value(nothing, "code"))
                        .expect(200)
                        .json()))
                .containsExactly("sub");
    }

    @Test
    void aScopeThatWasAllowedStandsForItsClaims() {
        allowed(visitor.signIn(visitor.get(client.url("scope", "openid profile email")), user, "correct horse"));

        Answer answer = asked(BOTH, "prompt", "none");

        assertThat(WebClient.value(answer, "code")).isNotEmpty();
    }

    @Test
    void aPushedRequestAsksForThemToo() {
        JsonNode pushed = client.post("/oauth2/par", client.request("scope", "openid", "claims", BOTH))
                .expect(201)
                .json();
        String url = "/oauth2/code?client_id=" + client.id() + "&request_uri="
                + Visitor.encoded(pushed.get("request_uri").asString());

        JsonNode tokens = allowed(visitor.signIn(visitor.get(url), user, "correct horse"));

        assertThat(told(tokens)).containsExactlyInAnyOrder("sub", "name", "preferred_username");
        assertRefused(client.post("/oauth2/par", client.request("scope", "openid", "claims", "{")), "invalid_request");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "[]",
                "null",
                "email",
                "{\"userinfo\":[]}",
                "{\"id_token\":5}",
                "{\"id_token\":{\"email\":5}}",
                "{\"id_token\":{\"acr\":{\"essential\":true,\"values\":5}}}",
                "long"
            })
    void whatCannotBeReadIsRefusedByName(String claims) {
        String sent = claims.equals("long") ? "{\"userinfo\":{\"" + "x".repeat(4096) + "\":null}}" : claims;
        Answer refused = asked(sent);

        assertThat(WebClient.value(refused, "error")).isEqualTo("invalid_request");
        assertThat(WebClient.value(refused, "error_description")).contains("claims");
    }

    @Test
    void anotherUserThanTheOneAskedForIsNobody() {
        visitor.signIn(asked("{\"id_token\":{\"sub\":{\"value\":\"%s\"}}}".formatted(user)), user, "correct horse")
                .expect(200);

        Answer own = asked("{\"id_token\":{\"sub\":{\"values\":[\"x\",\"%s\"]}}}".formatted(user), "prompt", "none");
        assertThat(WebClient.value(own, "error")).isEqualTo("consent_required");
        for (String claims : List.of(
                "{\"id_token\":{\"sub\":{\"essential\":true,\"value\":\"x\"}}}",
                "{\"id_token\":{\"sub\":{\"value\":5}}}",
                "{\"userinfo\":{\"sub\":{\"values\":[]}}}")) {
            assertThat(WebClient.value(asked(claims, "prompt", "none"), "error"))
                    .isEqualTo("login_required");
            assertThat(asked(claims).expect(200).text()).contains("name=\"password\"");
        }
    }

    @Test
    void aSignInThatIsBeyondUsIsRefusedWhereItIsEssential() {
        assertThat(WebClient.value(
                        asked("{\"id_token\":{\"acr\":{\"essential\":true,\"values\":[\"urn:mfa\"]}}}"), "error"))
                .isEqualTo("unmet_authentication_requirements");
        for (String claims : List.of(
                "{\"id_token\":{\"acr\":{\"essential\":true}}}",
                "{\"id_token\":{\"acr\":{\"essential\":true,\"values\":[\"urn:mfa\",\"1\"]}}}",
                "{\"id_token\":{\"acr\":{\"values\":[\"urn:mfa\"]}}}")) {
            asked(claims).expect(200);
        }
    }

    @Test
    void tokensTellHowAndWhenTheUserSignedIn() throws Exception {
        String[] wish = {"scope", "openid orders.r", "acr_values", "urn:mfa 1"};
        JsonNode tokens = allowed(visitor.signIn(visitor.get(client.url(wish)), user, "correct horse"));

        String access = tokens.get("access_token").asString();
        Map<String, Object> claims = SignedJWT.parse(access).getJWTClaimsSet().getClaims();
        JsonNode shown = client.post("/oauth2/introspect", Map.of("token", access))
                .expect(200)
                .json();
        JsonNode metadata = server.open()
                .get("/.well-known/openid-configuration")
                .expect(200)
                .json();

        assertThat(claims).containsEntry("acr", "1").containsKey("auth_time").doesNotContainKey("userinfo_claims");
        assertThat(shown.get("acr").asString()).isEqualTo("1");
        assertThat(shown.get("auth_time").asLong()).isEqualTo(((Number) claims.get("auth_time")).longValue());
        assertThat(metadata.get("acr_values_supported").toString()).isEqualTo("[\"1\"]");
        assertThat(metadata.get("claims_parameter_supported").asBoolean()).isTrue();
    }
}
