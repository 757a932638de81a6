package dev.gatehouse.oauth.authorize;

import static dev.gatehouse.oauth.WebClient.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.oauth.Visitor;
import dev.gatehouse.oauth.WebClient;
import dev.gatehouse.testing.Answer;
import dev.gatehouse.testing.TestServer;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Pushed authorization requests (RFC 9126). */
class PushedRequestTest {
    private final TestServer server = TestServer.shared();
    private final String user = server.newUser();
    private final WebClient client = WebClient.confidential(server, "orders.r");
    private final Visitor visitor = new Visitor(server.publicUrl());

    private String push() {
        JsonNode pushed =
                client.post("/oauth2/par", client.request()).expect(201).json();
        assertThat(pushed.get("expires_in").asInt()).isLessThanOrEqualTo(60);
        return pushed.get("request_uri").asString();
    }

    private String url(String clientId, String requestUri) {
        return "/oauth2/code?client_id=" + clientId + "&request_uri=" + Visitor.encoded(requestUri);
    }

    @Test
    void aPushedRequestGoesThroughToTheEnd() {
        Answer consent = visitor.signIn(visitor.get(url(client.id(), push())), user, "correct horse");
        Answer back = visitor.submit(consent, Map.of("decision", "allow"));

        client.redeem(WebClient.value(back, "code")).expect(200);
    }

    @Test
    void itIsAnsweredOnceHoweverOftenItIsLoadedAndToItsClientOnly() {
        WebClient other = WebClient.confidential(server, "orders.r");
        String url = url(client.id(), push());

        visitor.get(url(other.id(), url.substring(url.indexOf("urn")))).expect(400);
        Answer first = visitor.get(url).expect(200);
        Answer secondTab = visitor.get(url).expect(200);
        outlastItsMinute();
        Answer consent = visitor.signIn(first, user, "correct horse").expect(200);
        Answer consentOfTheSecondTab =
                visitor.signIn(secondTab, user, "correct horse").expect(200);

        visitor.submit(consent, Map.of("decision", "allow")).expect(303);
        assertThat(visitor.submit(consentOfTheSecondTab, Map.of("decision", "allow"))
                        .expect(400)
                        .text())
                .contains("used before");
        assertThat(visitor.get(url).expect(400).text()).contains("used before");
    }

    @Test
    void aRefusalIsAnAnswerToo() {
        String url = url(client.id(), push());
        Answer consent = visitor.signIn(visitor.get(url), user, "correct horse").expect(200);

        assertThat(WebClient.value(visitor.submit(consent, Map.of("decision", "deny")), "error"))
                .isEqualTo("access_denied");
        visitor.get(url).expect(400);
    }

    private void outlastItsMinute() {
        server.jdbi()
                .useHandle(handle -> handle.execute(
                        "update pushed_request set expires = expires - interval '61 seconds' where client_id = ?",
                        client.id()));
    }

    @Test
    void itExpires() {
        String requestUri = push();
        server.jdbi()
                .useHandle(handle ->
                        handle.execute("update pushed_request set expires = now() where client_id = ?", client.id()));

        visitor.get(url(client.id(), requestUri)).expect(400);
    }

    @Test
    void theClientMustAuthenticate() {
        server.open()
                .send(
                        "POST",
                        "/oauth2/par",
                        Visitor.encoded(client.request()),
                        "Content-Type",
                        "application/x-www-form-urlencoded")
                .expect(401);
    }

    @Test
    void whatTheAuthorizationEndpointWouldRefuseIsRefusedAtOnce() {
        assertRefused(
                client.post("/oauth2/par", client.request("redirect_uri", "https://evil.example")), "invalid_request");
        assertRefused(client.post("/oauth2/par", client.request("code_challenge_method", "plain")), "invalid_request");
        assertRefused(client.post("/oauth2/par", client.request("scope", "unheard.of")), "invalid_scope");
        assertRefused(
                client.post("/oauth2/par", client.request("request_uri", "urn:ietf:params:oauth:request_uri:x")),
                "invalid_request");
    }
}
