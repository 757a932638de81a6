package dev.gatehouse.oauth.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.crypto.SecretValue;
import dev.gatehouse.oauth.Visitor;
import dev.gatehouse.oauth.WebClient;
import dev.gatehouse.testing.Answer;
import dev.gatehouse.testing.TestServer;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sessions, the sign-in page, and what protects them. */
class SignInTest {
    /** Its own, since wrong passwords count against the address. */
    private static final TestServer SERVER = TestServer.start(Map.of());

    private final String user = SERVER.newUser();

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    private Visitor visitor() {
        return new Visitor(SERVER.publicUrl());
    }

    private Visitor signedIn() {
        Visitor visitor = visitor();
        visitor.signIn(visitor.get("/login"), user, "correct horse").expect(303);
        return visitor;
    }

    private static List<String> setCookies(Answer answer) {
        return answer.headers().allValues("Set-Cookie");
    }

    @Test
    void s10_sessionCookiesAreHttpOnlyAndLax() {
        Visitor visitor = visitor();
        Answer page = visitor.get("/login");
        Answer signedIn = visitor.signIn(page, user, "correct horse");

        assertThat(setCookies(page)).singleElement().asString().contains("gatehouse-form=", "HttpOnly", "SameSite=Lax");
        assertThat(setCookies(signedIn))
                .hasSize(2)
                .allSatisfy(cookie -> assertThat(cookie)
                        .containsAnyOf("gatehouse-session=", "gatehouse-known=")
                        .contains("Path=/", "HttpOnly", "SameSite=Lax")
                        .doesNotContain("Secure", "Domain"));
    }

    @Test
    void s10_overHttpsCookiesAreSecureAndBoundToTheHost() {
        try (TestServer secure = TestServer.start(Map.of("GATEHOUSE_ISSUER", "https://login.example"))) {
            assertThat(setCookies(secure.open().get("/login")))
                    .singleElement()
                    .asString()
                    .contains("__Host-gatehouse-form=", "Path=/", "HttpOnly", "SameSite=Lax", "Secure")
                    .doesNotContain("Domain");
        }
    }

    @Test
    void s10_signingInMakesANewSession() {
        Visitor visitor = signedIn();
        String first = visitor.cookie("gatehouse-session");
        WebClient client = WebClient.confidential(SERVER, "orders.r");

        visitor.signIn(visitor.get(client.url("prompt", "login")), user, "correct horse")
                .expect(200);

        assertThat(visitor.cookie("gatehouse-session")).isNotEqualTo(first);
        SERVER.open().get("/account", "Cookie", "gatehouse-session=" + first).expect(200);
        assertThat(SERVER.open()
                        .get("/account", "Cookie", "gatehouse-session=" + first)
                        .text())
                .contains("<h1>Sign in</h1>");
    }

    @Test
    void s10_aSessionIdOfSomebodyElsesMakingIsNotTaken() {
        Visitor visitor = visitor();
        Answer page = visitor.get("/login");
        String fixed = "A".repeat(43);

        Answer answer = visitor.submit(page, Map.of("username", user, "password", "correct horse"));

        assertThat(setCookies(answer)).noneMatch(cookie -> cookie.contains(fixed));
        assertThat(SERVER.open()
                        .get("/account", "Cookie", "gatehouse-session=" + fixed)
                        .text())
                .contains("<h1>Sign in</h1>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/login", "/password", "/consent", "/device", "/account/consent", "/account/session"})
    void s10_everyFormNeedsItsToken(String path) {
        Visitor visitor = signedIn();

        visitor.post(path, Map.of("decision", "allow")).expect(403);
        visitor.post(path, Map.of("form_token", "A".repeat(43), "decision", "allow"))
                .expect(403);
        String others = Visitor.hidden(signedIn().get("/device")).get("form_token");
        visitor.post(path, Map.of("form_token", others, "decision", "allow")).expect(403);
    }

