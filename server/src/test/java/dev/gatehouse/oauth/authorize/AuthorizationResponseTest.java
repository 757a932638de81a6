package dev.gatehouse.oauth.authorize;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.oauth2.sdk.util.URLUtils;
import dev.gatehouse.oauth.People;
import dev.gatehouse.oauth.Visitor;
import dev.gatehouse.oauth.WebClient;
import dev.gatehouse.testing.Answer;
import dev.gatehouse.testing.TestServer;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes back to the client from the authorization endpoint, to the letter. */
class AuthorizationResponseTest {
    private final TestServer server = TestServer.shared();
    private final WebClient client =
            WebClient.register(server, "trusted", List.of("authorization_code", "implicit"), "a", "b");
    private final Visitor visitor = new Visitor(server.publicUrl());

    private void registerOnly(String redirectUri) {
        server.jdbi()
                .useHandle(
                        handle -> handle.createUpdate("update client set redirect_uris = :uris where client_id = :id")
                                .bindArray("uris", String.class, List.of(redirectUri))
                                .bind("id", client.id())
                                .execute());
    }

    @Test
    void theQueryOfARedirectUriStays() {
        registerOnly("https://app.example/callback?tenant=a%20b&x");
        Answer login =
                visitor.get(client.url("scope", "a", "redirect_uri", "https://app.example/callback?tenant=a%20b&x"));

        String location = visitor.signIn(login, server.newUser(), People.PASSWORD)
                .expect(303)
                .header("Location");

        assertThat(location).startsWith("https://app.example/callback?tenant=a%20b&x");
        assertThat(URLUtils.parseParameters(URI.create(location).getRawQuery()))
                .containsKeys("tenant", "code", "state", "iss");
    }

    @Test
    void theOnlyRedirectUriNeedNotBeSaidAndSeveralMust() {
        visitor.get(client.url("scope", "a", "redirect_uri", null)).expect(400);

        registerOnly(WebClient.REDIRECT);
        Answer login = visitor.get(client.url("scope", "a", "redirect_uri", null));
        String code = WebClient.value(visitor.signIn(login, server.newUser(), People.PASSWORD), "code");

        client.redeem(code, "redirect_uri", null).expect(200);
    }

    @Test
    void theStateComesBackAsItWas() {
        Visitor signedIn = new People(server).signedIn(server.newUser());
        for (String state : List.of("a", "a b+c&d=e#f%20", "\"<script>'", "{\"x\":[1]}", "~!@$^*()_-", "ünï", "a  b")) {
            Answer refused = signedIn.get(client.url("state", state, "scope", "nobody.has"));
            Answer granted = signedIn.get(client.url("state", state, "scope", "a"));

            for (Answer back : List.of(refused, granted)) {
                assertThat(back.expect(303).header("Location") + "&").contains("state=" + Visitor.encoded(state) + "&");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", " a", "a ", "  a  "})
    void whatCouldNotComeBackAsItWasIsRefused(String text) {
        for (String name : List.of("state", "nonce")) {
            Answer refused = visitor.get(client.url(name, text, "scope", "openid"));
            assertThat(WebClient.value(refused, "error")).isEqualTo("invalid_request");
        }
    }

    @Test
    void withoutAStateThereIsNone() {
        assertThat(WebClient.redirected(visitor.get(client.url("state", null, "scope", "nobody.has"))))
                .containsOnlyKeys("error", "error_description", "iss");
    }

    @Test
    void errorsOfTheImplicitGrantStandInTheFragment() {
        URI location = URI.create(visitor.get(client.url("response_type", "token", "scope", "nobody.has"))
                .expect(303)
                .header("Location"));

        assertThat(location.getRawQuery()).isNull();
        assertThat(URLUtils.parseParameters(location.getRawFragment()))
                .containsOnlyKeys("error", "error_description", "state", "iss")
                .containsEntry("error", List.of("invalid_scope"));
    }

    @Test
    void tokensNeverStandInTheQuery() {
        Visitor signedIn = new People(server).signedIn(server.newUser());
        for (String type : List.of("token", "id_token", "id_token token")) {
            Answer back = signedIn.get(
                    client.url("response_type", type, "response_mode", "query", "scope", "openid", "nonce", "n"));

            URI location = URI.create(back.expect(303).header("Location"));
            assertThat(location.getRawQuery()).isNull();
            assertThat(location.getRawFragment()).contains("error=invalid_request");
        }
    }

    @Test
    void s6_errorsOfEveryKindNameTheIssuer() {
        String issuer = server.publicUrl().toString();
        for (String mode : List.of("query", "form_post")) {
            Answer refused = visitor.get(client.url("scope", "nobody.has", "response_mode", mode));
            String named = mode.equals("query")
                    ? WebClient.value(refused, "iss")
                    : Visitor.hidden(refused).get("iss");
            assertThat(named).isEqualTo(issuer);
        }
        assertThat(server.open()
                        .get("/.well-known/oauth-authorization-server")
                        .json()
                        .get("authorization_response_iss_parameter_supported")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void errorsHoldNoCharacterThatTheGrammarLeavesOut() {
        for (String scope : List.of("\"", "\\", "é", "\u202e", "a\"b\\c")) {
            String description = WebClient.value(visitor.get(client.url("scope", scope)), "error_description");
            assertThat(description).isNotBlank().matches("[\\x20-\\x21\\x23-\\x5B\\x5D-\\x7E]*");
        }
    }

    @Test
    void nobodyIsInteractedWithWherePromptIsNone() {
        Visitor signedIn = new People(server).signedIn(server.newUser());
        WebClient asking = WebClient.confidential(server, "a");

        assertThat(WebClient.value(visitor.get(asking.url("scope", "a", "prompt", "none")), "error"))
                .isEqualTo("login_required");
        assertThat(WebClient.value(signedIn.get(asking.url("scope", "a", "prompt", "none")), "error"))
                .isEqualTo("consent_required");
    }
}
