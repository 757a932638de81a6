package dev.gatehouse.vault.connect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.oauth.Visitor;
import dev.gatehouse.testing.Answer;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** People enter what a service that knows no OAuth is to be reached with. */
class LoginServiceTest {
    private final ConnectFixture fixture = new ConnectFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    private Answer enter(Visitor visitor, String username, String password) {
        return visitor.submit(
                visitor.get("/connect/" + fixture.name), Map.of("username", username, "password", password));
    }

    @Test
    void storesWhatWasEntered() {
        fixture.registeredForLogin(true, true);
        Visitor visitor = fixture.signedIn();
        Answer page = visitor.get("/connect/" + fixture.name);

        assertThat(page.text())
                .contains("Archive &amp; &lt;Co", "autocomplete=\"username\"", "autocomplete=\"new-password\"")
                .doesNotContain("<Co>");
        assertThat(page.header("Content-Security-Policy")).contains("form-action 'self';");
        assertThat(enter(visitor, "maria", "hunter2").expect(200).text()).contains("<h1>Connected</h1>");

        assertThat(fixture.accessToken(fixture.user)).isEqualTo("hunter2");
        enter(visitor, "maria", "hunter3").expect(200);
        assertThat(fixture.accessToken(fixture.user)).isEqualTo("hunter3");
    }

    @Test
    void asksForAKeyWhereThereIsNoUserName() {
        fixture.registeredForLogin(false, true);
        Visitor visitor = fixture.signedIn();

        assertThat(visitor.get("/connect/" + fixture.name).text())
                .contains("API key")
                .doesNotContain("name=\"username\"");
        visitor.submit(visitor.get("/connect/" + fixture.name), Map.of("password", "key"))
                .expect(200);
        assertThat(fixture.accessToken(fixture.user)).isEqualTo("key");
    }

    @Test
    void s9_aPageDoesNotShowThePasswordAgain() {
        fixture.registeredForLogin(true, true);

        Answer again = enter(fixture.signedIn(), " ", "hunter2").expect(422);

        assertThat(again.text()).contains("Please fill in every field").doesNotContain("hunter2");
        fixture.expectNoConnection(fixture.user);
    }

    @Test
    void s8_entriesAreBounded() {
        fixture.registeredForLogin(true, true);
        Visitor visitor = fixture.signedIn();
        for (int i = 0; i < 10; i++) {
            enter(visitor, "maria", "hunter" + i).expect(200);
        }

        Answer refused = enter(visitor, "maria", "more").expect(429);

        assertThat(refused.header("Retry-After")).isNotNull();
        assertThat(fixture.accessToken(fixture.user)).isEqualTo("hunter9");
        fixture.signedIn();
    }

    @Test
    void s10_theFormTakesATokenOfItsPage() {
        fixture.registeredForLogin(true, true);

        fixture.signedIn()
                .post("/connect/" + fixture.name, Map.of("username", "maria", "password", "hunter2"))
                .expect(403);

        fixture.expectNoConnection(fixture.user);
    }

    @Test
    void aLinkLeadsThereAndBackToo() {
        fixture.registeredForLogin(true, true);
        String url = fixture.api
                .post("/connections/link", """
                        {"user":"max","connector":"%s","returnUrl":"%s","unbound":true}
                        """.formatted(fixture.name, ConnectFixture.RETURN_URL))
                .expect(201)
                .json()
                .get("url")
                .asString();
        Visitor visitor = fixture.visitor();
        Answer page =
                visitor.get(url.substring(fixture.server.publicUrl().toString().length()));

        assertThat(visitor.submit(page, Map.of("username", "max", "password", "pw"))
                        .expect(303)
                        .header("Location"))
                .startsWith(ConnectFixture.RETURN_URL + "&status=connected");
        visitor.submit(page, Map.of("username", "max", "password", "other")).expect(200);
        assertThat(fixture.accessToken("max")).isEqualTo("pw");
    }
}
