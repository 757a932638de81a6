package dev.gatehouse.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;
import dev.gatehouse.testing.Answer;
import dev.gatehouse.testing.TestServer;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The authorization code flow (RFC 6749 section 4.1, RFC 7636, RFC 9207) as browser and client see it. */
class AuthorizationCodeTest {
    private final TestServer server = TestServer.shared();
    private final String user = server.newUser();
    private final WebClient client = WebClient.confidential(server, "orders.r", "orders.w", "oauth.service.r");

    private Visitor visitor() {
        return new Visitor(server.publicUrl());
    }

    private Answer signedIn(Visitor visitor, String... changes) {
        return visitor.signIn(visitor.get(client.url(changes)).expect(200), user, "correct horse");
    }

    private String code(String... changes) {
        Visitor visitor = visitor();
        Answer page = signedIn(visitor, changes);
        Answer back = page.status() == 200 ? visitor.submit(page, Map.of("decision", "allow")) : page;
        return WebClient.value(back, "code");
    }

    @Test
    void aUserSignsInAndAllowsAndTheClientGetsATokenOfTheUser() throws Exception {
        Visitor visitor = visitor();
        Answer login = visitor.get(client.url()).expect(200);
        assertThat(login.text()).contains("<h1>Sign in</h1>", "Test client");

        Answer consent = visitor.signIn(login, user, "correct horse").expect(200);
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
        Answer consent = signedIn(visitor);

        assertThat(WebClient.value(visitor.submit(consent, Map.of("decision", "deny")), "iss"))
                .isEqualTo(server.publicUrl().toString());
        assertThat(WebClient.value(visitor.get(client.url("scope", "nobody.has")), "iss"))
                .isEqualTo(server.publicUrl().toString());
        assertThat(WebClient.value(visitor.submit(consent, Map.of("decision", "allow")), "iss"))
                .isEqualTo(server.publicUrl().toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://app.example/callback/",
                "https://app.example/callback?x=1",
                "https://app.example/Callback",
                "https://app.example/callback/../callback",
                "https://app.example:443/callback",
                "https://app.example.evil.example/callback",
                "https://app.example@evil.example/callback",
                "http://app.example/callback",
                "//app.example/callback",
                "https://evil.example",
                "javascript:alert(1)",
                "http://127.0.0.1:99999999/native",
                "http://127.0.0.1.evil.example/native",
                "http://127.0.0.1:80@evil.example/native",
                "http://127.0.0.2/native",
                "http://127.0.0.1/native/more",
            })
    void s1_neverRedirectsToAUriThatIsNotRegistered(String uri) {
        Answer page = visitor().get(client.url("redirect_uri", uri, "response_type", "nonsense"));

        page.expect(400);
        assertThat(page.header("Location")).isNull();
        assertThat(page.header("Content-Type")).startsWith("text/html");
        assertThat(page.text()).contains("This link does not work");
    }

    @Test
    void s1_aLoopbackUriMayHaveAnyPort() {
        Visitor visitor = visitor();
        Answer consent = visitor.signIn(
                visitor.get(client.url("redirect_uri", "http://127.0.0.1:51004/native")), user, "correct horse");

        assertThat(visitor.submit(consent, Map.of("decision", "allow"))
                        .expect(303)
                        .header("Location"))
                .startsWith("http://127.0.0.1:51004/native?");
    }

