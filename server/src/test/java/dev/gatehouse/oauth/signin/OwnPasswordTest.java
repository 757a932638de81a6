package dev.gatehouse.oauth.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.oauth.Visitor;
import dev.gatehouse.testing.Answer;
import dev.gatehouse.testing.TestServer;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** People change their passwords by themselves. */
class OwnPasswordTest {
    private static final String OLD = "correct horse";
    private static final String NEW = "battery staple";

    private final TestServer server = TestServer.shared();
    private final String user = server.newUser();
    private final Visitor visitor = signedIn(OLD);

    private Visitor signedIn(String password) {
        Visitor somebody = new Visitor(server.publicUrl());
        somebody.signIn(somebody.get("/login"), user, password).expect(303);
        return somebody;
    }

    private Answer change(String current, String chosen, String again) {
        return visitor.submit(
                visitor.get("/account/password").expect(200),
                Map.of("current", current, "password", chosen, "again", again));
    }

    @Test
    void s27_theNewPasswordEndsWhatCameOfTheOldAndThisBrowserGoesOn() {
        Visitor elsewhere = signedIn(OLD);

        assertThat(change(OLD, NEW, NEW).expect(303).header("Location")).isEqualTo("/account");

        assertThat(visitor.get("/account").text()).contains("Your account", user);
        assertThat(elsewhere.get("/account").text()).contains("<h1>Sign in</h1>");
        signedIn(NEW);
        Visitor late = new Visitor(server.publicUrl());
        late.signIn(late.get("/login"), user, OLD).expect(422);
    }

    @Test
    void whatIsWrongIsSaid() {
        assertThat(change("wrong horse", NEW, NEW).expect(422).text()).contains("The current password is not right.");
        assertThat(change(OLD, NEW, "battery stable").expect(422).text()).contains("not the same");
        assertThat(change(OLD, "Password1", "Password1").expect(422).text()).contains("guessed first");
        assertThat(change(OLD, OLD, OLD).expect(422).text()).contains("must not be the same");
        signedIn(OLD);
    }

    @Test
    void whoeverIsNotSignedInSignsInFirst() {
        Visitor nobody = new Visitor(server.publicUrl());
        Answer page = nobody.get("/account/password").expect(200);

        assertThat(nobody.signIn(page, user, OLD).expect(303).header("Location"))
                .isEqualTo("/account/password");
    }
}
