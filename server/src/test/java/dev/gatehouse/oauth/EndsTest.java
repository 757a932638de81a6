package dev.gatehouse.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatehouse.oauth.HeldTokens.Held;
import dev.gatehouse.store.DatabaseAddress;
import dev.gatehouse.testing.Answer;
import dev.gatehouse.testing.Api;
import dev.gatehouse.testing.TestDatabase;
import dev.gatehouse.testing.TestServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What came of somebody having signed in ends when its ground does, whatever grant it came by, on every process. */
class EndsTest {
    private static final String PASSWORD =
            "\"newPassword\":\"battery staple\",\"newPasswordConfirm\":\"battery staple\"";
    private static final String USER = "{\"userId\":\"%s\",\"userType\":\"employee\",\"email\":\"%s@example.org\"%s}";

    private static TestServer first;
    private static TestServer second;
    private static String service;

    @BeforeAll
    static void start() {
        DatabaseAddress database = TestDatabase.create();
        first = TestServer.start(database, TestServer.newDirectory(), Map.of());
        String issuer = first.bootstrap().get("issuer").asString();
        second = TestServer.start(database, first.data(), Map.of("GATEHOUSE_ISSUER", issuer));
        service = TokenFixture.newService(first, "pets.r");
        first.administrator()
                .post(
                        "/oauth2/service/" + service + "/endpoint",
                        "[{\"endpoint\":\"/pets@get\",\"operation\":\"pets\",\"scope\":\"pets.r\"}]")
                .expect(201);
    }

    @AfterAll
    static void stop() {
        first.close();
        second.close();
    }

    /** Somebody, signed in with a browser, and a client of theirs. */
    private record Person(String userId, Visitor visitor, Api own) {
        static Person signedIn() {
            String userId = first.newUser();
            return new Person(
                    userId, new People(first).signedIn(userId), first.as(userId, "oauth.user.w", "oauth.service.r"));
        }

        private Answer set(String members) {
            return first.administrator().put("/oauth2/user", USER.formatted(userId, userId, members));
        }

        private Answer onAccount(Visitor browser, String path, Map<String, String> fields) {
            Map<String, String> form = Visitor.hidden(browser.get("/account").expect(200));
            form.keySet().retainAll(List.of("form_token"));
            form.putAll(fields);
            return browser.post(path, form).expect(303);
        }

        private String sessionName() {
            Matcher own = Pattern.compile("this browser.*?name=\"session_id\" value=\"([^\"]*)\"", Pattern.DOTALL)
                    .matcher(visitor.get("/account").text());
            assertThat(own.find()).isTrue();
            return own.group(1);
        }

        /** Nobody is removed who owns something. */
        private void remove() {
            first.jdbi().useHandle(handle -> handle.execute("delete from client where owner_id = ?", userId));
            first.administrator().delete("/oauth2/user/" + userId).expect(204);
        }
    }

    private interface Action {
        void by(Person person);
    }

    /** Why everything ends. */
    private enum Ground {
        PASSWORD_BY_THE_PERSON(person -> person.own()
                .post("/oauth2/password/" + person.userId(), "{\"password\":\"correct horse\"," + PASSWORD + "}")
                .expect(204)),
        PASSWORD_BY_AN_ADMINISTRATOR(person -> first.administrator()
                .post("/oauth2/password/" + person.userId(), "{" + PASSWORD + "}")
                .expect(204)),
        PASSWORD_WITH_THE_USER(
                person -> person.set(",\"password\":\"battery staple\",\"passwordConfirm\":\"battery staple\"")
                        .expect(200)),
        CALL_BY_THE_PERSON(person -> person.own()
                .delete("/oauth2/user/" + person.userId() + "/session")
                .expect(204)),
        CALL_BY_AN_ADMINISTRATOR(person -> first.administrator()
                .delete("/oauth2/user/" + person.userId() + "/session")
                .expect(204)),
        BUTTON(person -> person.onAccount(person.visitor(), "/account/access", Map.of())),
        DISABLED(person -> person.set(",\"active\":false").expect(200)),
        DISABLED_FOR_A_WHILE(person -> {
            person.set(",\"active\":false").expect(200);
            person.set(",\"active\":true").expect(200);
        }),
        REMOVED(Person::remove);

