package dev.gatehouse.clients.registration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.Answer;
import dev.gatehouse.testing.Api;
import dev.gatehouse.testing.TestServer;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What a registration access token (RFC 7592) is good for, and when it ends. */
class RegistrationTokenTest {
    private static final String CALLBACK = "https://desk.example.org/callback";

    private final TestServer server = TestServer.shared();
    private final Api administrator = server.administrator();
    private final String user = server.newUser();

    /** A client that registered itself. */
    private record Desk(String id, Api itself, String scope) {
        String path() {
            return "/oauth2/register/" + id;
        }

        Answer update(String scope) {
            return itself.put(path(), """
                    {"client_id":"%s","redirect_uris":["%s"],"grant_types":["authorization_code","client_credentials"],
                     "scope":"%s"}
                    """.formatted(id, CALLBACK, scope));
        }
    }

    private Desk register(String initialScopes, String scope) {
        Api initial = server.open()
                .withToken(server.as(user, initialScopes.split(" ")).token());
        JsonNode desk = initial.post("/oauth2/register", """
                        {"redirect_uris":["%s"],"grant_types":["authorization_code","client_credentials"],"scope":"%s"}
                        """.formatted(CALLBACK, scope))
                .expect(201)
                .json();
        return new Desk(
                desk.get("client_id").asString(),
                server.open().withToken(desk.get("registration_access_token").asString()),
                scope);
    }

    private void give(Desk desk, String scope) {
        administrator
                .put("/oauth2/client", """
                        {"clientId":"%s","clientName":"Desk","scope":"%s","redirectUri":"%s"}
                        """.formatted(desk.id(), scope, CALLBACK))
                .expect(200);
    }

    private void give(String userType, String scope) {
        administrator
                .put("/oauth2/user", """
                        {"userId":"%s","userType":"%s","email":"%s@example.org","scope":"%s"}
                        """.formatted(user, userType, user, scope))
                .expect(200);
    }

    private static void assertOutgrown(Desk desk) {
        for (Answer refused : new Answer[] {
            desk.itself().get(desk.path()),
            desk.update(desk.scope()),
            desk.itself().delete(desk.path())
        }) {
            assertThat(refused.expect(403).json().get("error").asString()).isEqualTo("insufficient_scope");
            assertThat(refused.header("WWW-Authenticate")).contains("error=\"insufficient_scope\"");
        }
    }

    @Test
    void s25_theNarrowScopeRegistersAndDoesNothingElse() {
        Desk desk = register("oauth.client.register", "");
        Api narrow = server.as(user, "oauth.client.register");

        desk.update("").expect(200);
        narrow.post("/oauth2/client", "{\"clientName\":\"x\"}")
                .expectError(403, "ERR10005", "AUTH_TOKEN_SCOPE_MISMATCH");
        narrow.send("POST", "/oauth2/client/" + desk.id() + "/secret", null)
                .expectError(403, "ERR10005", "AUTH_TOKEN_SCOPE_MISMATCH");
        narrow.delete("/oauth2/client/" + desk.id()).expectError(403, "ERR10005", "AUTH_TOKEN_SCOPE_MISMATCH");
    }

    @Test
    void s25_aTokenDoesNotReachWhatItsClientGotLater() {
        Desk desk = register("oauth.client.register", "");
        give(desk, "oauth.client.w");
        assertOutgrown(desk);

        give(desk, "");
        desk.update("").expect(200);
    }

    @Test
    void s25_aTokenDoesNotReachWhatItsOwnerGotLater() {
        Desk desk = register("oauth.client.register", "");
        give(desk, "oauth.user.r");
        desk.itself().get(desk.path()).expect(200);

        give("employee", "oauth.user.r oauth.client.register");
        assertOutgrown(desk);
        give("admin", "");
        assertOutgrown(desk);
        give("partner", "");
        desk.itself().get(desk.path()).expect(200);
    }

    @Test
    void s25_whatATokenReachesItDoesNotGive() {
        Desk desk = register("oauth.client.register oauth.client.r", "oauth.client.r");
        desk.update("oauth.client.r").expect(200);

        give(desk, "");
        desk.update("").expect(200);
        assertThat(desk.update("oauth.client.r").expect(400).json().get("error").asString())
                .isEqualTo("invalid_client_metadata");
    }

    @Test
    void s25_aTrustedClientDoesNotMoveItself() {
        Desk desk = register("oauth.client.register", "");
        administrator.put("/oauth2/client", """
                        {"clientId":"%s","clientName":"Desk","clientType":"trusted","redirectUri":"https://desk.example.org/other"}
                        """.formatted(desk.id())).expect(200);

        assertThat(desk.update("").expect(400).json().get("error").asString()).isEqualTo("invalid_client_metadata");
    }

    @Test
    void s27_aNewOwnerEndsTheToken() {
        Desk desk = register("oauth.client.register", "");
        String next = server.newUser();
        for (String owner : new String[] {next, user}) {
            administrator
                    .put("/oauth2/client", """
                            {"clientId":"%s","clientName":"Desk","ownerId":"%s","redirectUri":"%s"}
                            """.formatted(desk.id(), owner, CALLBACK))
                    .expect(200);

            desk.itself().get(desk.path()).expect(401);
            desk.update("").expect(401);
            desk.itself().delete(desk.path()).expect(401);
        }
    }
}
