package dev.gatehouse.access.issuers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.Answer;
import dev.gatehouse.testing.TestDatabase;
import dev.gatehouse.testing.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Groups in tokens of another issuer act for the teams that the operator mapped them to, and for nobody else; and when users signed in there. */
class MappedGroupsTest {
    private static final TestIssuer ISSUER = new TestIssuer();
    private static TestServer server;
    private static String user;

    @BeforeAll
    static void start() throws IOException {
        Path data = TestServer.newDirectory();
        Path file = Files.writeString(data.resolve("issuers.yaml"), """
                - issuer: %s
                  audience: gatehouse
                  scopes: [oauth.service.*]
                  user-id-claim: preferred_username
                  clients:
                    machine: mapped-team
                  groups-claim: realm_access.groups
                  teams:
                    pay/admins: mapped-team
                    bosses: admin
                """.formatted(ISSUER.name()));
        server = TestServer.start(TestDatabase.create(), data, Map.of("GATEHOUSE_TRUSTED_ISSUERS", file.toString()));
        user = server.newUser();
        for (String team : List.of("mapped-team", "other-team")) {
            server.administrator()
                    .post("/oauth2/team", "{\"teamId\":\"%s\",\"teamName\":\"x\"}".formatted(team))
                    .expect(200);
        }
    }

    @AfterAll
    static void stop() {
        server.close();
        ISSUER.close();
    }

    @Test
    void s25_aClientThatTheOperatorGaveToATeamActsAsTheTeamAlone() {
        String token = ISSUER.token(
                Map.of("sub", "machine", "client_id", "machine", "scope", "oauth.service.w oauth.service.r"));
        String service =
                "{\"serviceId\":\"of-the-machine\",\"serviceType\":\"openapi\",\"serviceName\":\"x\",\"scope\":\"a.r\"%s}";

        assertThat(server.admin()
                        .withToken(token)
                        .post("/oauth2/service", service.formatted(""))
                        .expect(200)
                        .json()
                        .get("ownerId")
                        .asString())
                .isEqualTo("mapped-team");
        server.admin()
                .withToken(token)
                .post("/oauth2/service", service.formatted(",\"ownerId\":\"other-team\""))
                .expectError(403, "ERR11620", "PERMISSION_DENIED");
    }

    @Test
    void aTokenTellsWhenItsUserSignedIn() {
        server.administrator().post("/oauth2/service", """
                        {"serviceId":"signed-in","serviceType":"openapi","serviceName":"x","scope":""}
                        """).expect(200);
        server.administrator().post("/oauth2/service/signed-in/endpoint", """
                        [{"endpoint":"/o@get","operation":"o","scope":"","requires":[[]],"maxAge":300}]
                        """).expect(201);
        long now = Instant.now().getEpochSecond();
        Map<Object, Integer> statuses = Map.of(now - 30, 200, now - 600, 401, "x", 401, 1e300, 401);

        statuses.forEach((signedIn, status) -> server.admin()
                .withToken(ISSUER.token(Map.of("preferred_username", user, "auth_time", signedIn)))
                .get("/access/signed-in", "X-Original-Method", "GET", "X-Original-URI", "/o")
                .expect(status));
    }

    /** Registers the service for the owner, with a token of the user that has the groups. */
    private static Answer register(String ownerId, String scope, String... groups) {
        String token = ISSUER.token(
                Map.of("preferred_username", user, "scope", scope, "realm_access", Map.of("groups", List.of(groups))));
        return server.admin().withToken(token).post("/oauth2/service", """
                        {"serviceId":"of-%s","serviceType":"openapi","serviceName":"x","scope":"a.r","ownerId":"%s"}
                        """.formatted(ownerId, ownerId));
    }

    @Test
    void s25_aMappedGroupActsForItsTeamWithinTheTokensScopes() {
        register("mapped-team", "oauth.service.r", "pay/admins")
                .expectError(403, "ERR10005", "AUTH_TOKEN_SCOPE_MISMATCH");
        register("mapped-team", "oauth.service.w", "others", "pay/admins").expect(200);
    }

    @Test
    void s25_groupsActForNobodyThatTheyAreNotMappedTo() {
        register("mapped-team", "oauth.service.w", "pay", "admins", "mapped-team")
                .expectError(403, "ERR11620", "PERMISSION_DENIED");
        register("other-team", "oauth.service.w", "pay/admins").expectError(403, "ERR11620", "PERMISSION_DENIED");
        register("admin", "oauth.service.w", "bosses").expectError(403, "ERR11620", "PERMISSION_DENIED");
    }
}
