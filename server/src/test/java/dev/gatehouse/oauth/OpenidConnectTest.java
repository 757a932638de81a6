package dev.gatehouse.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTParser;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.claims.AccessTokenHash;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import dev.gatehouse.testing.Answer;
import dev.gatehouse.testing.TestServer;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** OpenID Connect Core, Discovery and RP-initiated logout, with the Nimbus library as the relying party. */
class OpenidConnectTest {
    private final TestServer server = TestServer.shared();
    private final String user = server.newUser();
    private final WebClient client = WebClient.confidential(server, "orders.r");
    private final Visitor visitor = new Visitor(server.publicUrl());

    private JsonNode tokens(String scope, String... more) {
        String[] changes = new String[more.length + 2];
        changes[0] = "scope";
        changes[1] = scope;
        System.arraycopy(more, 0, changes, 2, more.length);
        Answer page = visitor.signIn(visitor.get(client.url(changes)), user, "correct horse");
        Answer back = page.status() == 200 ? visitor.submit(page, Map.of("decision", "allow")) : page;
        return client.redeem(WebClient.value(back, "code")).expect(200).json();
    }

    private IDTokenClaimsSet validated(String idToken, String nonce) throws Exception {
        JWKSet keys = JWKSet.parse(server.open().get("/oauth2/jwks").text());
        IDTokenValidator validator = new IDTokenValidator(
                new Issuer(server.publicUrl().toString()), new ClientID(client.id()), JWSAlgorithm.RS256, keys);
        return validator.validate(JWTParser.parse(idToken), nonce == null ? null : new Nonce(nonce));
    }

    @Test
    void theIdTokenSaysWhoSignedInAndWhen() throws Exception {
        Instant before = Instant.now();
        JsonNode tokens = tokens("openid", "nonce", "n-0S6_WzA2Mj");

        IDTokenClaimsSet claims = validated(tokens.get("id_token").asString(), "n-0S6_WzA2Mj");

        assertThat(claims.getSubject().getValue()).isEqualTo(user);
        assertThat(claims.getAuthenticationTime().toInstant())
                .isBetween(before.minusSeconds(1), Instant.now().plusSeconds(1));
        assertThat(claims.getACR().getValue()).isEqualTo("1");
        assertThat(claims.getAMR().toString()).isEqualTo("[pwd]");
        assertThat(claims.getAccessTokenHash())
                .isEqualTo(AccessTokenHash.compute(
                        new BearerAccessToken(tokens.get("access_token").asString()), JWSAlgorithm.RS256, null));
        assertThat(Duration.between(Instant.now(), claims.getExpirationTime().toInstant()))
                .isLessThan(Duration.ofMinutes(11));
    }

    @Test
    void userinfoTellsWhatTheScopesAllow() {
        JsonNode less = userinfo("openid");
        JsonNode more = userinfo("openid profile email");

        assertThat(less.propertyNames()).containsExactly("sub");
        assertThat(more.get("sub").asString()).isEqualTo(user);
        assertThat(more.get("email").asString()).isEqualTo(user + "@example.org");
        assertThat(more.get("preferred_username").asString()).isEqualTo(user);
    }

    @Test
    void userinfoTellsTheWholeProfile() {
        String said = """
                "middleName":"M","nickname":"Em","gender":"female","birthdate":"0000-01-31","profile":"https://a.example/m",
                "picture":"https://a.example/m.png","website":"https://m.example","zoneinfo":"Europe/Berlin","locale":"de-AT",
                "emailVerified":true
                """;
        server.administrator()
                .put(
                        "/oauth2/user",
                        "{\"userId\":\"%s\",\"userType\":\"employee\",\"firstName\":\"A\",\"lastName\":\"Z\",\"email\":\"%s@example.org\",%s}"
                                .formatted(user, user, said))
                .expect(200);

        JsonNode told = userinfo("openid profile email");

        assertThat(told.get("name").asString()).isEqualTo("A M Z");
        assertThat(told.get("email_verified").asBoolean()).isTrue();
        assertThat(told.propertyNames())
                .contains("middle_name", "nickname", "gender", "birthdate", "profile", "picture", "website", "locale");
        assertThat(told.get("zoneinfo").asString()).isEqualTo("Europe/Berlin");
        assertThat(userinfo("openid email").propertyNames())
                .containsExactlyInAnyOrder("sub", "email", "email_verified");
    }

    private Answer inForm(String token) {
        return server.open()
                .send(
                        "POST",
                        "/oauth2/userinfo",
                        "access_token=" + token,
                        "Content-Type",
                        "application/x-www-form-urlencoded");
    }

    private JsonNode userinfo(String scope) {
        String token = tokens(scope, "prompt", "login").get("access_token").asString();
        Answer posted = server.open().withToken(token).send("POST", "/oauth2/userinfo", null);
        assertThat(inForm(token).expect(200).json()).isEqualTo(posted.json());
        Answer answer = server.open().withToken(token).get("/oauth2/userinfo").expect(200);
        assertThat(posted.expect(200).json()).isEqualTo(answer.json());
        return answer.json();
    }

