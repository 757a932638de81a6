package dev.gatehouse.clientlibrary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.gatehouse.client.Gatehouse;
import dev.gatehouse.client.call.GatehouseException;
import dev.gatehouse.client.call.Secret;
import dev.gatehouse.client.call.Versioned;
import dev.gatehouse.client.user.Membership;
import dev.gatehouse.client.user.TeamProfile;
import dev.gatehouse.client.user.UserProfile;
import dev.gatehouse.testing.TestServer;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** People by the client. */
class UsersRoundTripTest {
    private static final Secret PASSWORD = Secret.of("correct horse battery staple");

    private final Gatehouse gatehouse = Programs.administrator(TestServer.shared());
    private final String prefix = "lib-" + UUID.randomUUID();

    private UserProfile create(String id) {
        return gatehouse.users().create(UserProfile.of(id, "employee", id + "@example.org"), PASSWORD);
    }

    @Test
    void aUserIsCreatedReadChangedAndRemoved() {
        UserProfile created = create(prefix);
        Versioned<UserProfile> read = gatehouse.users().getVersioned(prefix);
        assertThat(read.value()).isEqualTo(created);

        UserProfile changed = gatehouse.users().update(read.value().named("Maria", "Weber"), read.entityTag());
        assertThat(changed.lastName()).isEqualTo("Weber");
        assertThatExceptionOfType(GatehouseException.class)
                .isThrownBy(() -> gatehouse.users().delete(prefix, read.entityTag()))
                .matches(refused -> refused.status() == 412);
        gatehouse.users().delete(prefix);
        assertThatExceptionOfType(GatehouseException.class)
                .isThrownBy(() -> gatehouse.users().get(prefix))
                .matches(refused -> refused.code().equals("ERR12013"));
    }

    @Test
    void aUserIsDisabledAndAllSessionsEnd() {
        UserProfile created = create(prefix);
        assertThat(created.active()).isTrue();

        gatehouse.users().unlock(prefix);
        gatehouse.users().endSessions(prefix);
        UserProfile disabled = gatehouse.users().update(created.withActive(false));

        assertThat(disabled.active()).isFalse();
        assertThat(gatehouse.users().update(disabled.withRoles("a")).active()).isFalse();
        assertThatExceptionOfType(GatehouseException.class)
                .isThrownBy(() -> gatehouse.users().endSessions(prefix + "-nobody"))
                .matches(refused -> refused.code().equals("ERR12013"));
    }

    @Test
    void teamsAreMadeChangedAndGetWhatAPersonOwns() {
        create(prefix);
        create(prefix + "b");
        String id = prefix + "-team";
        TeamProfile made = gatehouse.teams().create(TeamProfile.of(id, "A team", Membership.owner(prefix)));
        assertThat(gatehouse.teams().get(id)).isEqualTo(made);
        List<Membership> both = List.of(Membership.owner(prefix), Membership.member(prefix + "b"));
        TeamProfile changed = gatehouse.teams().update(made.withMembers(both).withScope("oauth.user.r"));
        assertThat(changed.members()).isEqualTo(both);
        assertThat(gatehouse.teams().listStartingWith(id)).containsExactly(changed);
        gatehouse.teams().removeMember(id, prefix + "b");

        assertThat(gatehouse.teams().handOverUser(prefix, prefix + "b").moved())
                .isEqualTo(Map.of("clients", 0, "services", 0, "teams", 1));
        assertThat(gatehouse.teams().handOverTeam(id, prefix + "b").moved())
                .isEqualTo(Map.of("clients", 0, "services", 0));
        gatehouse.teams().delete(id);
        assertThatExceptionOfType(GatehouseException.class)
                .isThrownBy(() -> gatehouse.teams().get(id))
                .matches(refused -> refused.code().equals("ERR12240"));
    }

    @Test
    void passwordsAreChanged() {
        create(prefix);
        Secret next = Secret.of("a wholly different horse");

        gatehouse.users().changePassword(prefix, PASSWORD, next);
        gatehouse.users().changePassword(prefix, null, PASSWORD);
        assertThatExceptionOfType(GatehouseException.class)
                .isThrownBy(() -> gatehouse.users().changePassword(prefix, next, PASSWORD))
                .matches(refused -> refused.code().equals("ERR12119"))
                .withMessageNotContaining(next.reveal());
    }

    @Test
    void usersAreListedByPages() {
        List.of("a", "b", "c").forEach(suffix -> create(prefix + suffix));

        assertThat(gatehouse.users().listStartingWith(prefix).map(UserProfile::userId))
                .containsExactly(prefix + "a", prefix + "b", prefix + "c");
        assertThat(gatehouse.users().list().limit(3)).hasSize(3);
    }
}