    @Test
    void s1_anUnknownClientMeetsAPage() {
        for (String id : new String[] {"nobody", "a\0b", "", null}) {
            Answer page = visitor().get(client.url("client_id", id)).expect(400);
            assertThat(page.header("Location")).isNull();
        }
        visitor().get(client.url() + "&client_id=" + client.id()).expect(400);
        visitor()
                .get(client.url() + "&redirect_uri=https%3A%2F%2Fapp.example%2Fcallback")
                .expect(400);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "code_challenge, -, invalid_request",
                "code_challenge_method, -, invalid_request",
                "code_challenge_method, plain, invalid_request",
                "code_challenge_method, s256, invalid_request",
                "code_challenge, short, invalid_request",
            })
    void s2_pkceWithS256IsRequiredAndPlainRefused(String name, String value, String error) {
        Answer back = visitor().get(client.url(name, value));

        assertThat(WebClient.value(back, "error")).isEqualTo(error);
        assertThat(WebClient.value(back, "state")).isEqualTo("st&te=1");
    }

    @Test
    void s2_aCodeNeedsItsVerifier() {
        assertRefused(client.redeem(code(), "code_verifier", null), "invalid_grant");
        assertRefused(client.redeem(code(), "code_verifier", "A".repeat(43)), "invalid_grant");
    }

    @Test
    void s2_publicClientsNeedTheVerifierAndNothingElse() {
        WebClient open = WebClient.register(server, "public", List.of("authorization_code"), "orders.r");
        Visitor visitor = visitor();
        Answer consent = visitor.signIn(visitor.get(open.url()), user, "correct horse");
        String code = WebClient.value(visitor.submit(consent, Map.of("decision", "allow")), "code");

        open.redeem(code).expect(200);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "response_type, token, unauthorized_client",
                "response_type, code token, unsupported_response_type",
                "response_type, -, invalid_request",
                "scope, unheard.of, invalid_scope",
                "request, eyJhbGciOiJub25lIn0.e30., request_not_supported",
                "request_uri, https://app.example/request, request_uri_not_supported",
                "max_age, soon, invalid_request",
                "prompt, none login, invalid_request",
                "response_mode, web_message, invalid_request",
                "prompt, none, login_required",
            })
    void refusesWithAnErrorToTheClient(String name, String value, String error) {
        Answer back = visitor().get(client.url(name, value)).expect(303);

        assertThat(back.header("Location")).startsWith(WebClient.REDIRECT).contains("error=" + error);
        assertThat(back.header("Location")).contains("error_description=", "state=st%26te%3D1");
    }

    @Test
    void refusesAParameterThatIsGivenTwice() {
        assertThat(WebClient.value(visitor().get(client.url() + "&scope=orders.w"), "error"))
                .isEqualTo("invalid_request");
    }

    @Test
    void unknownParametersAreIgnored() {
        visitor().get(client.url("utm_source", "newsletter")).expect(200);
    }

    @Test
    void aFormWillDoAsWell() {
        Visitor visitor = visitor();
        Answer redirected = visitor.post("/oauth2/code", client.request()).expect(303);

        Answer consent = visitor.signIn(visitor.get(redirected.header("Location")), user, "correct horse");

        assertThat(consent.text()).contains("Allow access?");
        assertThat(visitor.post("/oauth2/code", client.request()).expect(200).text())
                .contains("Allow access?");
    }

    @Test
    void aRememberedConsentIsNotAskedForAgainButMoreIs() {
        Visitor visitor = visitor();
        visitor.submit(signedIn(visitor), Map.of("decision", "allow"));

        assertThat(WebClient.value(visitor.get(client.url()), "code")).isNotEmpty();
        assertThat(WebClient.value(visitor.get(client.url("prompt", "none")), "code"))
                .isNotEmpty();
        assertThat(WebClient.value(visitor.get(client.url("prompt", "none", "scope", "orders.r orders.w")), "error"))
                .isEqualTo("consent_required");
        assertThat(visitor.get(client.url("scope", "orders.r orders.w"))
                        .expect(200)
                        .text())
                .contains("Allow access?");
        assertThat(visitor.get(client.url("prompt", "consent")).expect(200).text())
                .contains("Allow access?");
        assertThat(visitor.get(client.url("prompt", "login")).expect(200).text())
                .contains("<h1>Sign in</h1>");
        assertThat(visitor.get(client.url("max_age", "0")).expect(200).text()).contains("<h1>Sign in</h1>");
    }

    @Test
    void signingInAnewSatisfiesPromptLoginAndMaxAge() {
        Visitor visitor = visitor();
        visitor.submit(signedIn(visitor), Map.of("decision", "allow"));

        for (String[] asked : new String[][] {{"prompt", "login"}, {"max_age", "0"}}) {
            Answer back = visitor.signIn(visitor.get(client.url(asked)), user, "correct horse");
            assertThat(WebClient.value(back, "code")).isNotEmpty();
        }
    }

    @Test
    void whoDeniesSendsTheClientAway() {
        Visitor visitor = visitor();

        Answer back = visitor.submit(signedIn(visitor), Map.of("decision", "deny"));

        assertThat(WebClient.value(back, "error")).isEqualTo("access_denied");
    }

    @Test
    void scopesOfOurOwnApiAreOnlyAdministratorsToGive() {
        Visitor visitor = visitor();
        Answer consent = signedIn(visitor, "scope", "orders.r oauth.service.r");
        assertThat(consent.text()).contains("orders.r").doesNotContain("oauth.service.r");

        assertThat(WebClient.value(visitor.get(client.url("scope", "oauth.service.r")), "error"))
                .isEqualTo("access_denied");
    }

    @Test
    void trustedClientsDoNotAsk() {
        WebClient trusted = WebClient.register(server, "trusted", List.of("authorization_code"), "orders.r");
        Visitor visitor = visitor();

        Answer back = visitor.signIn(visitor.get(trusted.url()), user, "correct horse");

        assertThat(WebClient.value(back, "code")).isNotEmpty();
    }

    @Test
    void consentShowsWhatTheContractSaysOfAScope() {
        String id = "described-" + UUID.randomUUID();
        server.administrator()
                .send(
                        "PUT",
                        "/oauth2/service/" + id + "/contract",
                        """
                openapi: 3.0.3
                info: {title: Shop, version: '1'}
                paths:
                  /x:
                    get:
                      security: [{o: ['%s.see']}]
                      responses: {'200': {description: ok}}
                components:
                  securitySchemes:
                    o:
                      type: oauth2
                      flows:
                        clientCredentials: {tokenUrl: /t, scopes: {'%s.see': Look at your <orders>}}
                """.formatted(id, id),
                        "Content-Type",
                        "application/yaml")
                .expect(201);
        WebClient shop = WebClient.confidential(server, id + ".see");
        Visitor visitor = visitor();

        Answer consent = visitor.signIn(visitor.get(shop.url("scope", id + ".see")), user, "correct horse");

        assertThat(consent.text()).contains("Look at your &lt;orders&gt;", id + ".see");
    }

    @Test
    void formPostSendsTheAnswerInAForm() {
        Visitor visitor = visitor();
        Answer page = visitor.submit(signedIn(visitor, "response_mode", "form_post"), Map.of("decision", "allow"));

        page.expect(200);
        assertThat(page.text()).contains("action=\"https://app.example/callback\"", "/pages/submit.js");
        assertThat(page.header("Content-Security-Policy"))
                .contains("form-action https://app.example;", "script-src 'self'")
                .doesNotContain("unsafe");
        client.redeem(Visitor.hidden(page).get("code")).expect(200);
    }

    @Test
    void s3_aCodeWorksOnceAndItsReplayIsRefused() {
        String code = code();

        client.redeem(code).expect(200);

        assertRefused(client.redeem(code), "invalid_grant");
    }

    @Test
    void s3_ofManyAtOnceOneGetsTheTokens() throws Exception {
        String code = code();
        List<Future<Answer>> answers = new ArrayList<>();
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Answer> redeem = () -> client.redeem(code);
            for (int i = 0; i < 8; i++) {
                answers.add(executor.submit(redeem));
            }
        }
        int granted = 0;
        for (Future<Answer> answer : answers) {
            granted += answer.get().status() == 200 ? 1 : 0;
        }
        assertThat(granted).isEqualTo(1);
    }

    @Test
    void s3_aCodeLivesForAMinute() {
        String code = code();
        Instant expires = server.jdbi()
                .withHandle(
                        handle -> handle.createQuery("select max(expires) from authorization_code where client_id = ?")
                                .bind(0, client.id())
                                .mapTo(Instant.class)
                                .one());
        assertThat(expires).isBefore(Instant.now().plus(Duration.ofSeconds(61)));

        server.jdbi()
                .useHandle(handle -> handle.execute(
                        "update authorization_code set expires = now() - interval '1 second' where client_id = ?",
                        client.id()));

        assertRefused(client.redeem(code), "invalid_grant");
    }

    @Test
    void aCodeIsBoundToItsClientAndRedirectUri() {
        WebClient other = WebClient.confidential(server, "orders.r");

        assertRefused(other.redeem(code(), "code_verifier", client.verifier.getValue()), "invalid_grant");
        assertRefused(client.redeem(code(), "redirect_uri", "http://127.0.0.1/native"), "invalid_grant");
        assertRefused(client.redeem(code(), "redirect_uri", null), "invalid_grant");
        assertRefused(client.redeem("made-up"), "invalid_grant");
        assertRefused(client.redeem(code(), "resource", "not a uri"), "invalid_target");
    }

    @Test
    void s9_codesAndSessionsAreStoredHashed() {
        Visitor visitor = visitor();
        String code = WebClient.value(visitor.submit(signedIn(visitor), Map.of("decision", "allow")), "code");

        List<String> rows = server.jdbi()
                .withHandle(
                        handle -> handle.createQuery("""
                        select c::text from authorization_code c union all select s::text from session s
                        """).mapTo(String.class).list());

        assertThat(rows).noneMatch(row -> row.contains(code) || row.contains(visitor.cookie("gatehouse-session")));
    }

    @Test
    void implicitIsOffUntilItIsSwitchedOnForAClient() {
        Answer back = visitor().get(client.url("response_type", "token"));

        assertThat(back.header("Location")).startsWith(WebClient.REDIRECT + "#").contains("error=unauthorized_client");
    }

    @Test
    void s5_implicitTokensAreShortAndComeWithoutRefresh() {
        WebClient old = WebClient.register(server, "public", List.of("implicit"), "orders.r");
        Visitor visitor = visitor();
        Answer consent = visitor.signIn(visitor.get(old.url("response_type", "token")), user, "correct horse");

        String location =
                visitor.submit(consent, Map.of("decision", "allow")).expect(303).header("Location");

        URI uri = URI.create(location);
        assertThat(uri.getRawQuery()).isNull();
        var fragment = com.nimbusds.oauth2.sdk.util.URLUtils.parseParameters(uri.getRawFragment());
        assertThat(fragment).containsKeys("access_token", "state", "iss").doesNotContainKey("refresh_token");
        assertThat(Integer.parseInt(fragment.get("expires_in").getFirst())).isLessThanOrEqualTo(300);
        assertThat(visitor.get(old.url("response_type", "token", "redirect_uri", "https://evil.example"))
                        .expect(400)
                        .header("Location"))
                .isNull();
        assertThat(WebClient.value(visitor.get(old.url()), "error")).isEqualTo("unauthorized_client");
    }

    @Test
    void s5_thePasswordGrantIsNoGrant() {
        assertRefused(
                client.post("/oauth2/token", Map.of("grant_type", "password", "username", user, "password", "x")),
                "unsupported_grant_type");
    }

    static void assertRefused(Answer answer, String error) {
        answer.expect(400);
        assertThat(answer.json().get("error").asString()).isEqualTo(error);
        assertThat(answer.json().get("error_description").asString()).isNotBlank();
    }
}