    @Test
    void s10_leavingNeedsItsTokenToo() {
        Visitor visitor = signedIn();

        visitor.post("/logout", Map.of("decision", "leave")).expect(403);

        assertThat(visitor.get("/account").text()).contains("Your account");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/login", "/device", "/account", "/logout", "/oauth2/code"})
    void s10_pagesHaveAStrictPolicyAndAreNeverFramed(String path) {
        Answer page = visitor().get(path);

        assertThat(page.header("Content-Security-Policy"))
                .startsWith("default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action ")
                .contains("frame-ancestors 'none'")
                .doesNotContain("unsafe", "script-src");
        assertThat(page.header("X-Frame-Options")).isEqualTo("DENY");
        assertThat(page.header("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(page.header("Cache-Control")).isEqualTo("no-store");
        assertThat(page.text())
                .contains("<html lang=\"en\">", "<main id=\"main\"")
                .doesNotContain("<style", "style=");
    }

    @Test
    void s10_whatPeopleTypeIsShownAsText() {
        Visitor visitor = visitor();

        Answer again = visitor.signIn(visitor.get("/login"), "\"><script>alert(1)</script>", "x");

        again.expect(422);
        assertThat(again.text()).doesNotContain("<script");
    }

    @Test
    void anUnknownUserAndAWrongPasswordAreOneAnswer() {
        Visitor visitor = visitor();
        Answer login = visitor.get("/login");
        String unknown = "user-" + UUID.randomUUID();

        Answer wrongPassword = visitor.signIn(login, user, "wrong").expect(422);
        Answer wrongUser = visitor.signIn(login, unknown, "wrong").expect(422);

        assertThat(text(wrongUser).replace(unknown, user)).isEqualTo(text(wrongPassword));
        assertThat(wrongPassword.text()).contains("role=\"alert\"", "The user name or the password is not right.");
    }

    private static String text(Answer page) {
        return page.text().replaceAll("name=\"continue\" value=\"[^\"]*\"", "");
    }

    @Test
    void s8_guessingAnAccountIsStoppedWhetherItExistsOrNot() {
        for (String name : new String[] {user, "user-" + UUID.randomUUID()}) {
            Visitor visitor = visitor();
            Answer login = visitor.get("/login");
            for (int i = 0; i < 10; i++) {
                visitor.signIn(login, name, "wrong" + i).expect(422);
            }

            Answer stopped = visitor.signIn(login, name, "correct horse").expect(429);

            assertThat(stopped.text()).contains("too many attempts");
            assertThat(Integer.parseInt(stopped.header("Retry-After"))).isBetween(1, 901);
        }
    }

    @Test
    void peopleMayUseTheirEmailAddress() {
        Visitor visitor = visitor();

        visitor.signIn(visitor.get("/login"), user.toUpperCase() + "@EXAMPLE.ORG", "correct horse")
                .expect(303);

        assertThat(visitor.get("/account").text()).contains(user);
    }

    @Test
    void aSessionEndsAfterTwelveIdleHoursAndAfterSevenDays() {
        Visitor idle = signedIn();
        Visitor old = signedIn();
        change(idle, "last_used = last_used - interval '12 hours 1 second'");
        change(old, "expires = expires - interval '7 days'");

        assertThat(idle.get("/account").text()).contains("<h1>Sign in</h1>");
        assertThat(old.get("/account").text()).contains("<h1>Sign in</h1>");
    }

    @Test
    void aSessionInUseGoesOn() {
        Visitor visitor = signedIn();
        change(visitor, "last_used = last_used - interval '11 hours'");
        visitor.get("/account");
        change(visitor, "last_used = last_used - interval '11 hours'");

        assertThat(visitor.get("/account").text()).contains("Your account");
    }

    private static void change(Visitor visitor, String change) {
        byte[] hash = SecretValue.of(visitor.cookie("gatehouse-session")).hash();
        SERVER.jdbi()
                .useHandle(handle ->
                        handle.execute("update session set " + change + " where session_hash = ?", (Object) hash));
    }

    @Test
    void theFirstAdministratorMustChooseAPassword() {
        String initial = SERVER.bootstrap().get("password").asString();
        Visitor visitor = visitor();
        Answer choose = visitor.signIn(visitor.get("/login"), "admin", initial).expect(200);
        assertThat(choose.text()).contains("Choose a new password");
        assertThat(visitor.cookie("gatehouse-session")).isNull();

        assertThat(choose(visitor, choose, "short", "short")).contains("needs at least 8");
        assertThat(choose(visitor, choose, "a good password", "another password"))
                .contains("not the same");
        assertThat(choose(visitor, choose, initial, initial)).contains("must not be the one you have now");
        visitor.submit(choose, Map.of("password", "a good password", "again", "a good password"))
                .expect(303);

        assertThat(visitor.get("/account").text()).contains("Your account");
        visitor.submit(choose, Map.of("password", "yet another one", "again", "yet another one"))
                .expect(403);
        Visitor later = visitor();
        later.signIn(later.get("/login"), "admin", initial).expect(422);
        later.signIn(later.get("/login"), "admin", "a good password").expect(303);
    }

    private static String choose(Visitor visitor, Answer page, String password, String again) {
        return visitor.submit(page, Map.of("password", password, "again", again))
                .expect(422)
                .text();
    }

    @Test
    void theAccountPageTakesConsentsAndSessionsBack() {
        WebClient client = WebClient.confidential(SERVER, "orders.r");
        Visitor other = signedIn();
        Visitor visitor = signedIn();
        visitor.submit(visitor.get(client.url()), Map.of("decision", "allow")).expect(303);
        Answer account = visitor.get("/account").expect(200);
        assertThat(account.text()).contains("Test client", "orders.r", "this browser");
        String token = Visitor.hidden(account).get("form_token");

        visitor.post("/account/consent", Map.of("form_token", token, "client_id", client.id()))
                .expect(303);
        for (String session : ownLast(account)) {
            visitor.post("/account/session", Map.of("form_token", token, "session_id", session))
                    .expect(303);
        }

        assertThat(visitor.get("/account").text()).contains("<h1>Sign in</h1>");
        assertThat(other.get("/account").text()).contains("<h1>Sign in</h1>");
        assertThat(signedIn().get(client.url()).text()).contains("Allow access?");
    }

    /** The sessions of the page from the other one to the own one. */
    private static List<String> ownLast(Answer account) {
        List<String> ids = Pattern.compile("name=\"session_id\" value=\"([^\"]*)\"")
                .matcher(account.text())
                .results()
                .map(found -> found.group(1))
                .toList();
        return ids.reversed();
    }

    private List<String> sessionIds() {
        return SERVER.jdbi()
                .withHandle(handle -> handle.createQuery("select session_id from session where user_id = ?")
                        .bind(0, user)
                        .mapTo(String.class)
                        .list());
    }

    @Test
    void nobodyEndsTheSessionOfSomebodyElse() {
        Visitor visitor = signedIn();
        String mine = sessionIds().getFirst();
        String otherUser = SERVER.newUser();
        Visitor other = visitor();
        other.signIn(other.get("/login"), otherUser, "correct horse");
        String token = Visitor.hidden(other.get("/account")).get("form_token");

        other.post("/account/session", Map.of("form_token", token, "session_id", mine))
                .expect(303);

        assertThat(visitor.get("/account").text()).contains("Your account");
    }

    @Test
    void aDeletedUserIsSignedOut() {
        Visitor visitor = signedIn();

        SERVER.administrator().delete("/oauth2/user/" + user).expect(204);

        assertThat(visitor.get("/account").text()).contains("<h1>Sign in</h1>");
    }
}
