package dev.gatehouse.oauth.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.oauth.People;
import dev.gatehouse.oauth.Visitor;
import dev.gatehouse.oauth.clientauth.FailedAttempts;
import dev.gatehouse.testing.Answer;
import dev.gatehouse.testing.Api;
import dev.gatehouse.testing.TestServer;
import dev.gatehouse.users.GuessThrottle;
import java.time.Clock;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Guesses are counted by account: however its name is typed, and wherever. */
class GuessBudgetTest {
    /** Its own, since wrong passwords count against the address. */
    private static final TestServer SERVER = TestServer.start(Map.of());

    private static final String FORM = "application/x-www-form-urlencoded";

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    /** Every way to try a wrong password of a user, by what tells it from the others. */
    private static Map<String, Supplier<Answer>> passwordGuesses(String user) {
        Visitor visitor = new Visitor(SERVER.publicUrl());
        Answer login = visitor.get("/login");
        Api portal = SERVER.as("admin", "oauth.user.w");
        String email = user + "@example.org";
        Map<String, Supplier<Answer>> guesses = new LinkedHashMap<>();
        for (String name : List.of(
                user,
                email,
                user.toUpperCase(Locale.ROOT),
                email.toUpperCase(Locale.ROOT),
                " " + email + " ",
                email.replace("user-", "User-"))) {
            guesses.put("sign in as '" + name + "'", () -> visitor.signIn(login, name, "wrong"));
        }
        for (String name : List.of(user, user.toUpperCase(Locale.ROOT))) {
            guesses.put(
                    "change the password of " + name,
                    () -> portal.post(
                            "/oauth2/password/" + name,
                            "{\"password\":\"wrong\",\"newPassword\":\"battery staple\",\"newPasswordConfirm\":\"battery staple\"}"));
        }
        return guesses;
    }

    @Test
    void s8_aUserHasOneBudgetOverAllRoutesAndSpellings() {
        Map<String, Supplier<Answer>> guesses = passwordGuesses(SERVER.newUser());

        exhaust(GuessThrottle.MAX_PER_ACCOUNT, guesses);

        guesses.forEach((way, guess) -> assertThat(guess.get().status()).as(way).isEqualTo(429));
        Visitor visitor = new Visitor(SERVER.publicUrl());
        visitor.signIn(visitor.get("/login"), SERVER.newUser(), "wrong").expect(422);
    }

    @Test
    void s8_theRightPasswordGivesTheBudgetBackForEverySpelling() {
        String user = SERVER.newUser();
        Visitor visitor = new Visitor(SERVER.publicUrl());
        Answer login = visitor.get("/login");
        GuessThrottle throttle = new GuessThrottle(SERVER.jdbi(), Clock.systemUTC());
        for (int i = 0; i < GuessThrottle.MAX_PER_ACCOUNT - 1; i++) {
            throttle.countPassword(user, "192.0.2.1");
        }

        visitor.signIn(login, user + "@example.org", People.PASSWORD).expect(303);

        Visitor again = new Visitor(SERVER.publicUrl());
        Answer another = again.get("/login");
        again.signIn(another, user, "wrong").expect(422);
        again.signIn(another, user, People.PASSWORD).expect(303);
    }

    private static void closeForOthers(String user) {
        GuessThrottle throttle = new GuessThrottle(SERVER.jdbi(), Clock.systemUTC());
        for (int i = 0; i < GuessThrottle.MAX_PER_ACCOUNT; i++) {
            throttle.countPassword(user, "192.0.2.1");
        }
    }

    private static Answer signIn(Visitor visitor, String user, String password) {
        return visitor.signIn(visitor.get("/login"), user, password);
    }

    private static Visitor signedOutAgain(String user) {
        Visitor visitor = new Visitor(SERVER.publicUrl());
        signIn(visitor, user, People.PASSWORD).expect(303);
        SERVER.administrator().delete("/oauth2/user/" + user + "/session").expect(204);
        return visitor;
    }

    @Test
    void s30_aBrowserThatTheUserSignedInWithIsNotHeldOffByOthers() {
        String user = SERVER.newUser();
        Visitor known = signedOutAgain(user);
        closeForOthers(user);
        signIn(new Visitor(SERVER.publicUrl()), user, People.PASSWORD).expect(429);
        signIn(signedOutAgain(SERVER.newUser()), user, People.PASSWORD).expect(429);

        signIn(known, user, "wrong").expect(422);
        signIn(known, user, People.PASSWORD).expect(303);
    }

    @Test
    void s30_aKnownBrowserHasABudgetOfItsOwn() {
        String user = SERVER.newUser();
        Visitor known = signedOutAgain(user);
        Answer login = known.get("/login");

        exhaust(GuessThrottle.MAX_PER_ACCOUNT, Map.of("known", () -> known.signIn(login, user, "wrong")));

        signIn(known, user, People.PASSWORD).expect(429);
        signIn(new Visitor(SERVER.publicUrl()), user, People.PASSWORD).expect(303);
    }

