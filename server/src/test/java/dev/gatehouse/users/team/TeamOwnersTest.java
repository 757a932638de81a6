package dev.gatehouse.users.team;

import static dev.gatehouse.users.team.TeamsOfTests.body;
import static dev.gatehouse.users.team.TeamsOfTests.member;
import static dev.gatehouse.users.team.TeamsOfTests.newId;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.Answer;
import dev.gatehouse.testing.Api;
import dev.gatehouse.testing.TestServer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Who owns something is there, is one of its kind, and has an owner itself where it is a team; whoever comes in between. */
class TeamOwnersTest {
    private final TestServer server = TestServer.shared();
    private final TeamsOfTests teams = TeamsOfTests.on(server);
    private final String team = teams.team;
    private final String path = "/oauth2/team/" + team;

    @Test
    void noIdIsATeamsAndAUsersOrAClients() throws Exception {
        String user = "{\"userId\":\"%1$s\",\"userType\":\"partner\",\"email\":\"%1$s@example.org\","
                + "\"password\":\"correct horse\",\"passwordConfirm\":\"correct horse\"}";
        String client = "{\"clientId\":\"%s\",\"clientName\":\"x\"}";

        teams.asAlice.post("/oauth2/team", body(team)).expectError(400, "ERR12241", "TEAM_ID_EXISTS");
        teams.asAlice.post("/oauth2/team", body(teams.carol)).expectError(400, "ERR12241", "TEAM_ID_EXISTS");
        teams.administrator.post("/oauth2/user", user.formatted(team)).expectError(400, "ERR12110", "USER_ID_EXISTS");
        teams.administrator
                .post("/oauth2/client", client.formatted(team))
                .expectError(400, "ERR12019", "CLIENT_ID_EXISTS");
        String clientId = teams.newClient(teams.asAlice, teams.alice, "");
        teams.asAlice.post("/oauth2/team", body(clientId)).expectError(400, "ERR12241", "TEAM_ID_EXISTS");

        for (int i = 0; i < 10; i++) {
            String id = newId();
            assertThat(together(List.of(
                            () -> teams.administrator.post("/oauth2/user", user.formatted(id)),
                            () -> teams.asAlice.post("/oauth2/team", body(id)),
                            () -> teams.administrator.post("/oauth2/client", client.formatted(id)))))
                    .containsExactlyInAnyOrder(200, 400, 400);
        }
    }

    @Test
    void aTeamKeepsAnOwnerWhoeverLeavesAtTheSameTime() throws Exception {
        teams.asAlice.delete(path + "/member/" + teams.alice).expectError(409, "ERR12243", "TEAM_WITHOUT_OWNER");
        assertThat(teams.administrator
                        .delete("/oauth2/user/" + teams.alice)
                        .expect(409)
                        .description())
                .isNotBlank();

        for (int i = 0; i < 5; i++) {
            teams.administrator
                    .put("/oauth2/team", body(team, member(teams.alice, "owner"), member(teams.carol, "owner")))
                    .expect(200);
            assertThat(together(List.of(
                            () -> teams.asAlice.delete(path + "/member/" + teams.alice),
                            () -> teams.asCarol.delete(path + "/member/" + teams.carol))))
                    .containsExactlyInAnyOrder(204, 409);
        }
    }

    @Test
    void nobodyIsPutIntoAnyNumberOfTeams() {
        server.jdbi().useTransaction(handle -> {
            handle.execute("""
                    insert into team (team_id, team_name, created, updated)
                    select ? || '-' || n, 'x', now(), now() from generate_series(1, 199) n
                    """, team);
            handle.execute("""
                    insert into team_member (team_id, user_id, role)
                    select ? || '-' || n, ?, 'owner' from generate_series(1, 199) n
                    """, team, teams.carol);
        });

        String more = body(newId(), member(teams.carol, "member"));
        assertThat(teams.asAlice
                        .post("/oauth2/team", more)
                        .expectError(409, "ERR12245", "TEAM_LIMIT_REACHED")
                        .description())
                .contains(teams.carol);

        teams.asCarol.delete(path + "/member/" + teams.carol).expect(204);
        teams.asAlice.post("/oauth2/team", more).expect(200);
    }

    @Test
    void whoIsTheOnlyOwnerOfATeamIsNotRemoved() {
        String user = server.newUser();
        Api self = server.as(user, TeamsOfTests.SCOPES);
        String id = newId();
        self.post("/oauth2/team", body(id, member(teams.alice, "member"))).expect(200);
        server.jdbi().useHandle(handle -> handle.execute("delete from client where owner_id = ?", user));

        assertThat(teams.administrator
                        .delete("/oauth2/user/" + user)
                        .expectError(409, "ERR12112", "USER_IN_USE")
                        .description())
                .contains("teams");

        teams.administrator
                .put("/oauth2/team", body(id, member(user, "owner"), member(teams.alice, "owner")))
                .expect(200);
        teams.administrator.delete("/oauth2/user/" + user).expect(204);
        assertThat(teams.administrator
                        .get("/oauth2/team/" + id)
                        .expect(200)
                        .json()
                        .get("members"))
                .hasSize(1);
    }

    @Test
    void aTeamThatOwnsSomethingStays() {
        String serviceId = teams.newService(teams.asAlice, team);
        String clientId = teams.newClient(teams.asAlice, team, "");

        assertThat(teams.asAlice
                        .delete(path)
                        .expectError(409, "ERR12242", "TEAM_IN_USE")
                        .description())
                .contains("services " + serviceId, "clients " + clientId);

        teams.asAlice.delete("/oauth2/service/" + serviceId).expect(204);
        teams.asAlice.delete("/oauth2/client/" + clientId).expect(204);
        teams.asAlice.delete(path).expect(204);
    }

    private static List<Integer> together(List<Callable<Answer>> calls) throws Exception {
        try (ExecutorService all = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Integer> statuses = new ArrayList<>();
            for (Future<Answer> answer : all.invokeAll(calls)) {
                statuses.add(answer.get().status());
            }
            return statuses;
        }
    }
}
