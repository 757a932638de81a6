package dev.gatehouse.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatehouse.testing.Answer;
import dev.gatehouse.testing.Api;
import dev.gatehouse.testing.TestServer;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Who really calls: counted by decisions and guards, and told to those who own service or client. */
class UsageTest {
    private static final String ENDPOINTS = """
            [{"endpoint":"/items@get","operation":"list","scope":"$.r"},
             {"endpoint":"/items/{id}@get","operation":"get","scope":"$.r"},
             {"endpoint":"/items@post","operation":"add","scope":"$.w"},
             {"endpoint":"/health@get","operation":"health","scope":""}]
            """;

    private final TestServer server = TestServer.shared();
    private final CalledService service = CalledService.register(server, ENDPOINTS);

    private static List<String> texts(JsonNode rows, String... members) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(row -> Stream.of(members)
                        .map(member -> row.get(member).asString())
                        .collect(Collectors.joining(" ")))
                .toList();
    }

    @Test
    void callsAreCountedByClientEndpointAndDay() {
        TestServer.Registered reader = service.client(".r");
        for (int i = 0; i < 3; i++) {
            service.call(reader, "GET", "/items/" + i).expect(200);
        }
        service.call(reader, "HEAD", "/items").expect(200);
        service.call(reader, "POST", "/items").expect(403);
        service.call((TestServer.Registered) null, "GET", "/health").expect(200);
        service.call((TestServer.Registered) null, "GET", "/items").expect(401);
        service.call(reader, "GET", "/nowhere/1").expect(403);
        service.call(reader, "GET", "/nowhere/2").expect(403);
        service.call(
                        server.admin(),
                        "OPTIONS",
                        "/items",
                        "Origin",
                        "https://a.example",
                        "Access-Control-Request-Method",
                        "GET")
                .expect(200);

        JsonNode total = service.awaitCounted(9);
        assertThat(total.get("calls").asLong()).isEqualTo(5);
        assertThat(total.get("clients").asInt()).isEqualTo(1);
        assertThat(total.get("endpoints").asInt()).isEqualTo(4);
        assertThat(texts(service.rows(), "endpoint", "clientId", "calls", "refused"))
                .containsExactly(
                        "  0 2",
                        "/health@get  1 0",
                        "/items/{id}@get " + reader.clientId() + " 3 0",
                        "/items@get  0 1",
                        "/items@get " + reader.clientId() + " 1 0",
                        "/items@post " + reader.clientId() + " 0 1");
        assertThat(texts(service.rows(), "day"))
                .containsOnly(LocalDate.now(ZoneOffset.UTC).toString());

        String client = "/oauth2/client/" + reader.clientId() + "/usage";
        assertThat(server.administrator()
                        .get(client)
                        .expect(200)
                        .json()
                        .get("calls")
                        .asLong())
                .isEqualTo(4);
        assertThat(texts(
                        server.administrator()
                                .get(client + "?page=1")
                                .expect(200)
                                .json(),
                        "serviceId",
                        "endpoint"))
                .hasSize(3)
                .contains(service.serviceId() + " /items@post");
        JsonNode holder = server.administrator()
                .get(service.path() + "/client?page=1")
                .expect(200)
                .json()
                .get(0);
        assertThat(holder.get("lastUsed").asString())
                .isEqualTo(total.get("lastUsed").asString());
    }

    @Test
    void onlyOwnersAndAdministratorsSeeIt() {
        TestServer.Registered client = service.client(".r");
        Api stranger = server.as(server.newUser(), "oauth.service.r", "oauth.client.r", "oauth.usage.w");
        String report =
                "[{\"endpoint\":\"/items@get\",\"day\":\"%s\",\"calls\":1}]".formatted(LocalDate.now(ZoneOffset.UTC));

        for (String what : List.of("/usage", "/usage?page=1", "/unused?page=1")) {
            stranger.get(service.path() + what).expectError(403, "ERR11620", "PERMISSION_DENIED");
            stranger.get("/oauth2/client/" + client.clientId() + what)
                    .expectError(403, "ERR11620", "PERMISSION_DENIED");
            server.administrator().get("/oauth2/service/no-such" + what).expect(404);
            server.administrator().get("/oauth2/client/no-such" + what).expect(404);
        }
        stranger.post(service.path() + "/usage", report).expectError(403, "ERR11620", "PERMISSION_DENIED");
        server.administrator("oauth.admin", "oauth.service.w")
                .post(service.path() + "/usage", report)
                .expectError(403, "ERR10005", "AUTH_TOKEN_SCOPE_MISMATCH");
    }

    @Test
    void aGuardReportsWhatItCounted() {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        Api guard = server.administrator("oauth.admin", "oauth.usage.w");
        String rows = """
                [{"endpoint":"/items@get","clientId":"https://other.example#desk","day":"%1$s","calls":7,"refused":1,
                  "lastUsed":"%1$sT00:00:00Z"},
                 {"endpoint":"/items@get","day":"%2$s","calls":0,"refused":2},
                 {"endpoint":"/gone@get","day":"%1$s","calls":1}]
                """.formatted(today, today.minusDays(3));

        Answer answer = guard.post(service.path() + "/usage", rows).expect(200);

        assertThat(answer.json().get("counted").asInt()).isEqualTo(2);
        assertThat(answer.json().get("unknown").get(0).asString()).isEqualTo("/gone@get");
        guard.post(service.path() + "/usage", rows).expect(200);
        assertThat(texts(service.rows(), "endpoint", "clientId", "day", "calls", "refused"))
                .containsExactly(
                        "/items@get  " + today.minusDays(3) + " 0 4",
                        "/items@get https://other.example#desk " + today + " 14 2");
        guard.post(
                        service.path() + "/usage",
                        "[{\"endpoint\":\"/items@get\",\"day\":\"%s\",\"calls\":1}]".formatted(today.minusDays(30)))
                .expectError(400, "ERR11004", "VALIDATOR_SCHEMA");
    }

    @Test
    void whatIsGrantedAndNotUsedIsTold() {
        TestServer.Registered client = service.client(".w");
        server.link(client.clientId(), service.serviceId(), "/items@get", "/items/{id}@get");
        String path = "/oauth2/client/" + client.clientId() + "/unused?page=1&days=30";
        assertThat(server.administrator().get(path).expect(200).json())
                .as("granted just now")
                .isEmpty();

        server.jdbi().useHandle(handle -> {
            handle.execute("update usage_start set since = now() - interval '1 year'");
            handle.execute(
                    "update client_endpoint set created = now() - interval '60 days' where client_id = ?",
                    client.clientId());
            handle.execute(
                    "update approved_scope set since = now() - interval '60 days' where client_id = ?",
                    client.clientId());
        });
        service.call(client, "GET", "/items/7").expect(200);
        service.awaitCounted(1);

        assertThat(texts(server.administrator().get(path).expect(200).json(), "serviceId", "since"))
                .hasSize(2);
        JsonNode unused = server.administrator().get(path).expect(200).json();
        assertThat(unused.get(0).get("endpoint").asString()).isEqualTo("/items@get");
        assertThat(unused.get(1).get("scope").asString()).isEqualTo(service.serviceId() + ".w");
        assertThat(server.administrator()
                        .get(service.path() + "/unused?page=1&days=30")
                        .expect(200)
                        .json())
                .isEqualTo(unused);
        assertThat(server.administrator()
                        .get(path.replace("days=30", "days=61"))
                        .expect(200)
                        .json())
                .isEmpty();

        service.call(client, "POST", "/items").expect(200);
        service.awaitCounted(2);
        assertThat(server.administrator().get(path).expect(200).json()).hasSize(1);
    }

    @Test
    void whatWasCountedOfAClientGoesWithIt() {
        TestServer.Registered client = service.client(".r");
        service.call(client, "GET", "/items").expect(200);
        service.awaitCounted(1);

        server.administrator().delete("/oauth2/client/" + client.clientId()).expect(204);

        await().untilAsserted(() -> assertThat(service.rows()).isEmpty());
    }
}
