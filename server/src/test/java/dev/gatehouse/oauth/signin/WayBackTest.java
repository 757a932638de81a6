package dev.gatehouse.oauth.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.oauth.Visitor;
import dev.gatehouse.oauth.WebClient;
import dev.gatehouse.testing.Answer;
import dev.gatehouse.testing.TestServer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** No form is a dead end: whoever sends one too late is led back to where they were. */
class WayBackTest {
    private static final String PASSWORD = "correct horse";

    private final TestServer server = TestServer.shared();
    private final String user = server.newUser();
    private final WebClient client = WebClient.confidential(server, "orders.r");
    private final Visitor visitor = new Visitor(server.publicUrl());

    @Test
    void aSecondLoginFormGoesOnWithTheSessionThatThereIs() {
        Answer first = visitor.get(client.url());
        Answer second = visitor.get(client.url());
        visitor.signIn(first, user, PASSWORD).expect(200);

        Answer consent = visitor.signIn(second, user, "whatever they typed").expect(200);

        assertThat(WebClient.value(visitor.submit(consent, Map.of("decision", "allow")), "code"))
                .isNotEmpty();
    }

    @Test
    void aLoginFormOfAnotherBrowserLeadsToAFreshOne() {
        Answer page = visitor.get(client.url());
        Visitor other = new Visitor(server.publicUrl());

        Answer again = other.signIn(page, user, PASSWORD).expect(403);
        Answer consent = other.signIn(again, user, PASSWORD).expect(200);

        assertThat(WebClient.value(other.submit(consent, Map.of("decision", "allow")), "code"))
                .isNotEmpty();
    }

    @Test
    void aConsentFormOfASessionBeforeIsShownAgain() {
        Answer consent =
                visitor.signIn(visitor.get(client.url()), user, PASSWORD).expect(200);
        visitor.signIn(visitor.get(client.url("prompt", "login")), user, PASSWORD)
                .expect(200);

        Answer again = visitor.submit(consent, Map.of("decision", "allow")).expect(200);

        assertThat(WebClient.value(visitor.submit(again, Map.of("decision", "allow")), "code"))
                .isNotEmpty();
    }

    @Test
    void otherFormsOfASessionBeforeAreShownAgain() {
        visitor.signIn(visitor.get("/login"), user, PASSWORD).expect(303);
        for (String path : List.of("/device", "/account", "/account/password", "/logout")) {
            Answer old = visitor.get(path).expect(200);
            visitor.signIn(visitor.get(client.url("prompt", "login")), user, PASSWORD)
                    .expect(200);

            Answer again = visitor.submit(old, Map.of("decision", "leave")).expect(403);

            assertThat(again.text()).contains(Visitor.action(old), user);
        }
    }
}
