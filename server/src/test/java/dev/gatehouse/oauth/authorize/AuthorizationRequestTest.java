package dev.gatehouse.oauth.authorize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.oauth.People;
import dev.gatehouse.oauth.Visitor;
import dev.gatehouse.oauth.WebClient;
import dev.gatehouse.testing.Answer;
import dev.gatehouse.testing.TestServer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an authorization request must say, and where its errors go (RFC 6749 section 3.1, RFC 7636, RFC 8252). */
class AuthorizationRequestTest {
    private final TestServer server = TestServer.shared();
    private final String user = server.newUser();
    private final WebClient client = WebClient.confidential(server, "orders.r");

    private Visitor visitor() {
        return new Visitor(server.publicUrl());
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
                visitor.get(client.url("redirect_uri", "http://127.0.0.1:51004/native")), user, People.PASSWORD);

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

    private static String unsigned(String payload) {
        return "eyJhbGciOiJub25lIn0."
                + Base64.getUrlEncoder().withoutPadding().encodeToString(payload.getBytes(StandardCharsets.UTF_8))
                + ".";
    }

    /** The official test of form posts says both in the object only. */
    @Test
    void theRefusalOfARequestObjectIsAnsweredAsItAsks() {
        String object = unsigned("{\"response_mode\":\"form_post\",\"state\":\"inside\"}");

        Answer page =
                visitor().get(client.url("request", object, "state", null)).expect(200);
        Answer outside = visitor().get(client.url("request", object, "response_mode", "query"));

        assertThat(Visitor.hidden(page))
                .containsEntry("error", "request_not_supported")
                .containsEntry("state", "inside");
        assertThat(page.text()).contains("action=\"" + WebClient.REDIRECT + "\"");
        assertThat(WebClient.value(outside, "state")).isEqualTo("st&te=1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "null",
                "{\"response_mode\":[\"form_post\"],\"state\":7}",
                "{\"response_mode\":\"web_message\",\"state\":\" \"}",
                "{\"redirect_uri\":\"https://evil.example\",\"state\":\"a\\u0000b\"}",
                "{\"response_mode\":\"query\",\"state\":\"a\\nb\",\"exp\":\"soon\"}",
                "{\"state\":\"\"}",
                "no JSON"
            })
    void aStrangeRequestObjectIsRefusedAsUsual(String payload) {
        for (String object : List.of(unsigned(payload), payload, "..", "a.b.c.d.e", "[".repeat(5000))) {
            Answer back = visitor().get(client.url("request", object, "state", null));

            assertThat(WebClient.redirected(back)).containsOnlyKeys("error", "error_description", "iss");
            assertThat(WebClient.value(back, "error")).isEqualTo("request_not_supported");
        }
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
}
