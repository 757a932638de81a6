package dev.gatehouse.oauth.signin;

import static dev.gatehouse.events.EventCallers.soon;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import com.nimbusds.openid.connect.sdk.claims.LogoutTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import dev.gatehouse.events.Receiver;
import dev.gatehouse.oauth.People;
import dev.gatehouse.oauth.Visitor;
import dev.gatehouse.oauth.WebClient;
import dev.gatehouse.testing.Answer;
import dev.gatehouse.testing.TestServer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Clients hear that a session ended, in frames and by logout tokens. */
class SessionLogoutTest {
    private static TestServer server;

    private final Receiver receiver = new Receiver();
    private final String user = server.newUser();
    private final WebClient client = WebClient.confidential(server, "orders.r");
    private final Visitor visitor = new Visitor(server.publicUrl());

    @BeforeAll
    static void start() {
        server = TestServer.start(Map.of("GATEHOUSE_VAULT_ALLOW_LOOPBACK_HTTP", "true"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @AfterEach
    void closeReceiver() {
        receiver.close();
    }

    private static void register(WebClient client, String member, String uri) {
        server.jdbi()
                .useHandle(handle -> handle.execute(
                        "update client set protocol = json_build_object(?, ?) where client_id = ?",
                        member,
                        uri,
                        client.id()));
    }

    private String idToken(WebClient client) {
        Answer page = visitor.get(client.url("scope", "openid"));
        Answer next = page.text().contains("<h1>Sign in</h1>") ? visitor.signIn(page, user, People.PASSWORD) : page;
        Answer back = next.status() == 200 ? visitor.submit(next, Map.of("decision", "allow")) : next;
        return client.redeem(WebClient.value(back, "code"))
                .expect(200)
                .json()
                .get("id_token")
                .asString();
    }

    private static SignedJWT logoutToken(Receiver.Message message) throws Exception {
        assertThat(message.headers().firstValue("Content-Type")).hasValue("application/x-www-form-urlencoded");
        return SignedJWT.parse(
                URLUtils.parseParameters(message.body()).get("logout_token").getFirst());
    }

    @Test
    void s27_aClientIsToldThatTheSessionOfItsIdTokenEnded() throws Exception {
        WebClient other = WebClient.confidential(server, "orders.r");
        register(client, "backchannelLogoutUri", receiver.url());
        register(other, "backchannelLogoutUri", receiver.url());
        String hint = idToken(client);

        visitor.get("/logout?id_token_hint=" + hint).expect(200);

        soon(() -> assertThat(receiver.messages()).hasSize(1));
        SignedJWT token = logoutToken(receiver.messages().getFirst());
        JWKSet keys = JWKSet.parse(server.open().get("/oauth2/jwks").text());
        assertThat(token.verify(new RSASSAVerifier(
                        keys.getKeyByKeyId(token.getHeader().getKeyID()).toRSAKey())))
                .isTrue();
        assertThat(token.getHeader().getType()).isEqualTo(new JOSEObjectType("logout+jwt"));
        LogoutTokenClaimsSet claims = new LogoutTokenClaimsSet(token.getJWTClaimsSet());
        assertThat(claims.getIssuer()).hasToString(server.publicUrl().toString());
        assertThat(claims.getAudience()).hasToString("[" + client.id() + "]");
        assertThat(claims.getSubject()).hasToString(user);
        assertThat(claims.getSessionID())
                .hasToString(SignedJWT.parse(hint).getJWTClaimsSet().getStringClaim("sid"));
        assertThat(claims.getExpirationTime()).isNotNull();
        assertThat(token.getJWTClaimsSet().getClaim("nonce")).isNull();
        assertThat(visitor.get("/logout?id_token_hint=" + token.serialize()).text())
                .contains("You are signed out");
    }

    @ParameterizedTest
    @CsvSource({"end", "disable", "password", "remove"})
    void s27_whoeverEndsIt(String way) throws Exception {
        register(client, "backchannelLogoutUri", receiver.url());
        idToken(client);

        String body = "{\"userId\":\"%s\",\"userType\":\"employee\",\"email\":\"%s@example.org\"%s}";
        String password = ",\"password\":\"another horse battery\",\"passwordConfirm\":\"another horse battery\"";
        switch (way) {
            case "end" ->
                server.administrator()
                        .delete("/oauth2/user/" + user + "/session")
                        .expect(204);
            case "disable" ->
                server.administrator()
                        .put("/oauth2/user", body.formatted(user, user, ",\"active\":false"))
                        .expect(200);
            case "password" ->
                server.administrator()
                        .put("/oauth2/user", body.formatted(user, user, password))
                        .expect(200);
            default -> server.administrator().delete("/oauth2/user/" + user).expect(204);
        }

        soon(() -> assertThat(receiver.messages()).hasSize(1));
        assertThat(logoutToken(receiver.messages().getFirst()).getJWTClaimsSet().getSubject())
                .isEqualTo(user);
    }

    @Test
    void whatIsNotTakenIsSentAgain() {
        register(client, "backchannelLogoutUri", receiver.url());
        String hint = idToken(client);
        receiver.answerNext(Receiver.status(500, ""));

        visitor.get("/logout?id_token_hint=" + hint).expect(200);
        soon(() -> assertThat(attempts()).containsExactly(1));
        server.jdbi().useHandle(handle -> handle.execute("update session_party set due = now() where due is not null"));

        soon(() -> assertThat(attempts()).isEmpty());
        assertThat(receiver.messages()).hasSize(2);
    }

    private List<Integer> attempts() {
        return server.jdbi()
                .withHandle(handle -> handle.createQuery("select attempts from session_party where client_id = :id")
                        .bind("id", client.id())
                        .mapTo(Integer.class)
                        .list());
    }

    @Test
    void s10_theFramesOfThoseWhoHearAreAllThatMayBeFramed() throws Exception {
        register(client, "frontchannelLogoutUri", "https://app.example/gone?a=%26b");
        String hint = idToken(client);
        String sid = SignedJWT.parse(hint).getJWTClaimsSet().getStringClaim("sid");

        Answer page = visitor.get("/logout?id_token_hint=" + hint + "&post_logout_redirect_uri="
                + Visitor.encoded("https://app.example/bye?from=gatehouse"));

        String framed = "https://app.example/gone?a=%26b&iss="
                + Visitor.encoded(server.publicUrl().toString()) + "&sid=" + sid;
        assertThat(page.expect(200).text())
                .contains("<iframe src=\"" + framed.replace("&", "&amp;") + "\"", "href=\"https://app.example/bye");
        assertThat(page.header("Content-Security-Policy"))
                .contains("frame-src https://app.example", "form-action 'none'", "script-src 'self'");
        assertThat(visitor.get("/account").text()).contains("<h1>Sign in</h1>");
        visitor.get("/pages/leave.js").expect(200);
    }

    @ParameterizedTest
    @CsvSource({
        "backchannelLogoutUri, http://app.example/out",
        "backchannelLogoutUri, https://app.example/out#x",
        "backchannelLogoutUri, /out",
        "backchannelLogoutUri, org.example.app:/out",
        "frontchannelLogoutUri, https://app.example:8443/out",
        "frontchannelLogoutUri, https://other.example/out",
    })
    void onlyUrisThatCanBeCalledAreRegistered(String member, String uri) {
        String body = "{\"clientName\":\"Heard\",\"redirectUri\":\"https://app.example/cb\",\"%s\":\"%s\"}";

        assertThat(server.administrator()
                        .post("/oauth2/client", body.formatted(member, uri))
                        .expect(400)
                        .text())
                .contains("/" + member);
        server.administrator()
                .post("/oauth2/client", body.formatted(member, "https://app.example:443/out"))
                .expect(200);
    }

    @Test
    void dynamicRegistrationHasThemByTheirNames() {
        String body = """
                {"client_name":"Heard","redirect_uris":["https://app.example/cb"],"token_claims":["email"],
                 "backchannel_logout_uri":"%s","backchannel_logout_session_required":true,
                 "frontchannel_logout_uri":"https://app.example/out"}
                """;
        String taken = body.formatted("https://app.example/heard");
        JsonNode registered = server.open()
                .withToken(server.as(user, "oauth.client.register").token())
                .post("/oauth2/register", taken)
                .expect(201)
                .json();

        assertThat(registered.get("backchannel_logout_uri").asString()).isEqualTo("https://app.example/heard");
        assertThat(registered.get("backchannel_logout_session_required").asBoolean())
                .isTrue();
        assertThat(registered.get("frontchannel_logout_uri").asString()).isEqualTo("https://app.example/out");
        assertThat(registered.get("token_claims").get(0).asString()).isEqualTo("email");
    }

    @Test
    void theMetadataSaysSo() throws Exception {
        OIDCProviderMetadata metadata = OIDCProviderMetadata.parse(
                server.open().get("/.well-known/openid-configuration").text());

        assertThat(metadata.supportsBackChannelLogoutSession()).isTrue();
        assertThat(metadata.supportsFrontChannelLogoutSession()).isTrue();
    }
}
