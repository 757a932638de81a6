package dev.gatehouse.oauth.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.oauth.People;
import dev.gatehouse.oauth.Visitor;
import dev.gatehouse.testing.TestServer;
import org.junit.jupiter.api.Test;

/** Whoever signed in with a password that was changed has to sign in again. */
class PasswordEndsSessionsTest {
    private final TestServer server = TestServer.shared();
    private final People people = new People(server);
    private final String user = server.newUser();
    private final Visitor first = people.signedIn(user);
    private final Visitor second = people.signedIn(user);
    private final Visitor somebodyElse = people.signedIn(server.newUser());

    private void onlyTheUserIsSignedOut() {
        assertThat(first.get("/account").text()).contains("<h1>Sign in</h1>");
        assertThat(second.get("/account").text()).contains("<h1>Sign in</h1>");
        assertThat(somebodyElse.get("/account").text()).contains("Your account");
    }

    @Test
    void s10_changedByTheUser() {
        server.as(user, "oauth.user.w").post("/oauth2/password/" + user, """
                        {"password":"correct horse","newPassword":"battery staple",
                         "newPasswordConfirm":"battery staple"}
                        """).expect(204);

        onlyTheUserIsSignedOut();
    }

    @Test
    void s10_changedByAnAdministrator() {
        server.administrator().post("/oauth2/password/" + user, """
                        {"newPassword":"battery staple","newPasswordConfirm":"battery staple"}
                        """).expect(204);

        onlyTheUserIsSignedOut();
    }

    @Test
    void s10_changedWithTheUser() {
        server.administrator().put("/oauth2/user", """
                        {"userId":"%s","userType":"employee","email":"%s@example.org",
                         "password":"battery staple","passwordConfirm":"battery staple"}
                        """.formatted(user, user)).expect(200);

        onlyTheUserIsSignedOut();
    }

    @Test
    void s10_aRefusedChangeSignsNobodyOut() {
        server.as(user, "oauth.user.w").post("/oauth2/password/" + user, """
                        {"password":"wrong","newPassword":"battery staple","newPasswordConfirm":"battery staple"}
                        """);

        assertThat(first.get("/account").text()).contains("Your account");
    }
}
