package dev.gatehouse.users.team;

import static dev.gatehouse.users.team.TeamsOfTests.body;
import static dev.gatehouse.users.team.TeamsOfTests.member;
import static dev.gatehouse.users.team.TeamsOfTests.newId;
import static dev.gatehouse.users.team.TeamsOfTests.service;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatehouse.authority.SystemScopes;
import dev.gatehouse.testing.Answer;
import dev.gatehouse.testing.Api;
import dev.gatehouse.testing.TestServer;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Teams own what people own, and whoever is in one acts for it. */
class TeamsTest {
    private final TestServer server = TestServer.shared();
    private final TeamsOfTests teams = TeamsOfTests.on(server);
    private final String team = teams.team;
    private final String path = "/oauth2/team/" + team;
    private final Api stranger = server.as(server.newUser(), TeamsOfTests.SCOPES);

    private static Set<String> ids(Answer list, String member) {
        return list.expect(200)
                .json()
                .valueStream()
                .map(entry -> entry.get(member).asString())
                .collect(Collectors.toSet());
    }

    @Test
    void createsReadsChangesListsAndRemovesATeam() {
        String id = newId();
        Answer created = teams.asAlice
                .post("/oauth2/team", body(id, member(teams.carol, "member")))
                .expect(200);
        assertThat(created.header("Location")).isEqualTo("/oauth2/team/" + id);
        assertThat(created.json().get("members").toString())
                .as("who makes a team owns it")
                .contains(member(teams.alice, "owner"), member(teams.carol, "member"));
        assertThat(teams.asCarol.get("/oauth2/team/" + id).expect(200).json()).isEqualTo(created.json());

        JsonNode renamed = teams.asAlice
                .put(
                        "/oauth2/team",
                        "{\"teamId\":\"" + id + "\",\"teamName\":\"Billing\"}",
                        "If-Match",
                        created.entityTag())
                .expect(200)
                .json();
        assertThat(renamed.get("teamName").asString()).isEqualTo("Billing");
        assertThat(renamed.get("members")).isEqualTo(created.json().get("members"));
        teams.asAlice
                .delete("/oauth2/team/" + id, "If-Match", created.entityTag())
                .expectError(412, "ERR12101", "PRECONDITION_FAILED");

        assertThat(ids(teams.asCarol.get("/oauth2/team?page=1"), "teamId")).containsExactlyInAnyOrder(team, id);
        assertThat(ids(stranger.get("/oauth2/team?page=1"), "teamId")).isEmpty();
        assertThat(ids(teams.administrator.get("/oauth2/team?page=1&teamId=" + id), "teamId"))
                .containsExactly(id);

        teams.asAlice.delete("/oauth2/team/" + id).expect(204);
        teams.administrator.get("/oauth2/team/" + id).expectError(404, "ERR12240", "TEAM_NOT_FOUND");
        assertThat(teams.administrator
                        .get("/oauth2/audit?page=1&subject=team/" + id)
                        .json()
                        .valueStream()
                        .map(entry -> entry.get("action").asString()))
                .containsExactly("team.delete", "team.update", "team.create");
    }

    @Test
    void refusesTeamsThatCannotBe() {
        teams.asAlice
                .post("/oauth2/team", body(newId(), member("nobody-here", "member")))
                .expectError(404, "ERR12013", "USER_NOT_FOUND");
        teams.asAlice
                .put("/oauth2/team", body(team, member(teams.alice, "member")))
                .expectError(400, "ERR11004", "VALIDATOR_SCHEMA");
        teams.asAlice
                .put("/oauth2/team", body(team, member(teams.alice, "owner"), member(teams.alice, "member")))
                .expectError(400, "ERR11004", "VALIDATOR_SCHEMA");
        teams.asAlice.put("/oauth2/team", body(newId())).expectError(400, "ERR11004", "VALIDATOR_SCHEMA");
        teams.asAlice
                .put("/oauth2/team", body(newId(), member(teams.alice, "owner")))
                .expectError(404, "ERR12240", "TEAM_NOT_FOUND");
        teams.asAlice.delete(path + "/member/nobody-here").expectError(404, "ERR12244", "TEAM_MEMBER_NOT_FOUND");
    }

    @Test
    void s25_whoeverIsInATeamManagesWhatItOwnsAndNobodyElseDoes() {
        String serviceId = teams.newService(teams.asAlice, team);
        String clientId = teams.newClient(teams.asCarol, team, "");

        for (Api api : List.of(teams.asAlice, teams.asCarol)) {
            api.put("/oauth2/service", service(serviceId, team)).expect(200);
            api.post("/oauth2/service/" + serviceId + "/endpoint", "[]").expect(201);
            assertThat(ids(api.get("/oauth2/client?page=1&pageSize=100"), "clientId"))
                    .contains(clientId);
            api.put("/oauth2/client", "{\"clientId\":\"" + clientId + "\",\"clientName\":\"y\"}")
                    .expect(200);
            api.send("POST", "/oauth2/client/" + clientId + "/secret", null).expect(200);
            api.get("/oauth2/deprecation?page=1&ownerId=" + team).expect(200);
        }
        stranger.put("/oauth2/service", service(serviceId, team)).expectError(403, "ERR11620", "PERMISSION_DENIED");
        stranger.get("/oauth2/client/" + clientId).expectError(403, "ERR11620", "PERMISSION_DENIED");
        stranger.get("/oauth2/deprecation?page=1&ownerId=" + team).expectError(403, "ERR11620", "PERMISSION_DENIED");
        stranger.post("/oauth2/service", service("mine-" + serviceId, team))
                .expectError(403, "ERR11620", "PERMISSION_DENIED");
        teams.client(stranger, team, "").expectError(403, "ERR11620", "PERMISSION_DENIED");
        assertThat(ids(stranger.get("/oauth2/client?page=1"), "clientId")).doesNotContain(clientId);
    }

