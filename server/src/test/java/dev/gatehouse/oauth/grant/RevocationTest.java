package dev.gatehouse.oauth.grant;

import static dev.gatehouse.oauth.TokenFixture.form;
import static dev.gatehouse.oauth.TokenFixture.member;
import static dev.gatehouse.oauth.TokenFixture.refresh;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.oauth.TokenFixture;
import dev.gatehouse.testing.Answer;
import dev.gatehouse.testing.TestServer;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Revocation (RFC 7009). */
class RevocationTest {
    private final TestServer server = TestServer.shared();
    private final TokenFixture fixture = new TokenFixture(server);
    private final TokenFixture.Granted user = fixture.grant("oauth.service.r");

    @AfterEach
    void close() {
        fixture.close();
    }

    private Answer revoke(TestServer.Registered client, String token, String... more) {
        return form(server, client, "/oauth2/revoke", "token=" + token, more);
    }

    private boolean works(String accessToken) {
        return server.admin()
                        .withToken(accessToken)
                        .get("/oauth2/service?page=1")
                        .status()
                == 200;
    }

    @Test
    void anAccessTokenIsRevokedAlone() {
        assertThat(works(user.access())).isTrue();

        revoke(user.client(), user.access()).expect(200);

        assertThat(works(user.access())).isFalse();
        Answer next = refresh(server, user.client(), user.refresh()).expect(200);
        assertThat(works(member(next, "access_token"))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"refresh_token", "access_token", "something_else"})
    void aRefreshTokenTakesEverythingWithItWhateverTheHint(String hint) {
        revoke(user.client(), user.refresh(), "token_type_hint=" + hint).expect(200);

        assertThat(works(user.access())).isFalse();
        refresh(server, user.client(), user.refresh()).expect(400);
    }

    @Test
    void aTokenThatIsNotValidIsNoError() {
        for (String token : List.of("x", "a.b.c", "A".repeat(64))) {
            revoke(user.client(), token).expect(200);
        }
        revoke(user.client(), user.refresh()).expect(200);
        revoke(user.client(), user.refresh()).expect(200);
    }

    @Test
    void anotherClientsTokenIsRefused() {
        TestServer.Registered other = server.newClient("admin", "oauth.service.r");

        assertThat(member(revoke(other, user.access()).expect(400), "error")).isEqualTo("unauthorized_client");
        assertThat(member(revoke(other, user.refresh()).expect(400), "error")).isEqualTo("unauthorized_client");
        assertThat(works(user.access())).isTrue();
        refresh(server, user.client(), user.refresh()).expect(200);
    }

    @Test
    void clientsMustAuthenticate() {
        Answer none = server.open()
                .send(
                        "POST",
                        "/oauth2/revoke",
                        "token=" + user.access(),
                        "Content-Type",
                        "application/x-www-form-urlencoded")
                .expect(401);

        assertThat(member(none, "error")).isEqualTo("invalid_client");
        assertThat(member(form(server, user.client(), "/oauth2/revoke", "x=1").expect(400), "error"))
                .isEqualTo("invalid_request");
    }
}
