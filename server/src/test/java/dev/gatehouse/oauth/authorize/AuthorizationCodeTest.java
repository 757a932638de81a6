package dev.gatehouse.oauth.authorize;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;
import dev.gatehouse.oauth.People;
import dev.gatehouse.oauth.Visitor;
import dev.gatehouse.oauth.WebClient;
import dev.gatehouse.testing.Answer;
import dev.gatehouse.testing.TestServer;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The authorization code flow (RFC 6749 section 4.1, RFC 9207) as browser and client see it. */
class AuthorizationCodeTest {
    private final TestServer server = TestServer.shared();
    private final People people = new People(server);
    private final String user = server.newUser();
    private final WebClient client = WebClient.confidential(server, "orders.r");

    private Visitor visitor() {
        return new Visitor(server.publicUrl());
    }

    @Test
    void aUserSignsInAndAllowsAndTheClientGetsATokenOfTheUser() throws Exception {
        Visitor visitor = visitor();
        Answer login = visitor.get(client.url()).expect(200);
        assertThat(login.text()).contains("<h1>Sign in</h1>", "Test client");

        Answer consent = visitor.signIn(login, user, People.PASSWORD).expect(200);
        assertThat(consent.text()).contains("Allow access?", "orders.r", "app.example");

        Answer back = visitor.submit(consent, Map.of("decision", "allow"));
        assertThat(WebClient.redirected(back)).containsOnlyKeys("code", "state", "iss");
        assertThat(WebClient.value(back, "state")).isEqualTo("st&te=1");

        JsonNode tokens =
                client.redeem(WebClient.value(back, "code")).expect(200).json();
        SignedJWT token = SignedJWT.parse(tokens.get("access_token").asString());
        assertThat(token.getJWTClaimsSet().getSubject()).isEqualTo(user);
        assertThat(token.getJWTClaimsSet().getStringClaim("client_id")).isEqualTo(client.id());
        assertThat(tokens.get("scope").asString()).isEqualTo("orders.r");
        assertThat(tokens.has("id_token")).isFalse();
    }

    @Test
    void s6_everyAuthorizationResponseNamesTheIssuer() {
        Visitor visitor = visitor();
        Answer consent = people.signIn(visitor, client, user);

        assertThat(WebClient.value(visitor.submit(consent, Map.of("decision", "deny")), "iss"))
                .isEqualTo(server.publicUrl().toString());
        assertThat(WebClient.value(visitor.get(client.url("scope", "nobody.has")), "iss"))
                .isEqualTo(server.publicUrl().toString());
        assertThat(WebClient.value(visitor.submit(consent, Map.of("decision", "allow")), "iss"))
                .isEqualTo(server.publicUrl().toString());
    }

    @Test
    void aFormWillDoAsWell() {
        Visitor visitor = visitor();
        Answer redirected = visitor.post("/oauth2/code", client.request()).expect(303);

        Answer consent = visitor.signIn(visitor.get(redirected.header("Location")), user, People.PASSWORD);

        assertThat(consent.text()).contains("Allow access?");
        assertThat(visitor.post("/oauth2/code", client.request()).expect(200).text())
                .contains("Allow access?");
    }

    @Test
    void formPostSendsTheAnswerInAForm() {
        Visitor visitor = visitor();
        Answer page = visitor.submit(
                people.signIn(visitor, client, user, "response_mode", "form_post"), Map.of("decision", "allow"));

        page.expect(200);
        assertThat(page.text()).contains("action=\"https://app.example/callback\"", "/pages/submit.js");
        assertThat(page.header("Content-Security-Policy"))
                .contains("form-action https://app.example;", "script-src 'self'")
                .doesNotContain("unsafe");
        client.redeem(Visitor.hidden(page).get("code")).expect(200);
    }
}
