package dev.gatehouse.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.http.DatabaseLink;
import dev.gatehouse.oauth.HeldTokens.Held;
import dev.gatehouse.oauth.TwoServers.Person;
import dev.gatehouse.store.DatabaseAddress;
import dev.gatehouse.testing.TestDatabase;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What ends at one process ends at another that reaches the database but hears no changes. */
class UnheardEndsTest {
    private static final DatabaseAddress DATABASE = TestDatabase.create();
    private static final DatabaseLink LINK = new DatabaseLink(DATABASE);
    private static TwoServers servers;

    private enum Ground {
        PASSWORD(person -> servers.first()
                .administrator()
                .post(
                        "/oauth2/password/" + person.userId(),
                        "{\"newPassword\":\"battery staple\",\"newPasswordConfirm\":\"battery staple\"}")
                .expect(204)),
        SESSIONS(person -> servers.first()
                .administrator()
                .delete("/oauth2/user/" + person.userId() + "/session")
                .expect(204)),
        SIGN_OUT(Person::signOut),
        DISABLED(person -> person.set(",\"active\":false").expect(200)),
        REMOVED(Person::remove);

        private final Consumer<Person> action;

        Ground(Consumer<Person> action) {
            this.action = action;
        }
    }

    @BeforeAll
    static void start() {
        servers = TwoServers.start(DATABASE, LINK.address());
    }

    @AfterAll
    static void stop() {
        LINK.mend();
        servers.close();
        LINK.close();
    }

    @ParameterizedTest
    @EnumSource
    void s27_everythingEndsUnheard(Ground ground) {
        LINK.mendChanges(servers.second());
        Person person = servers.signedIn();
        Person bystander = servers.signedIn();
        List<Held> held = person.tokens().all();
        List<Held> others = bystander.tokens().all();
        servers.requireAllWork(held);
        LINK.cutChanges(servers.second());
        servers.requireAllWork(held);

        ground.action.accept(person);

        held.stream()
                .filter(each -> ground != Ground.SIGN_OUT || !each.offline())
                .forEach(each -> assertThat(each.works().test(servers.second()))
                        .as("%s works for who hears nothing", each.name())
                        .isFalse());
        servers.requireAllWork(others);
    }
}