    @Test
    void userinfoNeedsATokenWithOpenid() {
        String token = tokens("orders.r").get("access_token").asString();

        Answer refused = server.open().withToken(token).get("/oauth2/userinfo").expect(403);

        assertThat(refused.header("WWW-Authenticate")).contains("insufficient_scope", "openid");
        server.open().get("/oauth2/userinfo").expect(401);
        assertThat(inForm(token).expect(403).header("WWW-Authenticate")).contains("insufficient_scope");
        inForm("x").expect(401);
        server.open().send("POST", "/oauth2/userinfo", null).expect(401);
        assertThat(server.open()
                        .withToken(token)
                        .send(
                                "POST",
                                "/oauth2/userinfo",
                                "access_token=" + token,
                                "Content-Type",
                                "application/x-www-form-urlencoded")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void theImplicitIdTokenNeedsANonce() throws Exception {
        WebClient old = WebClient.register(server, "public", List.of("implicit"), "orders.r");
        Answer refused = visitor.get(old.url("response_type", "id_token", "scope", "openid"));
        assertThat(refused.header("Location")).contains("error=invalid_request");

        Answer consent = visitor.signIn(
                visitor.get(old.url("response_type", "id_token", "scope", "openid email", "nonce", "n1")),
                user,
                "correct horse");
        Answer back = visitor.submit(consent, Map.of("decision", "allow")).expect(303);

        var fragment =
                URLUtils.parseParameters(URI.create(back.header("Location")).getRawFragment());
        assertThat(fragment).containsKey("id_token").doesNotContainKey("access_token");
        assertThat(JWTParser.parse(fragment.get("id_token").getFirst())
                        .getJWTClaimsSet()
                        .getStringClaim("email"))
                .isEqualTo(user + "@example.org");
    }

    @Test
    void aHintToAnotherUserIsNotAnsweredForThisOne() {
        String hint = tokens("openid").get("id_token").asString();
        Visitor other = new Visitor(server.publicUrl());
        other.submit(
                other.signIn(other.get(client.url("scope", "openid")), server.newUser(), "correct horse"),
                Map.of("decision", "allow"));

        assertThat(WebClient.value(
                        other.get(client.url("scope", "openid", "prompt", "none", "id_token_hint", hint)), "error"))
                .isEqualTo("login_required");
        assertThat(WebClient.value(
                        visitor.get(client.url("scope", "openid", "prompt", "none", "id_token_hint", hint)), "code"))
                .isNotEmpty();
    }

    @Test
    void discoveryIsReadByAnIndependentLibrary() throws Exception {
        OIDCProviderMetadata metadata = OIDCProviderMetadata.parse(server.open()
                .get("/.well-known/openid-configuration")
                .expect(200)
                .text());

        assertThat(metadata.getAuthorizationEndpointURI()).hasToString(server.publicUrl() + "/oauth2/code");
        assertThat(metadata.getUserInfoEndpointURI()).hasToString(server.publicUrl() + "/oauth2/userinfo");
        assertThat(metadata.getEndSessionEndpointURI()).hasToString(server.publicUrl() + "/logout");
        assertThat(metadata.getPushedAuthorizationRequestEndpointURI()).hasToString(server.publicUrl() + "/oauth2/par");
        assertThat(metadata.getIDTokenJWSAlgs()).contains(JWSAlgorithm.RS256, JWSAlgorithm.ES256);
        assertThat(metadata.supportsAuthorizationResponseIssuerParam()).isTrue();
        assertThat(metadata.getCodeChallengeMethods().toString()).isEqualTo("[S256]");
    }

    @Test
    void aClientThatProvesItselfSignsTheUserOut() {
        String hint = tokens("openid").get("id_token").asString();

        Answer gone = visitor.get("/logout?id_token_hint=" + hint + "&state=s%261&post_logout_redirect_uri="
                + Visitor.encoded("https://app.example/bye?from=gatehouse"));

        assertThat(gone.expect(303).header("Location")).isEqualTo("https://app.example/bye?from=gatehouse&state=s%261");
        assertThat(visitor.get("/account").text()).contains("<h1>Sign in</h1>");
    }

    @Test
    void withoutProofTheUserIsAsked() {
        tokens("openid");
        Answer page = visitor.get("/logout?client_id=" + client.id() + "&post_logout_redirect_uri="
                + Visitor.encoded("https://app.example/bye?from=gatehouse"));
        assertThat(page.expect(200).text()).contains("Sign out?", "Test client");
        assertThat(visitor.get("/account").text()).contains("Your account");

        Answer gone = visitor.submit(page, Map.of("decision", "leave"));

        assertThat(gone.expect(303).header("Location")).isEqualTo("https://app.example/bye?from=gatehouse");
        assertThat(visitor.get("/account").text()).contains("<h1>Sign in</h1>");
    }

    @Test
    void s1_nobodyIsSentToAnUnregisteredUriAfterSigningOut() {
        String hint = tokens("openid").get("id_token").asString();

        Answer page = visitor.get("/logout?id_token_hint=" + hint + "&post_logout_redirect_uri="
                + Visitor.encoded("https://evil.example/"));

        assertThat(page.expect(200).text()).contains("Sign out?");
        assertThat(visitor.get("/account").text()).contains("Your account");
        Answer gone = visitor.submit(page, Map.of("decision", "leave"));
        assertThat(gone.expect(200).text()).contains("You are signed out");
        assertThat(gone.header("Location")).isNull();
    }
}
