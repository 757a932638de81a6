package dev.gatehouse.access.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.Answer;
import dev.gatehouse.testing.Api;
import dev.gatehouse.testing.TestServer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What gateways are answered, in each of the three ways to ask. */
class GatewayDecisionTest {
    private final TestServer server = TestServer.shared();
    private final GuardedApi pets = GuardedApi.register(server);

    @Test
    void aCoveredRequestMayPassAndSaysWhose() {
        TestServer.Registered client = server.newClient("admin", "pets.r");
        Api gateway = server.admin().withToken(server.token(client.clientId(), client.secret()));

        for (int i = 0; i < 2; i++) { // asked of the database, then from memory
            Answer answer =
                    pets.forwarded(gateway, "GET", "/v1/pets/7?verbose=true").expect(200);
            assertThat(answer.header("X-Auth-Subject")).isEqualTo(client.clientId());
            assertThat(answer.header("X-Auth-Client")).isEqualTo(client.clientId());
            assertThat(answer.header("X-Auth-Scope")).isEqualTo("pets.r");
            assertThat(answer.header("X-Auth-Endpoint")).isEqualTo("/v1/pets/{petId}@get");
            assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
            assertThat(answer.body()).isEmpty();
        }
    }

    @Test
    void allThreeWaysToAskAreAnswered() {
        Api gateway = pets.with("pets.w");

        pets.forwarded(gateway, "POST", "/v1/pets").expect(200);
        pets.original(gateway, "POST", "/v1/pets").expect(200);
        gateway.send("POST", pets.path() + "/v1/pets?a=b", null).expect(200);
        gateway.send("PUT", pets.path(), null, "X-Forwarded-Method", "POST", "X-Forwarded-Uri", "/v1/pets")
                .expect(200);
        pets.original(gateway, "GET", "/v1/pets").expectError(403, "ERR10005", "AUTH_TOKEN_SCOPE_MISMATCH");
    }

    @Test
    void withoutATokenTheChallengeSaysWhatIsNeededAndWhere() {
        Answer answer = pets.original(pets.withoutToken(), "DELETE", "/v1/pets/7")
                .expectError(401, "ERR10002", "MISSING_AUTH_TOKEN");

        assertThat(answer.header("WWW-Authenticate"))
                .isEqualTo("Bearer realm=\"gatehouse\", scope=\"pets.admin pets.w\", resource_metadata=\""
                        + server.publicUrl() + "/.well-known/oauth-protected-resource/" + pets.serviceId()
                        + "\", DPoP algs=\"ES256 ES384 ES512 PS256 PS384 PS512 EdDSA\"");
    }

    @Test
    void aMissingScopeIsNamed() {
        Answer answer = pets.original(pets.with("pets.w"), "DELETE", "/v1/pets/7")
                .expectError(403, "ERR10005", "AUTH_TOKEN_SCOPE_MISMATCH");

        assertThat(answer.header("WWW-Authenticate"))
                .contains("error=\"insufficient_scope\"", "scope=\"pets.admin pets.w\"");
        assertThat(answer.json().get("endpoint").asString()).isEqualTo("/v1/pets/{petId}@delete");
    }

    @Test
    void anyOfTheAlternativesWillDo() {
        pets.original(pets.with("pets.r", "pets.w"), "GET", "/v1/reports").expect(200);
        pets.original(pets.with("pets.admin"), "GET", "/v1/reports").expect(200);
        Answer refused =
                pets.original(pets.with("pets.w"), "GET", "/v1/reports").expect(403);

        assertThat(refused.header("WWW-Authenticate")).contains("scope=\"pets.r pets.w\"");
        assertThat(refused.json().get("requires").toString()).isEqualTo("[[\"pets.r\",\"pets.w\"],[\"pets.admin\"]]");
        pets.original(pets.with("pets.mine"), "GET", "/v1/whoami").expect(200);
        pets.original(pets.withoutToken(), "GET", "/v1/whoami").expect(401);
    }

    @Test
    void aPublicEndpointNeedsNoTokenAndIgnoresABadOne() {
        Answer nobody = pets.original(pets.withoutToken(), "GET", "/health").expect(200);
        assertThat(nobody.header("X-Auth-Subject")).isEmpty();
        assertThat(nobody.header("X-Auth-Scope")).isEmpty();
        assertThat(nobody.header("X-Auth-Endpoint")).isEqualTo("/health@get");

        pets.original(pets.withoutToken().withToken("nonsense"), "GET", "/health")
                .expect(200);
        assertThat(pets.original(pets.with("pets.r"), "GET", "/health")
                        .expect(200)
                        .header("X-Auth-Scope"))
                .isEqualTo("pets.r");
    }

