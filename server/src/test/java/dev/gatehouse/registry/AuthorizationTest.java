package dev.gatehouse.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.Answer;
import dev.gatehouse.testing.Api;
import dev.gatehouse.testing.TestServer;
import org.junit.jupiter.api.Test;

/** Who may do what with services: scopes first, then ownership. */
class AuthorizationTest {
    private final TestServer server = TestServer.shared();
    private final String id = Services.newId();

    @Test
    void everyOperationNeedsAToken() {
        Api nobody = server.admin();

        Answer refused = nobody.get("/oauth2/service?page=1").expectError(401, "ERR10002", "MISSING_AUTH_TOKEN");

        assertThat(refused.header("WWW-Authenticate"))
                .startsWith("Bearer ")
                .contains("scope=\"oauth.service.r\"")
                .contains("resource_metadata=\"" + server.publicUrl() + "/.well-known/oauth-protected-resource\"")
                .doesNotContain("error=");
        nobody.post("/oauth2/service", Services.body(id)).expect(401);
        nobody.put("/oauth2/service", Services.body(id)).expect(401);
        nobody.get("/oauth2/service/" + id).expect(401);
        nobody.delete("/oauth2/service/" + id).expect(401);
        nobody.get("/oauth2/service/" + id + "/endpoint").expect(401);
        nobody.post("/oauth2/service/" + id + "/endpoint", "[]").expect(401);
        nobody.delete("/oauth2/service/" + id + "/endpoint").expect(401);
        nobody.send("PUT", "/oauth2/service/" + id + "/contract", "{}", "Content-Type", "application/json")
                .expect(401);
    }

    @Test
    void readingAndWritingNeedTheirScopes() {
        Api reader = server.administrator("oauth.service.r");
        Api writer = server.administrator("oauth.service.w", "oauth.admin");

        Answer refused = reader.post("/oauth2/service", Services.body(id))
                .expectError(403, "ERR10005", "AUTH_TOKEN_SCOPE_MISMATCH");
        assertThat(refused.header("WWW-Authenticate"))
                .contains("error=\"insufficient_scope\"", "scope=\"oauth.service.w\"");
        reader.put("/oauth2/service", Services.body(id)).expect(403);
        reader.delete("/oauth2/service/" + id).expect(403);
        reader.post("/oauth2/service/" + id + "/endpoint", "[]").expect(403);
        reader.delete("/oauth2/service/" + id + "/endpoint").expect(403);

        writer.post("/oauth2/service", Services.body(id)).expect(200);
        writer.get("/oauth2/service?page=1").expectError(403, "ERR10005", "AUTH_TOKEN_SCOPE_MISMATCH");
    }

    @Test
    void singleServicesMayBeReadWithEitherScope() {
        server.administrator().post("/oauth2/service", Services.body(id)).expect(200);
        server.administrator()
                .post("/oauth2/service/" + id + "/endpoint", Services.SEED_ENDPOINTS)
                .expect(201);

        for (String scope : new String[] {"oauth.service.r", "oauth.service.w"}) {
            server.administrator(scope).get("/oauth2/service/" + id).expect(200);
            server.administrator(scope)
                    .get("/oauth2/service/" + id + "/endpoint")
                    .expect(200);
        }
        server.administrator("oauth.user.r").get("/oauth2/service/" + id).expect(403);
    }

    @Test
    void s12_nobodyChangesAnothersService() {
        Api owner = server.as(server.newUser(), "oauth.service.r", "oauth.service.w");
        Api stranger = server.as(server.newUser(), "oauth.service.r", "oauth.service.w");
        owner.post("/oauth2/service", Services.body(id)).expect(200);

        stranger.get("/oauth2/service/" + id).expect(200);
        stranger.put("/oauth2/service", Services.body(id)).expectError(403, "ERR11620", "PERMISSION_DENIED");
        stranger.delete("/oauth2/service/" + id).expectError(403, "ERR11620", "PERMISSION_DENIED");
        stranger.post("/oauth2/service/" + id + "/endpoint", Services.SEED_ENDPOINTS)
                .expectError(403, "ERR11620", "PERMISSION_DENIED");
        stranger.send("PUT", "/oauth2/service/" + id + "/contract", Contracts.v1(), "Content-Type", "application/yaml")
                .expectError(403, "ERR11620", "PERMISSION_DENIED");

        owner.post("/oauth2/service/" + id + "/endpoint", Services.SEED_ENDPOINTS)
                .expect(201);
        stranger.delete("/oauth2/service/" + id + "/endpoint").expectError(403, "ERR11620", "PERMISSION_DENIED");
        owner.put("/oauth2/service", Services.body(id, "Mine", "data.r")).expect(200);
        server.administrator()
                .put("/oauth2/service", Services.body(id, "Administered", "data.r"))
                .expect(200);
        owner.delete("/oauth2/service/" + id).expect(204);
    }

    @Test
    void s12_givingAServiceToAnotherNeedsTheAdministratorsScope() {
        String other = server.newUser();
        Api owner = server.as(server.newUser(), "oauth.service.r", "oauth.service.w");

        owner.post("/oauth2/service", Services.ownedBy(id, other)).expectError(403, "ERR11620", "PERMISSION_DENIED");
        owner.post("/oauth2/service", Services.body(id)).expect(200);
        owner.put("/oauth2/service", Services.ownedBy(id, other)).expectError(403, "ERR11620", "PERMISSION_DENIED");

        server.administrator()
                .put("/oauth2/service", Services.ownedBy(id, other))
                .expect(200);
        owner.delete("/oauth2/service/" + id).expectError(403, "ERR11620", "PERMISSION_DENIED");
    }

    @Test
    void s11_aBodyIsNotReadBeforeTheCallerIsKnown() {
        server.admin()
                .send("POST", "/oauth2/service", "x".repeat(2_000_000), "Content-Type", "application/json")
                .expect(401);
    }
}
