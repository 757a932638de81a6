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

/** Pushed requests (RFC 9126) of clients that try to mix things up. */
class PushedRequestPollutionTest {
    private final TestServer server = TestServer.shared();
    private final People people = new People(server);
    private final String user = server.newUser();
    private final WebClient client = WebClient.confidential(server, "orders.r", "orders.w");
    private final WebClient other = WebClient.confidential(server, "orders.r");
    private final Visitor visitor = new Visitor(server.publicUrl());

    private String push(String... changes) {
        return client.post("/oauth2/par", client.request(changes))
                .expect(201)
                .json()
                .get("request_uri")
                .asString();
    }

    private static String url(String clientId, String requestUri) {
        return "/oauth2/code?client_id=" + clientId + "&request_uri=" + Visitor.encoded(requestUri);
    }

    private static String error(Answer answer) {
        return answer.expect(400).json().get("error").asString();
    }

    @Test
    void aClientPushesForItselfAlone() {
        assertThat(error(client.post("/oauth2/par", client.request("client_id", other.id()))))
                .isEqualTo("invalid_request");
    }

    @Test
    void aRequestUriIsNotPushedWhateverItSays() {
        for (String uri : List.of(push(), "https://app.example/request", "x")) {
            assertThat(error(client.post("/oauth2/par", client.request("request_uri", uri))))
                    .isEqualTo("invalid_request");
        }
        assertThat(error(client.post("/oauth2/par", client.request("request", "eyJhbGciOiJub25lIn0.e30."))))
                .isIn("request_not_supported", "invalid_request", "invalid_request_object");
    }

    @Test
    void parametersBesideTheRequestUriChangeNothing() {
        String requestUri = push("scope", "orders.r", "state", "pushed");
        Answer login = visitor.get(url(client.id(), requestUri)
                + "&scope=orders.w&state=other&redirect_uri=https%3A%2F%2Fevil.example&response_type=token"
                + "&code_challenge=" + "A".repeat(43));
        Answer consent = visitor.signIn(login.expect(200), user, People.PASSWORD);
        Answer back = visitor.submit(consent, Map.of("decision", "allow"));

        assertThat(WebClient.value(back, "state")).isEqualTo("pushed");
        assertThat(client.redeem(WebClient.value(back, "code"))
                        .expect(200)
                        .json()
                        .get("scope")
                        .asString())
                .isEqualTo("orders.r");
    }

    @Test
    void aRequestUriIsForOneClientThatIsNamedOnce() {
        String requestUri = push();

        visitor.get(url(other.id(), requestUri)).expect(400);
        visitor.get("/oauth2/code?request_uri=" + Visitor.encoded(requestUri)).expect(400);
        visitor.get(url(client.id(), requestUri) + "&client_id=" + other.id()).expect(400);
        visitor.get(url(other.id(), requestUri) + "&client_id=" + client.id()).expect(400);
        visitor.get(url(client.id(), requestUri) + "&request_uri=" + Visitor.encoded(push()))
                .expect(400);
        visitor.get(url(client.id(), requestUri)).expect(200);
    }

    @Test
    void aRequestUriThatWasUsedIsWorthNothing() {
        String requestUri = push();
        Visitor signedIn = people.signedIn(user);
        signedIn.submit(signedIn.get(url(client.id(), requestUri)), Map.of("decision", "allow"))
                .expect(303);

        signedIn.get(url(client.id(), requestUri)).expect(400);
        visitor.get(url(client.id(), requestUri)).expect(400);
    }

    @Test
    void aRequestUriCannotBeGuessed() {
        assertThat(push()).matches("urn:ietf:params:oauth:request_uri:[A-Za-z0-9_-]{43}");
        visitor.get(url(client.id(), "urn:ietf:params:oauth:request_uri:" + "A".repeat(43)))
                .expect(400);
    }

    @Test
    void whatTheClientMayNotAnyMoreIsRefusedWhenTheRequestIsUsed() {
        String requestUri = push("scope", "orders.w");
        server.jdbi()
                .useHandle(handle ->
                        handle.execute("update client set redirect_uris = '{}' where client_id = ?", client.id()));

        assertThat(visitor.get(url(client.id(), requestUri)).expect(400).header("Location"))
                .isNull();
    }

    @Test
    void s9_theSecretOfTheClientIsNotKeptWithTheRequest() {
        push();
        String kept = server.jdbi()
                .withHandle(handle -> handle.createQuery("select parameters from pushed_request where client_id = ?")
                        .bind(0, client.id())
                        .mapTo(String.class)
                        .first());

        assertThat(kept).contains("redirect_uri=").doesNotContain("secret", "assertion");
    }
}
