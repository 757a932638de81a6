package dev.gatehouse.users.team;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.Answer;
import dev.gatehouse.testing.Api;
import dev.gatehouse.testing.TestServer;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Whoever is in a team decides who gets access to its services, and has what the team has. */
class TeamAccessTest {
    private final TestServer server = TestServer.shared();
    private final TeamsOfTests teams = TeamsOfTests.on(server);
    private final String dave = server.newUser();
    private final Api asDave = server.as(dave, TeamsOfTests.SCOPES);

    /** A service whose one endpoint needs a scope of its own. */
    private String newService(Api api, String ownerId) {
        String id = "s" + UUID.randomUUID();
        api.post("/oauth2/service", """
                        {"serviceId":"%1$s","serviceType":"openapi","serviceName":"x","scope":"%1$s.r","ownerId":"%2$s"}
                        """.formatted(id, ownerId)).expect(200);
        api.post("/oauth2/service/" + id + "/endpoint", """
                        [{"endpoint":"/x@get","operation":"x","scope":"%s.r"}]
                        """.formatted(id)).expect(201);
        return id;
    }

    private static Answer link(Api api, String clientId, String serviceId) {
        return api.post("/oauth2/client/" + clientId + "/service/" + serviceId, "[\"/x@get\"]");
    }

    @Test
    void s25_aMemberDecidesForTheTeamAndNobodyElseDoes() {
        String service = newService(teams.asAlice, teams.team);
        String clientId = teams.newClient(asDave, dave, "");
        String request = link(asDave, clientId, service).expect(202).header("Location");

        assertThat(teams.asCarol
                        .get("/oauth2/access-request?page=1&service=" + service)
                        .expect(200)
                        .json())
                .hasSize(1);
        teams.asCarol.get(request).expect(200);
        Api stranger = server.as(server.newUser(), TeamsOfTests.SCOPES);
        stranger.post(request + "/approve", "{}").expectError(403, "ERR11620", "PERMISSION_DENIED");
        asDave.post(request + "/approve", "{}").expectError(403, "ERR11620", "PERMISSION_DENIED");

        teams.asCarol.post(request + "/approve", "{}").expect(200);

        assertThat(teams.asCarol
                        .get("/oauth2/service/" + service + "/client?page=1")
                        .expect(200)
                        .text())
                .contains(clientId);
        teams.asCarol
                .delete("/oauth2/service/" + service + "/client/" + clientId)
                .expect(204);
        stranger.put("/oauth2/scope/" + service + ".r", "{\"description\":\"Mine\"}")
                .expectError(403, "ERR11620", "PERMISSION_DENIED");
        teams.asCarol
                .put("/oauth2/scope/" + service + ".r", "{\"description\":\"Ours\"}")
                .expect(200);
    }

    @Test
    void s25_whatIsAMembersOwnIsNotTheTeams() {
        String alices = newService(teams.asAlice, teams.alice);
        String theTeams = newService(teams.asAlice, teams.team);
        String clientOfTeam = teams.newClient(teams.asAlice, teams.team, "");
        String clientOfCarol = teams.newClient(teams.asCarol, teams.carol, "");

        link(teams.asCarol, clientOfTeam, alices).expect(202);
        link(teams.asCarol, clientOfCarol, theTeams).expect(200);
        link(teams.asAlice, clientOfTeam, theTeams).expect(200);
    }

    @Test
    void scopesAndWhatWaitsGoWithAHandover() {
        String service = newService(asDave, dave);
        Api stranger = server.as(server.newUser(), TeamsOfTests.SCOPES);
        String clientId = stranger.post("/oauth2/client", "{\"clientName\":\"x\"}")
                .expect(200)
                .json()
                .get("clientId")
                .asString();
        String request = link(stranger, clientId, service).expect(202).header("Location");
        String ended = newService(asDave, dave);
        asDave.delete("/oauth2/service/" + ended).expect(204);

        teams.administrator
                .post("/oauth2/user/" + dave + "/handover", "{\"to\":\"" + teams.team + "\"}")
                .expect(200);

        teams.asCarol.post(request + "/approve", "{}").expect(200);
        List<String> owners = server.jdbi()
                .withHandle(handle -> handle.createQuery("""
                        select distinct owner_id from scope_owner where scope = any(:scopes)
                        """)
                        .bindArray("scopes", String.class, service + ".r", ended + ".r")
                        .mapTo(String.class)
                        .list());
        assertThat(owners).containsExactly(teams.team);
    }
}