    @Test
    void whatNobodyRegisteredIsRefusedWhateverTheToken() {
        Api everything = pets.with("pets.r", "pets.w", "pets.admin", "pets.mine");

        pets.original(everything, "GET", "/v1/cats").expectError(403, "ERR12160", "ENDPOINT_NOT_REGISTERED");
        pets.original(everything, "PATCH", "/v1/pets").expectError(403, "ERR12160", "ENDPOINT_NOT_REGISTERED");
        pets.original(everything, "GET", "/Query.pets").expectError(403, "ERR12160", "ENDPOINT_NOT_REGISTERED");
        everything
                .get("/access/nobody", "X-Original-Method", "GET", "X-Original-URI", "/")
                .expectError(403, "ERR12162", "SERVICE_NOT_GUARDED");
        Answer secret =
                pets.original(everything, "GET", "/v1/cats?token=secret").expect(403);
        assertThat(secret.description()).doesNotContain("secret");
    }

    @Test
    void aLiteralComesBeforeAParameter() {
        pets.original(pets.with("pets.r"), "GET", "/v1/pets/mine").expect(403);
        pets.original(pets.with("pets.mine"), "GET", "/v1/pets/mine").expect(200);
    }

    @Test
    void headIsDecidedAsGet() {
        pets.original(pets.with("pets.r"), "HEAD", "/v1/pets").expect(200);
        pets.original(pets.withoutToken(), "HEAD", "/v1/pets").expect(401);
        pets.with("pets.r").send("HEAD", pets.path() + "/v1/pets", null).expect(200);
    }

    @Test
    void aPreflightPassesWithoutATokenWhereTheEndpointIs() {
        String[] preflight = {"Origin", "https://app.example.org", "Access-Control-Request-Method", "DELETE"};

        pets.original(pets.withoutToken(), "OPTIONS", "/v1/pets/7", preflight).expect(200);
        pets.original(pets.withoutToken(), "OPTIONS", "/v1/cats", preflight).expect(403);
        pets.original(pets.withoutToken(), "OPTIONS", "/v1/pets/7").expect(403);
        pets.original(pets.withoutToken(), "DELETE", "/v1/pets/7", preflight).expect(401);
        server.admin()
                .send("OPTIONS", pets.path() + "/v1/pets/7", null, preflight)
                .expect(200);
    }

    @Test
    void aChangeOfEndpointsIsDecidedByAtOnce() {
        Api gateway = pets.with("pets.r");
        pets.original(gateway, "GET", "/v1/pets").expect(200);

        server.administrator()
                .post(
                        "/oauth2/service/" + pets.serviceId() + "/endpoint",
                        "[{\"endpoint\":\"/v2/pets@get\",\"operation\":\"listPets\",\"scope\":\"pets.r\"}]")
                .expect(201);

        pets.original(gateway, "GET", "/v1/pets").expect(403);
        pets.original(gateway, "GET", "/v2/pets").expect(200);
        server.administrator().delete("/oauth2/service/" + pets.serviceId()).expect(204);
        pets.original(gateway, "GET", "/v2/pets").expectError(403, "ERR12162", "SERVICE_NOT_GUARDED");
    }

    @Test
    void s7_aTokenForOneServiceIsGoodForThatServiceOnly() {
        String resource = "https://api.example.org/" + pets.serviceId();
        server.administrator()
                .put("/oauth2/service", """
                {"serviceId":"%s","serviceType":"openapi","serviceName":"Guarded","resource":"%s","scope":"pets.r"}
                """.formatted(pets.serviceId(), resource))
                .expect(200);
        GuardedApi other = GuardedApi.register(server);
        TestServer.Registered client = server.newClient("admin", "pets.r");

        Api own = server.admin().withToken(tokenFor(client, resource));
        Api others = server.admin().withToken(tokenFor(client, server.publicUrl() + "/" + other.serviceId()));

        pets.original(own, "GET", "/v1/pets").expect(200);
        other.original(own, "GET", "/v1/pets").expectError(401, "ERR10000", "INVALID_AUTH_TOKEN");
        other.original(others, "GET", "/v1/pets").expect(200);
        pets.original(others, "GET", "/v1/pets").expectError(401, "ERR10000", "INVALID_AUTH_TOKEN");
        own.get("/oauth2/service?page=1").expectError(401, "ERR10000", "INVALID_AUTH_TOKEN");
    }

    private String tokenFor(TestServer.Registered client, String resource) {
        return server.open()
                .withBasic(client.clientId(), client.secret())
                .send(
                        "POST",
                        "/oauth2/token",
                        "grant_type=client_credentials&resource=" + URLEncoder.encode(resource, StandardCharsets.UTF_8),
                        "Content-Type",
                        "application/x-www-form-urlencoded")
                .expect(200)
                .json()
                .get("access_token")
                .asString();
    }
}
