package dev.gatehouse.users;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.api.ApiException;
import dev.gatehouse.api.Caller;
import dev.gatehouse.testing.Answer;
import dev.gatehouse.testing.Api;
import dev.gatehouse.testing.TestServer;
import dev.gatehouse.users.password.PasswordRules;
import dev.gatehouse.users.password.Passwords;
import java.time.Clock;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** {@code POST /oauth2/password/{userId}}. */
class PasswordChangeTest {
    private static final String OLD = "correct horse";
    private static final String NEW = "battery staple";

    private final TestServer server = TestServer.shared();
    private final Api administrator = server.administrator();
    private final String user = server.newUser();
    private final Api portal = server.as(server.newUser(), "oauth.user.w");

    private static String body(String password, String newPassword) {
        String current = password == null ? "" : "\"password\":\"" + password + "\",";
        return "{" + current + "\"newPassword\":\"" + newPassword + "\",\"newPasswordConfirm\":\"" + newPassword
                + "\"}";
    }

    private Answer change(Api caller, String userId, String password, String newPassword) {
        return caller.post("/oauth2/password/" + userId, body(password, newPassword));
    }

    private boolean isPassword(String password) {
        return Passwords.matches(password, column("password_hash"));
    }

    private String column(String name) {
        return server.jdbi()
                .withHandle(handle -> handle.createQuery("select " + name + "::text from users where user_id = :id")
                        .bind("id", user)
                        .mapTo(String.class)
                        .one());
    }

    @Test
    void whoKnowsThePasswordMayChangeIt() {
        change(portal, user, OLD, NEW).expect(204);

        assertThat(isPassword(NEW)).isTrue();
        assertThat(column("password_hash")).startsWith("$argon2id$");
        change(portal, user, OLD, NEW + "!").expectError(400, "ERR12119", "INCORRECT_PASSWORD");
    }

    @Test
    void theDutyToChangeThePasswordEnds() {
        server.jdbi()
                .useHandle(handle ->
                        handle.execute("update users set password_change_required = true where user_id = ?", user));

        change(portal, user, OLD, NEW).expect(204);

        assertThat(column("password_change_required")).isEqualTo("false");
    }

    @Test
    void anAdministratorNeedNotKnowThePassword() {
        change(administrator, user, null, NEW).expect(204);

        assertThat(isPassword(NEW)).isTrue();
        change(administrator, UUID.randomUUID().toString(), null, NEW).expectError(404, "ERR12013", "USER_NOT_FOUND");
    }

    @Test
    void s12_everybodyElseMustSendTheCurrentPassword() {
        assertThat(change(portal, user, null, NEW)
                        .expectError(400, "ERR11004", "VALIDATOR_SCHEMA")
                        .description())
                .contains("/password");
        server.administrator("oauth.user.r")
                .post("/oauth2/password/" + user, body(OLD, NEW))
                .expectError(403, "ERR10005", "AUTH_TOKEN_SCOPE_MISMATCH");
        assertThat(isPassword(OLD)).isTrue();
    }

    @Test
    void s12_aTokenAloneDoesNotSetAPassword() {
        Api self = server.as(user, "oauth.user.w");

        self.put("/oauth2/user", """
                        {"userId":"%s","userType":"employee","email":"%s@example.org",
                         "password":"%s","passwordConfirm":"%s"}
                        """.formatted(user, user, NEW, NEW)).expectError(403, "ERR11620", "PERMISSION_DENIED");
        assertThat(isPassword(OLD)).isTrue();
    }

    @Test
    void refusesWhatIsNoNewPassword() {
        change(portal, user, OLD, "short").expectError(400, "ERR11004", "VALIDATOR_SCHEMA");
        change(portal, user, OLD, OLD).expectError(400, "ERR11004", "VALIDATOR_SCHEMA");
        Answer unconfirmed = portal.post(
                        "/oauth2/password/" + user,
                        "{\"password\":\"%s\",\"newPassword\":\"%s\",\"newPasswordConfirm\":\"other words\"}"
                                .formatted(OLD, NEW))
                .expectError(400, "ERR11004", "VALIDATOR_SCHEMA");
        assertThat(unconfirmed.description()).contains("/newPasswordConfirm");
        assertThat(unconfirmed.text()).doesNotContain(OLD, NEW);
    }

    @Test
    void s8_aWrongPasswordAndAnUnknownUserAreOneAnswerAfterTheSameWork() {
        String nobody = "nobody-" + UUID.randomUUID();

        String wrong = change(portal, user, "wrong horse", NEW).expect(400).text();
        String unknown = change(portal, nobody, "wrong horse", NEW).expect(400).text();

        assertThat(unknown.replace(nobody, user)).isEqualTo(wrong);
        assertThat(derivedWhileGuessing(nobody))
                .isEqualTo(derivedWhileGuessing(user))
                .isEqualTo(1);
    }

    private long derivedWhileGuessing(String userId) {
        PasswordChange change = new PasswordChange(
                server.jdbi(),
                Clock.systemUTC(),
                new GuessThrottle(server.jdbi(), Clock.systemUTC()),
                PasswordRules.shipped());
        Caller caller = new Caller("portal", "portal", Set.of());
        PasswordInput guess = new PasswordInput("wrong horse", NEW, NEW);
        return DerivedPasswords.during(() -> assertThatThrownBy(() -> change.change(caller, userId, guess, "::1"))
                .isInstanceOf(ApiException.class));
    }

    @Test
    void s8_guessesPerAccountAreBoundedAndTheRightOneIsHeldOffToo() {
        for (int i = 0; i < GuessThrottle.MAX_PER_ACCOUNT; i++) {
            change(portal, user, "wrong horse", NEW).expect(400);
        }

        Answer refused = change(portal, user, OLD, NEW).expectError(429, "ERR12104", "TOO_MANY_REQUESTS");

        assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 900);
        assertThat(isPassword(OLD)).isTrue();
        change(administrator, user, null, NEW).expect(204);
    }

    @Test
    void s23_theChangeHasItsRowWithoutThePassword() {
        change(portal, user, OLD, NEW).expect(204);

        Answer audit = administrator.get("/oauth2/audit?page=1&subject=user/" + user);

        assertThat(audit.json().get(0).get("action").asString()).isEqualTo("user.password");
        assertThat(audit.text()).doesNotContain(OLD, NEW, "argon2");
    }
}
