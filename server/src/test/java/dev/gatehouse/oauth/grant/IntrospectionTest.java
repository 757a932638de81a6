package dev.gatehouse.oauth.grant;

import static dev.gatehouse.oauth.TokenFixture.encoded;
import static dev.gatehouse.oauth.TokenFixture.form;
import static dev.gatehouse.oauth.TokenFixture.member;
import static dev.gatehouse.oauth.TokenFixture.newService;
import static dev.gatehouse.oauth.TokenFixture.refresh;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.oauth.TokenFixture;
import dev.gatehouse.testing.Answer;
import dev.gatehouse.testing.Api;
import dev.gatehouse.testing.TestServer;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Introspection (RFC 7662): who may know what. */
class IntrospectionTest {
    private final TestServer server = TestServer.shared();
    private final TokenFixture fixture = new TokenFixture(server);
    private final TokenFixture.Granted user = fixture.grant("a", "oauth.service.r");

    @AfterEach
    void close() {
        fixture.close();
    }

    private JsonNode ask(TestServer.Registered client, String token) {
        return form(server, client, "/oauth2/introspect", "token=" + token)
                .expect(200)
                .json();
    }

    private static void inactive(JsonNode answer) {
        assertThat(answer.toString()).isEqualTo("{\"active\":false}");
    }

    @Test
    void aClientSeesItsOwnTokens() {
        JsonNode access = ask(user.client(), user.access());
        JsonNode refreshToken = ask(user.client(), user.refresh());

        assertThat(access.get("active").asBoolean()).isTrue();
        assertThat(access.get("sub").asString()).isEqualTo(user.userId());
        assertThat(access.get("client_id").asString()).isEqualTo(user.client().clientId());
        assertThat(access.get("scope").asString()).isEqualTo("a oauth.service.r");
        assertThat(access.get("iss").asString()).isEqualTo(server.publicUrl().toString());
        assertThat(access.get("token_type").asString()).isEqualTo("Bearer");
        assertThat(access.get("jti").asString()).isNotBlank();
        assertThat(access.get("exp").asLong()).isGreaterThan(access.get("iat").asLong());
        assertThat(refreshToken.get("active").asBoolean()).isTrue();
        assertThat(refreshToken.get("sub").asString()).isEqualTo(user.userId());
    }

    @Test
    void otherClientsSeeNothing() {
        String owner = server.newUser();
        TestServer.Registered stranger = server.newClient(owner, "a");

        inactive(ask(stranger, user.access()));
        inactive(ask(stranger, user.refresh()));
    }

    @Test
    void clientsOfAServicesOwnerSeeTokensForIt() {
        String service = newService(server, "a");
        TestServer.Registered ours = server.newClient("admin", "x");
        TestServer.Registered theirs = server.newClient(server.newUser(), "x");
        String token = member(
                form(
                                server,
                                server.newClient("admin", "a"),
                                "/oauth2/token",
                                "grant_type=client_credentials&resource=" + encoded(server.publicUrl() + "/" + service))
                        .expect(200),
                "access_token");

        assertThat(ask(ours, token).get("active").asBoolean()).isTrue();
        inactive(ask(theirs, token));
    }

    @Test
    void s27_clientsOfATeamsMembersSeeTokensForItsServicesWhileTheyAreInIt() {
        String service = newService(server, "a");
        String member = server.newUser();
        String team = "team-" + member;
        Api administrator = server.administrator();
        administrator.post("/oauth2/team", """
                        {"teamId":"%s","teamName":"x","members":[{"userId":"admin","role":"owner"},
                         {"userId":"%s","role":"member"}]}
                        """.formatted(team, member)).expect(200);
        server.jdbi()
                .useHandle(handle ->
                        handle.execute("update service set owner_id = ? where service_id = ?", team, service));
        TestServer.Registered theirs = server.newClient(member, "x");
        String token = member(
                form(
                                server,
                                server.newClient("admin", "a"),
                                "/oauth2/token",
                                "grant_type=client_credentials&resource=" + encoded(server.publicUrl() + "/" + service))
                        .expect(200),
                "access_token");
        assertThat(ask(theirs, token).get("active").asBoolean()).isTrue();

        administrator.delete("/oauth2/team/" + team + "/member/" + member).expect(204);

        inactive(ask(theirs, token));
    }

    @Test
    void theScopeForItSeesEverything() {
        TestServer.Registered watcher = server.newClient(server.newUser(), "oauth.introspect");
        String bearer = server.token(watcher.clientId(), watcher.secret());

        assertThat(ask(watcher, user.access()).get("active").asBoolean()).isTrue();
        Answer byBearer = server.open()
                .withToken(bearer)
                .send(
                        "POST",
                        "/oauth2/introspect",
                        "token=" + user.refresh(),
                        "Content-Type",
                        "application/x-www-form-urlencoded")
                .expect(200);
        assertThat(byBearer.json().get("active").asBoolean()).isTrue();
    }

    @Test
    void aBearerTokenMustBeGoodAndHaveTheScope() {
        Answer narrow = bearer(user.access()).expect(403);
        Answer wrong = bearer("x").expect(401);

        assertThat(member(narrow, "error")).isEqualTo("insufficient_scope");
        assertThat(narrow.header("WWW-Authenticate")).startsWith("Bearer ").contains("insufficient_scope");
        assertThat(wrong.header("WWW-Authenticate")).startsWith("Bearer ").contains("invalid_token");
    }

    private Answer bearer(String token) {
        return server.open()
                .withToken(token)
                .send(
                        "POST",
                        "/oauth2/introspect",
                        "token=" + user.access(),
                        "Content-Type",
                        "application/x-www-form-urlencoded");
    }

    @Test
    void callersMustAuthenticate() {
        String form = "token=" + user.access();
        Answer none = server.open()
                .send("POST", "/oauth2/introspect", form, "Content-Type", "application/x-www-form-urlencoded");
        Answer wrong = server.open()
                .withBasic(user.client().clientId(), "wrong")
                .send("POST", "/oauth2/introspect", form, "Content-Type", "application/x-www-form-urlencoded");

        assertThat(List.of(none.status(), wrong.status())).containsOnly(401);
        assertThat(member(wrong, "error")).isEqualTo("invalid_client");
    }

    @Test
    void revokedUsedAndMalformedTokensAreInactive() {
        String successor = member(refresh(server, user.client(), user.refresh()).expect(200), "refresh_token");
        inactive(ask(user.client(), user.refresh()));
        assertThat(ask(user.client(), successor).get("active").asBoolean()).isTrue();

        form(server, user.client(), "/oauth2/revoke", "token=" + successor).expect(200);

        for (String token : List.of(user.access(), successor, "x", "..", "A".repeat(64), "A".repeat(30_000))) {
            inactive(ask(user.client(), token));
        }
        assertThat(member(
                        form(server, user.client(), "/oauth2/introspect", "x=1").expect(400), "error"))
                .isEqualTo("invalid_request");
    }
}