    @Test
    void s25_onlyItsOwnersSayWhoIsInATeam() {
        String more = body(team, member(teams.carol, "owner"));
        for (Api api : List.of(teams.asCarol, stranger)) {
            api.put("/oauth2/team", more).expectError(403, "ERR11620", "PERMISSION_DENIED");
            api.delete(path).expectError(403, "ERR11620", "PERMISSION_DENIED");
            api.delete(path + "/member/" + teams.alice).expectError(403, "ERR11620", "PERMISSION_DENIED");
        }
        stranger.get(path).expectError(403, "ERR11620", "PERMISSION_DENIED");
        TestServer.Registered own = teamsClient("oauth.service.w oauth.client.w");
        with(own).put("/oauth2/team", more).expectError(403, "ERR11620", "PERMISSION_DENIED");
    }

    @Test
    void s25_aTokenThatManagesLessThanATeamOwnsLetsNobodyIn() {
        for (String scope : List.of("oauth.service.w", "oauth.client.w")) {
            Api narrow = server.as(teams.alice, scope);
            narrow.put("/oauth2/team", body(team, member(teams.alice, "owner"), member("admin", "owner")))
                    .expectError(403, "ERR11620", "PERMISSION_DENIED");
            narrow.post("/oauth2/team", body(newId())).expectError(403, "ERR11620", "PERMISSION_DENIED");
        }
    }

    @Test
    void s25_aTeamHoldsWhatEverybodyMayAndWhatAnAdministratorGaveIt() {
        teams.administrator
                .put("/oauth2/team", body(team, member("admin", "owner"), member(teams.alice, "owner")))
                .expect(200);
        TestServer.Registered client = teamsClient(String.join(" ", SystemScopes.ALL));
        assertThat(scopes(client))
                .as("although an administrator is in it")
                .containsExactlyInAnyOrder(
                        "oauth.client.r",
                        "oauth.client.w",
                        "oauth.client.register",
                        "oauth.contract.check",
                        "oauth.service.r",
                        "oauth.service.w",
                        "oauth.usage.w",
                        "token-storage.r",
                        "token-storage.w");
        String wider = "{\"teamId\":\"%s\",\"teamName\":\"x\",\"scope\":\"oauth.user.r\"}".formatted(team);

        teams.asAlice.put("/oauth2/team", wider).expectError(403, "ERR11620", "PERMISSION_DENIED");
        teams.administrator.put("/oauth2/team", wider).expect(200);

        await().untilAsserted(() -> assertThat(scopes(client)).contains("oauth.user.r"));
        Api calling = with(client);
        calling.get("/oauth2/user?page=1").expect(200);
        assertThat(teams.asAlice
                        .send("POST", "/oauth2/client/" + client.clientId() + "/secret", null)
                        .expectError(403, "ERR11620", "PERMISSION_DENIED")
                        .description())
                .contains("oauth.user.r");

        teams.administrator
                .put("/oauth2/team", wider.replace("oauth.user.r", ""))
                .expect(200);
        await().untilAsserted(() ->
                calling.get("/oauth2/user?page=1").expectError(403, "ERR10005", "AUTH_TOKEN_SCOPE_MISMATCH"));
    }

    @Test
    void s25_aTeamsClientActsAsTheTeamAndForNobodyInIt() {
        String theTeams = teams.newService(teams.asAlice, team);
        String alices = teams.newService(teams.asAlice, teams.alice);
        TestServer.Registered client = teamsClient("oauth.service.w oauth.client.w oauth.client.r");

        Api itself = with(client);

        itself.put("/oauth2/service", service(theTeams, team)).expect(200);
        itself.put("/oauth2/service", service(alices, teams.alice)).expectError(403, "ERR11620", "PERMISSION_DENIED");
        String own = teams.newService(itself, team);
        assertThat(teams.owner("/oauth2/service/" + own)).isEqualTo(team);
    }

    @Test
    void s27_whoLeavesATeamActsForItNoMore() {
        String serviceId = teams.newService(teams.asAlice, team);
        teams.asCarol.put("/oauth2/service", service(serviceId, team)).expect(200);

        teams.asCarol.delete(path + "/member/" + teams.carol).expect(204);

        await().untilAsserted(() -> teams.asCarol
                .put("/oauth2/service", service(serviceId, team))
                .expectError(403, "ERR11620", "PERMISSION_DENIED"));
        teams.asCarol.get(path).expectError(403, "ERR11620", "PERMISSION_DENIED");
        teams.client(teams.asCarol, team, "").expectError(403, "ERR11620", "PERMISSION_DENIED");
    }

    private TestServer.Registered teamsClient(String scope) {
        JsonNode client =
                teams.client(teams.administrator, team, scope).expect(200).json();
        return new TestServer.Registered(
                client.get("clientId").asString(), client.get("clientSecret").asString());
    }

    private Api with(TestServer.Registered client) {
        return server.admin().withToken(server.token(client.clientId(), client.secret()));
    }

    private List<String> scopes(TestServer.Registered client) {
        String scope = server.open()
                .withBasic(client.clientId(), client.secret())
                .send(
                        "POST",
                        "/oauth2/token",
                        "grant_type=client_credentials",
                        "Content-Type",
                        "application/x-www-form-urlencoded")
                .expect(200)
                .json()
                .path("scope")
                .asString("");
        return List.of(scope.split(" "));
    }
}
