package dev.gatehouse.oauth.authorize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.oauth.People;
import dev.gatehouse.oauth.Visitor;
import dev.gatehouse.oauth.WebClient;
import dev.gatehouse.testing.Answer;
import dev.gatehouse.testing.TestServer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Attempts to get along with less than PKCE with S256 (RFC 7636, RFC 9700 section 4.8). */
class PkceDowngradeTest {
    private final TestServer server = TestServer.shared();
    private final People people = new People(server);
    private final WebClient client = WebClient.confidential(server, "orders.r");
    private final Visitor visitor = new Visitor(server.publicUrl());

    /** Challenge and method; the real challenge is CHALLENGE. */
    private static final List<String[]> DOWNGRADES = List.of(
            new String[] {null, null},
            new String[] {null, "S256"},
            new String[] {"CHALLENGE", null},
            new String[] {"CHALLENGE", "plain"},
            new String[] {"CHALLENGE", "PLAIN"},
            new String[] {"CHALLENGE", "S512"},
            new String[] {"CHALLENGE", "S256 "},
            new String[] {"CHALLENGE", "S256,plain"},
            new String[] {"CHALLENGE=", "S256"},
            new String[] {"CHALLENGEA", "S256"},
            new String[] {"CHALLENGE ", "S256"},
            new String[] {"A", "S256"});

    @ParameterizedTest
    @ValueSource(strings = {"confidential", "public", "trusted", "external"})
    void s2_everyKindOfClientIsRefusedWithoutAChallengeOfS256(String type) {
        WebClient any = WebClient.register(server, type, List.of("authorization_code"), "orders.r");
        String real = any.request().get("code_challenge");
        for (String[] downgrade : DOWNGRADES) {
            String challenge = downgrade[0] == null ? null : downgrade[0].replace("CHALLENGE", real);
            Answer back = visitor.get(any.url("code_challenge", challenge, "code_challenge_method", downgrade[1]));

            assertThat(WebClient.value(back, "error"))
                    .as("%s with %s", downgrade[0], downgrade[1])
                    .isEqualTo("invalid_request");
        }
    }

    @Test
    void s2_aSecondMethodIsNotAChoice() {
        assertThat(WebClient.value(visitor.get(client.url() + "&code_challenge_method=plain"), "error"))
                .isEqualTo("invalid_request");
        assertThat(WebClient.value(visitor.get(client.url() + "&code_challenge=" + "A".repeat(43)), "error"))
                .isEqualTo("invalid_request");
    }

    @Test
    void s2_onlyTheVerifierItselfOpensACode() {
        String user = server.newUser();
        String verifier = client.verifier.getValue();
        String challenge = client.request().get("code_challenge");
        for (String wrong : List.of(challenge, "short", "A".repeat(43), verifier + "A", verifier + "=")) {
            Answer refused = client.redeem(people.code(client, user), "code_verifier", wrong)
                    .expect(400);
            assertThat(refused.json().get("error").asString()).as(wrong).isIn("invalid_grant", "invalid_request");
        }
    }

    @Test
    void s2_theMetadataOffersS256Alone() {
        for (String document : List.of("oauth-authorization-server", "openid-configuration")) {
            assertThat(server.open()
                            .get("/.well-known/" + document)
                            .json()
                            .get("code_challenge_methods_supported")
                            .toString())
                    .isEqualTo("[\"S256\"]");
        }
    }
}
