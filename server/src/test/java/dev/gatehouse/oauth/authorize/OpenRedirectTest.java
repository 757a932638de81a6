package dev.gatehouse.oauth.authorize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.oauth.People;
import dev.gatehouse.oauth.Visitor;
import dev.gatehouse.oauth.WebClient;
import dev.gatehouse.testing.Answer;
import dev.gatehouse.testing.TestServer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every way to make another URI look like the registered one, at every place that takes one. */
class OpenRedirectTest {
    private final TestServer server = TestServer.shared();
    private final WebClient client =
            WebClient.register(server, "confidential", List.of("authorization_code", "implicit"), "orders.r");
    private final Visitor visitor = new Visitor(server.publicUrl());

    private static List<String> lookalikes() {
        return List.of(
                "https://app.example:443/callback",
                "https://app.example:/callback",
                "https://APP.example/callback",
                "HTTPS://app.example/callback",
                "https://app.example./callback",
                "https://app.example/callback#",
                "https://app.example/callback#fragment",
                "https://app.example/callback?",
                "https://app.example/callback;x",
                "https://app.example/callback%20",
                "https://app.example/callback ",
                " https://app.example/callback",
                "https://app.example/%63allback",
                "https://app.example/callback%2F..",
                "https://app.example/callback%00",
                "https://app.example/callback\u0000",
                "https://app.example/callback\r\nLocation: https://evil.example",
                "https://app.example//callback",
                "https://app.example/./callback",
                "https://app.example/x/../callback",
                "https://app.example/callback/..%2f..%2fopen",
                "https://app.example\\callback",
                "https://app.example\\@evil.example/callback",
                "https:\\\\app.example\\callback",
                "https:/app.example/callback",
                "https:app.example/callback",
                "https://user@app.example/callback",
                "https://app.example@evil.example/callback",
                "https://app.example:x@evil.example/callback",
                "https://evil.example/https://app.example/callback",
                "https://evil.example#https://app.example/callback",
                "https://evil.example?https://app.example/callback",
                "https://app.example.evil.example/callback",
                "https://app.example%2eevil.example/callback",
                "https://аpp.example/callback",
                "https://app。example/callback",
                "data:text/html,x",
                "http://127.0.0.1:80:80/native",
                "http://127.0.0.1:/native",
                "http://127.0.0.1:8080@evil.example/native",
                "http://127.0.0.1:8080/native?x",
                "http://127.0.0.1:8080/native#x",
                "http://127.0.0.1:8080/native/",
                "http://127.0.0.1:8080",
                "http://127.1/native",
                "http://2130706433/native",
                "http://0.0.0.0/native",
                "http://localhost/native",
                "http://[::1]/native",
                "http://[::ffff:127.0.0.1]/native",
                "https://127.0.0.1/native",
                "http://127.0.0.1\\@evil.example/native");
    }

    private static void nowhere(Answer answer, String uri) {
        assertThat(answer.status()).as(uri).isEqualTo(400);
        assertThat(answer.header("Location")).as(uri).isNull();
        assertThat(answer.text()).as(uri).doesNotContain("evil.example");
    }

    @Test
    void s1_noLookalikeOfARegisteredUriIsRedirectedTo() {
        lookalikes().forEach(this::isRedirectedToByNothing);
    }

    private void isRedirectedToByNothing(String uri) {
        nowhere(visitor.get(client.url("redirect_uri", uri)), uri);
        nowhere(visitor.get(client.url("redirect_uri", uri, "response_type", "token", "prompt", "none")), uri);
        nowhere(client.post("/oauth2/par", client.request("redirect_uri", uri)), uri);
    }

    @Test
    void s1_nobodyIsSentToALookalikeAfterSigningOut() {
        lookalikes().forEach(this::leavesNobodyThere);
    }

    private void leavesNobodyThere(String uri) {
        String lookalike = uri.replace("app.example/callback", "app.example/bye?from=gatehouse");

        Answer answer = visitor.get(
                "/logout?client_id=" + client.id() + "&state=x&post_logout_redirect_uri=" + Visitor.encoded(lookalike));

        assertThat(answer.status()).as(uri).isIn(200, 400);
        assertThat(answer.header("Location")).as(uri).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"scope=nobody.has", "response_type=code%20token", "prompt=none", "resource=https://x.example"})
    void s1_errorsGoToTheRegisteredUriAndNowhereElse(String change) {
        Answer toRegistered = visitor.get(client.url(change.split("=")[0], null) + "&" + change);
        Answer toOther = visitor.get(
                client.url(change.split("=")[0], null, "redirect_uri", "https://evil.example/") + "&" + change);

        assertThat(toRegistered.expect(303).header("Location")).startsWith(WebClient.REDIRECT);
        nowhere(toOther, change);
    }

    @Test
    void s1_ourOwnPagesTakeNoAddressToGoOnTo() {
        String user = server.newUser();
        Visitor somebody = new Visitor(server.publicUrl());
        Answer login = somebody.submit(
                somebody.get("/login"),
                Map.of(
                        "username",
                        user,
                        "password",
                        People.PASSWORD,
                        "redirect",
                        "https://evil.example",
                        "next",
                        "//evil.example"));

        assertThat(login.expect(303).header("Location")).isEqualTo("/account");
        for (String page : List.of("/login", "/device", "/account/consent", "/logout")) {
            Answer posted = somebody.post(page, Map.of("continue", "https://evil.example"));
            assertThat(posted.header("Location")).as(page).isNull();
        }
    }
}