        private final Action action;

        Ground(Action action) {
            this.action = action;
        }
    }

    /** How one session ends. */
    private enum SignOut {
        PAGE(person -> person.visitor()
                .submit(person.visitor().get("/logout"), Map.of("decision", "leave"))
                .expect(200)),
        ANOTHER_BROWSER(person -> {
            String name = person.sessionName();
            person.onAccount(
                    new People(first).signedIn(person.userId()), "/account/session", Map.of("session_id", name));
        });

        private final Action action;

        SignOut(Action action) {
            this.action = action;
        }
    }

    private static HeldTokens tokens(Person person) {
        return new HeldTokens(first, service, person.visitor());
    }

    private static void requireAllWork(List<Held> held) {
        for (Held each : held) {
            if (!each.once()) {
                assertThat(each.works().test(first)).as("%s works", each.name()).isTrue();
                assertThat(each.works().test(second))
                        .as("%s works elsewhere", each.name())
                        .isTrue();
            }
        }
    }

    private static void requireNoneWorks(List<Held> held) {
        for (Held each : held) {
            await().atMost(Duration.ofSeconds(1)).untilAsserted(() -> {
                assertThat(each.works().test(second))
                        .as("%s still works", each.name())
                        .isFalse();
                assertThat(each.works().test(first))
                        .as("%s still works here", each.name())
                        .isFalse();
            });
        }
    }

    private static boolean isSignedIn(Visitor visitor) {
        return visitor.get("/account").text().contains("Your account");
    }

    @ParameterizedTest
    @EnumSource
    void s27_everythingEnds(Ground ground) {
        Person person = Person.signedIn();
        Visitor elsewhere = new People(first).signedIn(person.userId());
        Person bystander = Person.signedIn();
        List<Held> held = tokens(person).all();
        List<Held> others = tokens(bystander).all();
        requireAllWork(held);
        requireAllWork(others);

        ground.action.by(person);

        requireNoneWorks(held);
        assertThat(isSignedIn(person.visitor())).isFalse();
        assertThat(isSignedIn(elsewhere)).isFalse();
        requireAllWork(others);
        others.forEach(
                other -> assertThat(other.works().test(second)).as(other.name()).isTrue());
        boolean clientsWork = second.admin()
                        .withToken(person.own().token())
                        .get("/oauth2/service?page=1")
                        .status()
                == 200;
        assertThat(clientsWork).isEqualTo(ground != Ground.DISABLED && ground != Ground.REMOVED);
    }

    @ParameterizedTest
    @EnumSource
    void s27_signingOutEndsTheSessionsTokensOnly(SignOut how) {
        Person person = Person.signedIn();
        List<Held> held = tokens(person).all();
        Person elsewhere = new Person(person.userId(), new People(first).signedIn(person.userId()), person.own());
        List<Held> ofAnotherSession = tokens(elsewhere).all();
        requireAllWork(held);

        how.action.by(person);

        requireNoneWorks(held.stream().filter(each -> !each.offline()).toList());
        assertThat(isSignedIn(person.visitor())).isFalse();
        held.stream()
                .filter(Held::offline)
                .forEach(each ->
                        assertThat(each.works().test(second)).as(each.name()).isTrue());
        assertThat(isSignedIn(elsewhere.visitor())).isTrue();
        ofAnotherSession.forEach(
                each -> assertThat(each.works().test(second)).as(each.name()).isTrue());
    }

