package dev.gatehouse.access.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatehouse.testing.Answer;
import dev.gatehouse.testing.Api;
import dev.gatehouse.testing.TestServer;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A service that refuses nothing yet, and callers of what is deprecated. */
class ShadowModeTest {
    private final TestServer server = TestServer.shared();
    private final GuardedApi pets = GuardedApi.register(server);

    private void change(Api owner, String mode) {
        owner.put("/oauth2/service", """
                {"serviceId":"%s","serviceType":"openapi","serviceName":"Guarded","decisionMode":"%s",
                 "scope":"pets.r pets.w pets.mine pets.admin"}
                """.formatted(pets.serviceId(), mode)).expect(200);
    }

    private static void assertShadow(Answer answer) {
        answer.expect(200);
        assertThat(answer.header("X-Decision-Mode")).isEqualTo("shadow");
        assertThat(answer.header("X-Auth-Subject")).isEmpty();
        assertThat(answer.header("X-Auth-Client")).isEmpty();
        assertThat(answer.header("X-Auth-Scope")).isEmpty();
        assertThat(answer.header("X-Auth-Endpoint")).isEmpty();
    }

    @Test
    void whatWouldBeRefusedPassesAndIsCounted() {
        Api reader = pets.with("pets.r");
        pets.original(reader, "POST", "/v1/pets").expect(403);
        change(server.administrator(), "shadow");

        for (int i = 0; i < 2; i++) { // from the database, then from memory
            assertShadow(pets.original(reader, "POST", "/v1/pets"));
            assertShadow(pets.original(pets.withoutToken(), "GET", "/v1/pets"));
            assertShadow(pets.original(server.admin().withToken("no.such.token"), "GET", "/v1/pets"));
            assertShadow(pets.original(reader, "GET", "/nowhere"));
            assertShadow(pets.original(reader, "GET", "/v1/../v1/pets"));
        }
        Answer covered = pets.original(reader, "GET", "/v1/pets").expect(200);
        assertThat(covered.header("X-Decision-Mode")).isNull();
        assertThat(covered.header("X-Auth-Endpoint")).isEqualTo("/v1/pets@get");
        reader.get(pets.path(), "X-Original-Method", "GET").expectError(400, "ERR12163", "FORWARDED_REQUEST_UNCLEAR");
        reader.get("/access/no-such", "X-Original-Method", "GET", "X-Original-URI", "/")
                .expectError(403, "ERR12162", "SERVICE_NOT_GUARDED");

        await().untilAsserted(() -> assertThat(server.administrator()
                        .get("/oauth2/service/" + pets.serviceId() + "/usage")
                        .json()
                        .get("refused")
                        .asInt())
                .isEqualTo(11));
        change(server.administrator(), "enforce");
        await().untilAsserted(() -> pets.original(reader, "POST", "/v1/pets").expect(403));
    }

    @Test
    void ownersChangeItAndItStaysWhereNobodySays() {
        Api administrator = server.administrator();
        JsonNode before =
                administrator.get("/oauth2/service/" + pets.serviceId()).json();
        assertThat(before.get("decisionMode").asString()).isEqualTo("enforce");
        change(administrator, "shadow");
        administrator.put("/oauth2/service", """
                {"serviceId":"%s","serviceType":"openapi","serviceName":"Renamed","scope":"pets.r pets.w pets.mine pets.admin"}
                """.formatted(pets.serviceId())).expect(200);

        assertThat(administrator
                        .get("/oauth2/service/" + pets.serviceId())
                        .json()
                        .get("decisionMode")
                        .asString())
                .isEqualTo("shadow");
        assertThat(administrator
                        .get("/oauth2/audit?page=1&subject=service/" + pets.serviceId())
                        .json()
                        .get(1)
                        .get("detail")
                        .get("decisionMode")
                        .asString())
                .isEqualTo("shadow");
        server.as(server.newUser(), "oauth.service.w")
                .put("/oauth2/service", """
                        {"serviceId":"%s","serviceType":"openapi","serviceName":"x","decisionMode":"enforce","scope":""}
                        """.formatted(pets.serviceId()))
                .expectError(403, "ERR11620", "PERMISSION_DENIED");
        administrator
                .put("/oauth2/service", """
                {"serviceId":"%s","serviceType":"openapi","serviceName":"x","decisionMode":"off","scope":""}
                """.formatted(pets.serviceId()))
                .expectError(400, "ERR11004", "VALIDATOR_SCHEMA");
    }

    @Test
    void callersOfADeprecatedEndpointAreToldSinceAndUntilWhen() {
        String serviceId = pets.serviceId();
        String endpoints = """
                [{"endpoint":"/v1/pets@get","operation":"listPets","scope":"pets.r","deprecated":true,
                  "sunset":"2027-06-03T00:00:00Z"},
                 {"endpoint":"/v1/pets@post","operation":"addPet","scope":"pets.w","deprecated":true},
                 {"endpoint":"/v2/pets@get","operation":"pets","scope":"pets.r"}]
                """;
        server.administrator()
                .post("/oauth2/service/" + serviceId + "/endpoint", endpoints)
                .expect(201);
        Api caller = pets.with("pets.r", "pets.w");

        String since = pets.original(caller, "GET", "/v1/pets").expect(200).header("Deprecation");
        assertThat(Long.parseLong(since.substring(1)))
                .isCloseTo(System.currentTimeMillis() / 1000, org.assertj.core.data.Offset.offset(120L));
        assertThat(since).startsWith("@");
        assertThat(pets.original(caller, "GET", "/v1/pets").header("Sunset"))
                .isEqualTo("Thu, 03 Jun 2027 00:00:00 GMT");
        assertThat(pets.original(caller, "POST", "/v1/pets").expect(200).header("Sunset"))
                .isNull();
        assertThat(pets.original(caller, "GET", "/v2/pets").expect(200).header("Deprecation"))
                .isNull();

        server.jdbi()
                .useHandle(handle -> handle.execute(
                        "update endpoint set operation = operation || 'x' where service_id = ?", serviceId));
        server.administrator()
                .post("/oauth2/service/" + serviceId + "/endpoint", endpoints.replace("2027-06-03", "2028-01-09"))
                .expect(201);
        await().untilAsserted(() -> assertThat(
                        pets.original(caller, "GET", "/v1/pets").header("Sunset"))
                .isEqualTo("Sun, 09 Jan 2028 00:00:00 GMT"));
        assertThat(pets.original(caller, "GET", "/v1/pets").header("Deprecation"))
                .as("it stays")
                .isEqualTo(since);
    }
}
