package dev.gatehouse.oauth;

import static dev.gatehouse.oauth.WebClient.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.oauth2.sdk.util.URLUtils;
import dev.gatehouse.testing.Answer;
import dev.gatehouse.testing.TestServer;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The grants that RFC 9700 advises against: implicit for whom it is switched on, the password grant for nobody. */
class OutdatedGrantsTest {
    private final TestServer server = TestServer.shared();
    private final String user = server.newUser();
    private final WebClient client = WebClient.confidential(server, "orders.r");

    private Visitor visitor() {
        return new Visitor(server.publicUrl());
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
        Answer consent = visitor.signIn(visitor.get(old.url("response_type", "token")), user, People.PASSWORD);

        String location =
                visitor.submit(consent, Map.of("decision", "allow")).expect(303).header("Location");

        URI uri = URI.create(location);
        assertThat(uri.getRawQuery()).isNull();
        var fragment = URLUtils.parseParameters(uri.getRawFragment());
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
}