    @Test
    void s27_whoShowsThePasswordOnceMoreLosesNothing() {
        Person person = Person.signedIn();
        List<Held> held = tokens(person).all();
        WebClient client = WebClient.confidential(first, "pets.r");

        Answer login = person.visitor()
                .get(client.url("scope", "pets.r", "prompt", "login"))
                .expect(200);
        person.visitor().signIn(login, person.userId(), People.PASSWORD);

        requireAllWork(held);
        person.visitor()
                .submit(person.visitor().get("/logout"), Map.of("decision", "leave"))
                .expect(200);
        requireNoneWorks(held.stream().filter(each -> !each.offline()).toList());
    }

    @Test
    void s27_whoeverSignsInInAnothersBrowserEndsTheOthersSession() {
        Person person = Person.signedIn();
        List<Held> held = tokens(person).all();
        String other = first.newUser();
        WebClient client = WebClient.confidential(first, "pets.r");

        Answer login = person.visitor()
                .get(client.url("scope", "pets.r", "prompt", "login"))
                .expect(200);
        person.visitor().signIn(login, other, People.PASSWORD);

        requireNoneWorks(held.stream().filter(each -> !each.offline()).toList());
    }

    @Test
    void s27_aDisabledUserAndTheirClientsGetNothing() {
        Person person = Person.signedIn();
        TestServer.Registered client = first.newClient(person.userId(), "oauth.service.r");
        String token = first.token(client.clientId(), client.secret());
        second.token(client.clientId(), client.secret());
        Api basic = second.admin().withBasic(client.clientId(), client.secret());
        String form = "grant_type=client_credentials";

        person.set(",\"active\":false").expect(200);

        await().atMost(Duration.ofSeconds(1))
                .untilAsserted(() -> second.admin()
                        .withToken(token)
                        .get("/oauth2/service?page=1")
                        .expect(401));
        TokenFixture.form(second, client, "/oauth2/token", form).expect(401);
        TokenFixture.form(second, client, "/oauth2/introspect", "token=" + token)
                .expect(401);
        basic.get("/oauth2/service?page=1").expect(401);
        Visitor visitor = new Visitor(first.publicUrl());
        assertThat(visitor.signIn(visitor.get("/login"), person.userId(), People.PASSWORD)
                        .status())
                .isEqualTo(422);
        assertThat(visitor.get("/oauth2/code?client_id=" + client.clientId()).status())
                .isEqualTo(400);

        person.set("").expect(200);
        TokenFixture.form(second, client, "/oauth2/token", form).expect(401);
        person.set(",\"active\":true").expect(200);
        await().untilAsserted(() ->
                TokenFixture.form(second, client, "/oauth2/token", form).expect(200));
        new People(first).signedIn(person.userId());
    }

    @Test
    void s27_aTokenOfSomebodyRemovedIsNotTheNextOnesOfThatName() {
        Person person = Person.signedIn();
        List<Held> held = tokens(person).all();
        requireAllWork(held);

        person.remove();
        first.jdbi().useHandle(handle -> handle.execute("""
                insert into users (user_id, user_type, email, password_hash, created, updated)
                values (?, 'employee', ?, 'x', now(), now())
                """, person.userId(), person.userId() + "@example.org"));

        requireNoneWorks(held);
    }

    @Test
    void onlyAdministratorsEndAndDisableOthers() {
        String user = first.newUser();
        Api other = first.as(first.newUser(), "oauth.user.w", "oauth.user.r");

        other.delete("/oauth2/user/" + user + "/session").expectError(403, "ERR11620", "PERMISSION_DENIED");
        other.delete("/oauth2/user/nobody/session").expectError(403, "ERR11620", "PERMISSION_DENIED");
        first.as(user, "oauth.user.w")
                .put("/oauth2/user", USER.formatted(user, user, ",\"active\":false"))
                .expectError(403, "ERR11620", "PERMISSION_DENIED");
        first.administrator().delete("/oauth2/user/nobody/session").expectError(404, "ERR12013", "USER_NOT_FOUND");
        assertThat(first.administrator()
                        .get("/oauth2/user/" + user)
                        .json()
                        .get("active")
                        .asBoolean())
                .isTrue();
    }
}
