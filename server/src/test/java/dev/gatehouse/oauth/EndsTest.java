package dev.gatehouse.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatehouse.oauth.HeldTokens.Held;
import dev.gatehouse.oauth.TwoServers.Person;
import dev.gatehouse.testing.Answer;
import dev.gatehouse.testing.Api;
import dev.gatehouse.testing.TestServer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What came of somebody having signed in ends when its ground does, whatever grant it came by, on every process. */
class EndsTest {
    private static final String PASSWORD =
            "\"newPassword\":\"battery staple\",\"newPasswordConfirm\":\"battery staple\"";

    private static TwoServers servers;
    private static TestServer first;
    private static TestServer second;

    @BeforeAll
    static void start() {
        servers = TwoServers.start();
        first = servers.first();
        second = servers.second();
    }

    @AfterAll
    static void stop() {
        servers.close();
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
        BUTTON(person -> person.onAccount("/account/access", Map.of())),
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
        PAGE(Person::signOut),
        ANOTHER_BROWSER(
                person -> person.elsewhere().onAccount("/account/session", Map.of("session_id", person.sessionName())));

        private final Action action;

        SignOut(Action action) {
            this.action = action;
        }
    }

    @ParameterizedTest
    @EnumSource
    void s27_everythingEnds(Ground ground) {
        Person person = servers.signedIn();
        Person elsewhere = person.elsewhere();
        Person bystander = servers.signedIn();
        List<Held> held = person.tokens().all();
        List<Held> others = bystander.tokens().all();
        servers.requireAllWork(held);
        servers.requireAllWork(others);

        ground.action.by(person);

        servers.requireNoneWorks(held);
        assertThat(person.isSignedIn()).isFalse();
        assertThat(elsewhere.isSignedIn()).isFalse();
        servers.requireAllWork(others);
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
        Person person = servers.signedIn();
        List<Held> held = person.tokens().all();
        Person elsewhere = person.elsewhere();
        List<Held> ofAnotherSession = elsewhere.tokens().all();
        servers.requireAllWork(held);

        how.action.by(person);

        servers.requireNoneWorks(held.stream().filter(each -> !each.offline()).toList());
        assertThat(person.isSignedIn()).isFalse();
        held.stream()
                .filter(Held::offline)
                .forEach(each ->
                        assertThat(each.works().test(second)).as(each.name()).isTrue());
        assertThat(elsewhere.isSignedIn()).isTrue();
        ofAnotherSession.forEach(
                each -> assertThat(each.works().test(second)).as(each.name()).isTrue());
    }

    @Test
    void s27_whoShowsThePasswordOnceMoreLosesNothing() {
        Person person = servers.signedIn();
        List<Held> held = person.tokens().all();
        WebClient client = WebClient.confidential(first, "pets.r");

        Answer login = person.visitor()
                .get(client.url("scope", "pets.r", "prompt", "login"))
                .expect(200);
        person.visitor().signIn(login, person.userId(), People.PASSWORD);

        servers.requireAllWork(held);
        person.signOut();
        servers.requireNoneWorks(held.stream().filter(each -> !each.offline()).toList());
    }

    @Test
    void s27_whoeverSignsInInAnothersBrowserEndsTheOthersSession() {
        Person person = servers.signedIn();
        List<Held> held = person.tokens().all();
        String other = first.newUser();
        WebClient client = WebClient.confidential(first, "pets.r");

        Answer login = person.visitor()
                .get(client.url("scope", "pets.r", "prompt", "login"))
                .expect(200);
        person.visitor().signIn(login, other, People.PASSWORD);

        servers.requireNoneWorks(held.stream().filter(each -> !each.offline()).toList());
    }

    @Test
    void s27_aDisabledUserAndTheirClientsGetNothing() {
        Person person = servers.signedIn();
        TestServer.Registered client = first.newClient(person.userId(), "oauth.service.r");
        String token = first.token(client.clientId(), client.secret());
        second.token(client.clientId(), client.secret());
        Api basic = second.admin().withBasic(client.clientId(), client.secret());
        String form = "grant_type=client_credentials";

        person.set(",\"active\":false").expect(200);

        await().untilAsserted(() ->
                second.admin().withToken(token).get("/oauth2/service?page=1").expect(401));
        await().untilAsserted(() ->
                TokenFixture.form(second, client, "/oauth2/token", form).expect(401));
        TokenFixture.form(second, client, "/oauth2/introspect", "token=" + token)
                .expect(401);
        await().untilAsserted(() -> basic.get("/oauth2/service?page=1").expect(401));
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
        Person person = servers.signedIn();
        List<Held> held = person.tokens().all();
        servers.requireAllWork(held);

        person.remove();
        first.jdbi().useHandle(handle -> handle.execute("""
                insert into users (user_id, user_type, email, password_hash, created, updated)
                values (?, 'employee', ?, 'x', now(), now())
                """, person.userId(), person.userId() + "@example.org"));

        servers.requireNoneWorks(held);
    }

    @Test
    void onlyAdministratorsEndAndDisableOthers() {
        String user = first.newUser();
        Api other = first.as(first.newUser(), "oauth.user.w", "oauth.user.r");

        other.delete("/oauth2/user/" + user + "/session").expectError(403, "ERR11620", "PERMISSION_DENIED");
        other.delete("/oauth2/user/nobody/session").expectError(403, "ERR11620", "PERMISSION_DENIED");
        first.as(user, "oauth.user.w")
                .put("/oauth2/user", TwoServers.user(user, ",\"active\":false"))
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