    @Test
    void s30_administratorsUnlockAndSoDoesAnotherPassword() {
        String user = SERVER.newUser();
        String path = "/oauth2/user/" + user + "/guess";
        closeForOthers(user);
        SERVER.as(SERVER.newUser(), "oauth.user.w").delete(path).expectError(403, "ERR11620", "PERMISSION_DENIED");
        SERVER.as(user, "oauth.user.w").delete(path).expectError(403, "ERR11620", "PERMISSION_DENIED");
        SERVER.administrator().delete("/oauth2/user/nobody/guess").expectError(404, "ERR12013", "USER_NOT_FOUND");
        signIn(new Visitor(SERVER.publicUrl()), user, People.PASSWORD).expect(429);

        SERVER.administrator().delete(path).expect(204);
        signIn(new Visitor(SERVER.publicUrl()), user, People.PASSWORD).expect(303);

        closeForOthers(user);
        SERVER.administrator()
                .post(
                        "/oauth2/password/" + user,
                        "{\"newPassword\":\"battery staple\",\"newPasswordConfirm\":\"battery staple\"}")
                .expect(204);
        signIn(new Visitor(SERVER.publicUrl()), user, "battery staple").expect(303);

        closeForOthers(user);
        SERVER.administrator().put("/oauth2/user", """
                        {"userId":"%s","userType":"employee","email":"%s@example.org",
                         "password":"correct horse","passwordConfirm":"correct horse"}""".formatted(user, user)).expect(200);
        signIn(new Visitor(SERVER.publicUrl()), user, People.PASSWORD).expect(303);
    }

    /** Every way to try a wrong secret of a client. */
    private static Map<String, Supplier<Answer>> secretGuesses(String client) {
        Map<String, Supplier<Answer>> guesses = new LinkedHashMap<>();
        for (String id : List.of(client, client.toUpperCase(Locale.ROOT))) {
            Api open = SERVER.open().withBasic(id, "wrong");
            Map<String, String> forms = Map.of(
                    "/oauth2/token", "grant_type=client_credentials",
                    "/oauth2/introspect", "token=x",
                    "/oauth2/revoke", "token=x",
                    "/oauth2/par", "response_type=code",
                    "/oauth2/device_authorization", "scope=a");
            forms.forEach((path, form) -> {
                guesses.put(
                        path + " with the header for " + id, () -> open.send("POST", path, form, "Content-Type", FORM));
                guesses.put(
                        path + " with the form for " + id,
                        () -> SERVER.open()
                                .send(
                                        "POST",
                                        path,
                                        form + "&client_id=" + id + "&client_secret=wrong",
                                        "Content-Type",
                                        FORM));
            });
            guesses.put(
                    "the admin listener for " + id,
                    () -> SERVER.admin().withBasic(id, "wrong").get("/token-storage/service"));
        }
        return guesses;
    }

    @Test
    void s8_aClientHasOneBudgetOverAllRoutesAndSpellings() {
        String client = SERVER.newClient("admin", "a").clientId();
        Map<String, Supplier<Answer>> guesses = secretGuesses(client);

        exhaust(FailedAttempts.OF_CLIENT_AT_ADDRESS, guesses);

        guesses.forEach((way, guess) -> assertThat(guess.get().status()).as(way).isEqualTo(429));
    }

    /** Guesses so often, in all ways by turns and at once, since each wrong password takes its time. */
    private static void exhaust(int times, Map<String, Supplier<Answer>> guesses) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Answer>> answers = Stream.generate(guesses::values)
                    .flatMap(Collection::stream)
                    .limit(times)
                    .map(guess -> threads.submit(guess::get))
                    .toList();
            assertThat(answers)
                    .allSatisfy(answer -> assertThat(answer.get().status()).isIn(400, 401, 422));
        }
    }

    @Test
    void s8_anOldFormToChooseAPasswordTellsNothingOfTheOneThatWasChosen() {
        String initial = SERVER.bootstrap().get("password").asString();
        Visitor owner = new Visitor(SERVER.publicUrl());
        Visitor other = new Visitor(SERVER.publicUrl());
        Answer form = owner.signIn(owner.get("/login"), "admin", initial).expect(200);
        Answer old = other.signIn(other.get("/login"), "admin", initial).expect(200);
        owner.submit(form, Map.of("password", "a good password", "again", "a good password"))
                .expect(303);

        Answer right = other.submit(old, Map.of("password", "a good password", "again", "a good password"));
        Answer wrong = other.submit(old, Map.of("password", "a bad password", "again", "a bad password"));

        assertThat(right.status()).isEqualTo(wrong.status()).isEqualTo(400);
        assertThat(right.text()).isEqualTo(wrong.text());
    }
}
