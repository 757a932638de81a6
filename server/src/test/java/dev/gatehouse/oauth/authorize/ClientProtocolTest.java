package dev.gatehouse.oauth.authorize;

import static dev.gatehouse.oauth.WebClient.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.oauth.Visitor;
import dev.gatehouse.oauth.WebClient;
import dev.gatehouse.testing.Answer;
import dev.gatehouse.testing.Api;
import dev.gatehouse.testing.TestServer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Clients with which the protocol is spoken in another way than usual. */
class ClientProtocolTest {
    private static final String[] WITHOUT_CHALLENGE = {
        "code_challenge", null, "code_challenge_method", null, "scope", "openid", "nonce", "n-0S6"
    };

    private final TestServer server = TestServer.shared();
    private final String user = server.newUser();
    private final WebClient client = WebClient.confidential(server, "orders.r");
    private final Visitor visitor = new Visitor(server.publicUrl());

    /** Changes the client as its owner would. */
    private Answer register(String members) {
        Api administrator = server.administrator();
        ObjectNode known = (ObjectNode)
                administrator.get("/oauth2/client/" + client.id()).expect(200).json();
        known.remove(List.of("createDt", "updateDt", "clientType", "requirePkce", "tokenEndpointAuthMethod"));
        String body = known.toString();
        return administrator.put("/oauth2/client", body.substring(0, body.length() - 1) + members + "}");
    }

    private static String[] and(String[] changes, String... more) {
        String[] all = Arrays.copyOf(changes, changes.length + more.length);
        System.arraycopy(more, 0, all, changes.length, more.length);
        return all;
    }

    private String code(String... changes) {
        Answer page = visitor.get(client.url(changes));
        Answer next = page.text().contains("<h1>Sign in</h1>") ? visitor.signIn(page, user, "correct horse") : page;
        Answer back = next.status() == 200 ? visitor.submit(next, Map.of("decision", "allow")) : next;
        return WebClient.value(back, "code");
    }

    @Test
    void s2_aConfidentialClientMayComeWithANonceInPlaceOfAChallenge() {
        assertThat(WebClient.value(visitor.get(client.url(WITHOUT_CHALLENGE)), "error"))
                .isEqualTo("invalid_request");

        register(",\"requirePkce\":false").expect(200);

        client.redeem(code(WITHOUT_CHALLENGE), "code_verifier", null).expect(200);
        assertRefused(client.redeem(code(WITHOUT_CHALLENGE)), "invalid_grant");
        for (String[] without : new String[][] {{"nonce", null}, {"scope", "orders.r"}}) {
            assertThat(WebClient.value(visitor.get(client.url(and(WITHOUT_CHALLENGE, without))), "error"))
                    .isEqualTo("invalid_request");
        }
        assertRefused(client.redeem(code(), "code_verifier", null), "invalid_grant");
        client.redeem(code()).expect(200);
    }

    @Test
    void s2_withoutANonceOnlyWhereTheClientSaysSo() {
        assertThat(register(",\"requireNonce\":false").expect(400).description())
                .contains("/requireNonce");
        register(",\"requirePkce\":false,\"requireNonce\":false").expect(200);

        client.redeem(code(and(WITHOUT_CHALLENGE, "nonce", null)), "code_verifier", null)
                .expect(200);
    }

    @Test
    void s2_aPublicClientAlwaysNeedsTheChallenge() {
        Answer refused = register(",\"clientType\":\"public\",\"requirePkce\":false");

        assertThat(refused.expect(400).description()).contains("/requirePkce");
    }

    @Test
    void clientsRegisterThemselvesThatWay() {
        JsonNode registered = server.open()
                .withToken(server.as("admin", "oauth.client.register").token())
                .post("/oauth2/register", """
                        {"client_name":"c","redirect_uris":["https://a.example/cb"],"require_pkce":false,
                         "refresh_grace_seconds":60}
                        """)
                .expect(201)
                .json();

        assertThat(registered.get("require_pkce").asBoolean()).isFalse();
        assertThat(registered.get("refresh_grace_seconds").asInt()).isEqualTo(60);
        assertThat(server.administrator()
                        .get("/oauth2/client/" + registered.get("client_id").asString())
                        .json()
                        .get("requirePkce")
                        .asBoolean())
                .isFalse();
    }

    @Test
    void theAnswerComesWhereItIsWanted() {
        Answer page = visitor.get(client.url("response_mode", "fragment")).expect(200);
        Answer back = visitor.submit(visitor.signIn(page, user, "correct horse"), Map.of("decision", "allow"));
        assertThat(back.expect(303).header("Location"))
                .startsWith(WebClient.REDIRECT + "#")
                .contains("code=");

        for (String[] early :
                new String[][] {{"request", "e30.e30."}, {"request_uri", "https://a.example/r"}, {"scope", "unheard.of"}
                }) {
            Answer posted = visitor.get(client.url(and(early, "response_mode", "form_post")))
                    .expect(200);
            assertThat(Visitor.hidden(posted)).containsKeys("error", "state", "iss");
            assertThat(visitor.get(client.url(and(early, "response_mode", "fragment")))
                            .header("Location"))
                    .startsWith(WebClient.REDIRECT + "#")
                    .contains("error=");
        }
    }
}
