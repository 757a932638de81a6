package dev.gatehouse.users.team;

import static dev.gatehouse.users.team.TeamsOfTests.body;
import static dev.gatehouse.users.team.TeamsOfTests.member;
import static dev.gatehouse.users.team.TeamsOfTests.newId;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.Answer;
import dev.gatehouse.testing.Api;
import dev.gatehouse.testing.TestServer;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Everything somebody owns gets another owner at once, and then the person can be removed. */
class HandoverTest {
    private final TestServer server = TestServer.shared();
    private final TeamsOfTests teams = TeamsOfTests.on(server);
    private final String dave = server.newUser();
    private final Api asDave = server.as(dave, TeamsOfTests.SCOPES);
    private final String serviceId = teams.newService(asDave, dave);
    private final String clientId = teams.newClient(asDave, dave, "");

    private static Answer handOver(Api api, String from, String to) {
        return api.post("/oauth2/user/" + from + "/handover", "{\"to\":\"" + to + "\"}");
    }

    private static Answer handOverTeam(Api api, String from, String to) {
        return api.post("/oauth2/team/" + from + "/handover", "{\"to\":\"" + to + "\"}");
    }

    private String audited(String subject) {
        return teams.administrator
                .get("/oauth2/audit?page=1&subject=" + subject)
                .expect(200)
                .json()
                .get(0)
                .toString();
    }

    @Test
    void everythingAPersonOwnsGoesToATeamAndThePersonCanBeRemoved() {
        JsonNode done =
                handOver(teams.administrator, dave, teams.team).expect(200).json();

        assertThat(done.toString())
                .isEqualTo("{\"from\":\"%s\",\"to\":\"%s\",\"moved\":{\"clients\":2,\"services\":1,\"teams\":0}}"
                        .formatted(dave, teams.team));
        assertThat(teams.owner("/oauth2/service/" + serviceId)).isEqualTo(teams.team);
        assertThat(teams.owner("/oauth2/client/" + clientId)).isEqualTo(teams.team);
        assertThat(audited("service/" + serviceId)).contains("service.handover", dave, teams.team);
        assertThat(audited("client/" + clientId)).contains("client.handover", dave, teams.team);
        assertThat(audited("user/" + dave)).contains("user.handover", "\"services\":1");
        teams.asCarol.get("/oauth2/client/" + clientId).expect(200);
        teams.administrator.delete("/oauth2/user/" + dave).expect(204);
    }

    @Test
    void s27_whatAClientManagesItselfWithEndsWithItsOwner() {
        Api initial = server.open().withToken(asDave.token());
        JsonNode registered = initial.post(
                        "/oauth2/register", "{\"client_name\":\"x\",\"grant_types\":[\"client_credentials\"]}")
                .expect(201)
                .json();
        String own = "/oauth2/register/" + registered.get("client_id").asString();
        Api itself = server.open()
                .withToken(registered.get("registration_access_token").asString());
        itself.get(own).expect(200);

        handOver(teams.administrator, dave, teams.carol).expect(200);

        itself.get(own).expect(401);
    }

    @Test
    void s25_onlyAdministratorsGiveWhatIsOthersOrGiveItToStrangers() {
        handOver(teams.asAlice, dave, teams.team).expectError(403, "ERR11620", "PERMISSION_DENIED");
        handOver(asDave, dave, teams.alice).expectError(403, "ERR11620", "PERMISSION_DENIED");
        handOver(asDave, dave, teams.team).expectError(403, "ERR11620", "PERMISSION_DENIED");
        handOverTeam(teams.asCarol, teams.team, teams.carol).expectError(403, "ERR11620", "PERMISSION_DENIED");
        handOverTeam(teams.asAlice, teams.team, teams.carol).expectError(403, "ERR11620", "PERMISSION_DENIED");
        handOverTeam(asDave, teams.team, dave).expectError(403, "ERR11620", "PERMISSION_DENIED");
        assertThat(teams.owner("/oauth2/service/" + serviceId)).isEqualTo(dave);
    }

    @Test
    void s25_aPersonGivesATeamWhatTheTokenCovers() {
        String id = newId();
        asDave.post("/oauth2/team", body(id, member(teams.alice, "owner"))).expect(200);
        asDave.put("/oauth2/team", body(id, member(dave, "member"), member(teams.alice, "owner")))
                .expect(200);
        String wide = server.newClient(dave, "oauth.user.r").clientId();

        assertThat(handOver(asDave, dave, id)
                        .expectError(403, "ERR11620", "PERMISSION_DENIED")
                        .description())
                .contains(wide, "oauth.user.r");
        assertThat(teams.owner("/oauth2/service/" + serviceId))
                .as("all or nothing")
                .isEqualTo(dave);
        handOver(server.as(dave, "oauth.service.w", "oauth.user.r"), dave, id)
                .expectError(403, "ERR11620", "PERMISSION_DENIED");

        asDave.delete("/oauth2/client/" + wide).expectError(403, "ERR11620", "PERMISSION_DENIED");
        Api covering = server.as(
                dave,
                "oauth.service.r",
                "oauth.service.w",
                "oauth.client.r",
                "oauth.client.w",
                "oauth.client.register",
                "oauth.user.r");
        handOver(covering, dave, id).expect(200);
        assertThat(teams.owner("/oauth2/client/" + wide)).isEqualTo(id);
    }

    @Test
    void aTeamGetsANewOwnerFromAUserAndNoneFromATeam() {
        assertThat(handOver(teams.administrator, teams.alice, newTeamOf(dave))
                        .expectError(409, "ERR12243", "TEAM_WITHOUT_OWNER")
                        .description())
                .contains(teams.team);

        assertThat(handOver(teams.administrator, teams.alice, dave)
                        .expect(200)
                        .json()
                        .at("/moved/teams")
                        .asInt())
                .isEqualTo(1);

        assertThat(teams.administrator
                        .get("/oauth2/team/" + teams.team)
                        .expect(200)
                        .json()
                        .get("members")
                        .toString())
                .contains(member(dave, "owner"), member(teams.alice, "member"));
        assertThat(audited("team/" + teams.team)).contains("team.handover", dave);
        teams.administrator.delete("/oauth2/user/" + teams.alice).expect(204);
    }

    @Test
    void whatATeamOwnsGoesToOneOfItsOwnersAndTheTeamCanBeRemoved() {
        handOver(teams.administrator, dave, teams.team).expect(200);

        handOverTeam(teams.asAlice, teams.team, teams.alice).expect(200);

        assertThat(teams.owner("/oauth2/service/" + serviceId)).isEqualTo(teams.alice);
        assertThat(audited("team/" + teams.team)).contains("team.handover");
        teams.asAlice.delete("/oauth2/team/" + teams.team).expect(204);
    }

    @Test
    void refusesWhoDoesNotExist() {
        handOver(teams.administrator, dave, "nobody-here").expectError(404, "ERR12013", "USER_NOT_FOUND");
        handOver(teams.administrator, "nobody-here", dave).expectError(404, "ERR12013", "USER_NOT_FOUND");
        handOver(teams.administrator, dave, dave).expectError(400, "ERR11004", "VALIDATOR_SCHEMA");
        handOverTeam(teams.administrator, "nobody-here", dave).expectError(404, "ERR12240", "TEAM_NOT_FOUND");
    }

    private String newTeamOf(String userId) {
        String id = newId();
        teams.administrator
                .post("/oauth2/team", body(id, member(userId, "owner")))
                .expect(200);
        return id;
    }
}
