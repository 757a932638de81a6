package dev.gatehouse.oauth.grant;

import static dev.gatehouse.oauth.TokenFixture.claims;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.gatehouse.oauth.People;
import dev.gatehouse.oauth.WebClient;
import dev.gatehouse.testing.Api;
import dev.gatehouse.testing.TestServer;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What tokens of a client tell of their user beyond what is usual. */
class ToldClaimsTest {
    private final TestServer server = TestServer.shared();
    private final People people = new People(server);
    private final String user = server.newUser();
    private final WebClient client = WebClient.confidential(server, "orders.r");

    private void tell(String names) {
        server.jdbi()
                .useHandle(handle -> handle.createUpdate("""
                        update client
                           set protocol = json_build_object('tokenClaims', cast(:names as json)),
                               custom_claim = '{"roles":["made up"],"groups":["made up"],"profile":"thin"}'
                         where client_id = :id
                        """)
                        .bind("names", names)
                        .bind("id", client.id())
                        .execute());
    }

    private JWTClaimsSet told(JsonNode tokens, String token) {
        return claims(tokens.get(token).asString());
    }

    @Test
    void idTokensTellWhatUserinfoTellsOfWhatTheUserAllowed() {
        tell("[\"profile\",\"email\"]");

        assertThat(told(people.tokens(client, user, "scope", "openid email"), "id_token")
                        .getClaims())
                .containsEntry("email", user + "@example.org")
                .doesNotContainKeys("name", "roles", "groups");
        assertThat(told(people.tokens(client, user, "scope", "openid profile"), "id_token")
                        .getClaims())
                .containsKey("name")
                .doesNotContainKey("email");
    }

    @Test
    void tokensAndUserinfoTellRolesAndTeamsAndNobodyMakesThemUp() {
        server.administrator().put("/oauth2/user", """
                        {"userId":"%s","userType":"employee","email":"%s@example.org","roles":"buyer  clerk"}
                        """.formatted(user, user)).expect(200);
        String team = "t-" + user;
        server.administrator().post("/oauth2/team", """
                        {"teamId":"%s","teamName":"Team","members":[{"userId":"%s","role":"owner"}]}
                        """.formatted(team, user)).expect(200);
        tell("[\"roles\",\"groups\"]");

        JsonNode tokens = people.tokens(client, user, "scope", "openid orders.r");

        for (String token : List.of("id_token", "access_token")) {
            assertThat(told(tokens, token).getClaim("roles")).isEqualTo(List.of("buyer", "clerk"));
            assertThat(told(tokens, token).getClaim("groups")).isEqualTo(List.of(team));
        }
        JsonNode userinfo = server.open()
                .withToken(tokens.get("access_token").asString())
                .get("/oauth2/userinfo")
                .expect(200)
                .json();
        assertThat(userinfo.get("groups").get(0).asString()).isEqualTo(team);
        String other = server.newUser();
        assertThat(told(people.tokens(client, other, "scope", "openid"), "access_token")
                        .getClaims())
                .doesNotContainKeys("roles", "groups")
                .containsEntry("profile", "thin");
    }

    @Test
    void s12_administratorsAloneHaveRolesAndGroupsTold() {
        Api self = server.as(user, "oauth.client.w", "oauth.client.r");
        String body = "{\"clientName\":\"Told\",\"redirectUri\":\"https://a.example/cb\",\"tokenClaims\":[\"%s\"]}";

        self.post("/oauth2/client", body.formatted("profile")).expect(200);
        self.post("/oauth2/client", body.formatted("roles")).expectError(403, "ERR11620", "PERMISSION_DENIED");
        self.post("/oauth2/client", body.formatted("groups")).expectError(403, "ERR11620", "PERMISSION_DENIED");
        server.administrator().post("/oauth2/client", body.formatted("groups")).expect(200);
        server.administrator().post("/oauth2/client", body.formatted("address")).expect(400);
    }
}
