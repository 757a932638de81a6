package dev.gatehouse.registry.onboarding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatehouse.testing.Api;
import dev.gatehouse.testing.TestServer;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Who would notice a change beside those who are linked; what is no change; what comes back with an earlier version. */
class WhoBreaksTest {
    private static final String FOREIGN = "https://id.elsewhere.example#desk";

    private final TestServer server = TestServer.shared();
    private final OnboardedService service = OnboardedService.on(server);

    /** Operations such as {@code /items get r}: path, method and the scope behind the service's id; {@code -} for a public one. */
    private String document(String... operations) {
        Map<String, StringBuilder> paths = new TreeMap<>();
        for (String operation : operations) {
            String[] parts = operation.split(" ");
            String security = parts[2].equals("-") ? "[]" : "[{oauth: ['%s.%s']}]".formatted(service.id(), parts[2]);
            paths.computeIfAbsent(parts[0], path -> new StringBuilder())
                    .append("    %s: {operationId: '%s', security: %s, responses: {'200': {description: ok}}}\n"
                            .formatted(parts[1], parts[1] + parts[0], security));
        }
        StringBuilder text = new StringBuilder("""
                openapi: 3.1.0
                info: {title: Changing, version: '1'}
                components:
                  securitySchemes:
                    oauth: {type: oauth2, flows: {clientCredentials: {tokenUrl: /t, scopes: {}}}}
                paths:
                """);
        paths.forEach((path, methods) ->
                text.append("  '").append(path).append("':\n").append(methods));
        return text.toString();
    }

    private void seen(String client, String endpoint) {
        server.administrator("oauth.admin", "oauth.usage.w")
                .post("/oauth2/service/" + service.id() + "/usage", """
                        [{"endpoint":"%s","clientId":"%s","day":"%3$s","calls":1,"lastUsed":"%3$sT00:00:00Z"}]
                        """.formatted(
                                endpoint, client, LocalDate.now(ZoneOffset.UTC)))
                .expect(200);
    }

    private JsonNode dryRun(String... operations) {
        return service.put(document(operations), "?dryRun=true").expect(200).json();
    }

    private String holder(String scope) {
        return server.newClient("admin", service.id() + "." + scope).clientId();
    }

    private List<String> linked(String client) {
        return OnboardedService.names(server.administrator()
                .get("/oauth2/client/" + client + "/service/" + service.id())
                .json());
    }

    private static List<String> clients(JsonNode report) {
        return report.get("affected")
                .valueStream()
                .map(client -> client.get("clientId").asString())
                .toList();
    }

    @Test
    void clientsThatHoldTheScopeAndThoseSeenThereAreNamedToo() {
        service.put(document("/items get r", "/items post w", "/open get -")).expect(201);
        String linked = service.linkedClient("/items@get");
        String holder = holder("r");
        String other = holder("w");
        seen(FOREIGN, "/items@get");
        seen(holder, "/items@get");

        JsonNode report = dryRun("/items post w", "/open get -");

        assertThat(clients(report)).contains(linked, holder, FOREIGN).doesNotContain(other);
        assertThat(report.get("breaks").get(0).get("clients").toString()).contains(linked, holder, FOREIGN);
        JsonNode foreign = report.get("affected").get(clients(report).indexOf(FOREIGN));
        assertThat(foreign.get("lastUsed").asString())
                .startsWith(LocalDate.now(ZoneOffset.UTC).toString());
        assertThat(foreign.has("ownerId")).isFalse();
        assertThat(foreign.has("clientName")).isFalse();
        JsonNode held = report.get("affected").get(clients(report).indexOf(holder));
        assertThat(held.get("lastUsed")).isEqualTo(foreign.get("lastUsed"));
        assertThat(held.get("clientName").asString()).isEqualTo("Test client");
        assertThat(report.get("affected").get(clients(report).indexOf(linked)).has("lastUsed"))
                .isFalse();
        service.put(document("/items post w", "/open get -")).expectError(409, "ERR12109", "BREAKING_CHANGE");
    }

    @Test
    void aChangeThatAsksForLessBreaksNobodyAndOneThatAsksForMoreBreaksAll() {
        service.put(document("/open get -", "/items get r")).expect(201);
        seen(FOREIGN, "/open@get");
        seen(FOREIGN, "/items@get");
        String holder = holder("r");

        assertThat(dryRun("/open get -", "/items get -").get("affected")).isEmpty();
        JsonNode report = dryRun("/open get r", "/items get other");
        assertThat(clients(report)).containsExactly(holder, FOREIGN);
        JsonNode foreign = report.get("affected").get(1);
        assertThat(foreign.get("refusedEndpoints").toString()).isEqualTo("[\"/items@get\",\"/open@get\"]");
    }

    @ParameterizedTest
    @CsvSource({
        "/items/{id}, /items/{itemId}",
        "/items/{id}:cancel, /items/{which}:cancel",
        "/a/{x}/b/{y}, /a/{y}/b/{x}",
        "/files/{path+}, /files/{+rest}"
    })
    void anotherNameOfAPathParameterIsNoChange(String before, String after) {
        service.put(document(before + " get r")).expect(201);
        String client = service.linkedClient(before + "@get");
        String holder = holder("r");
        seen(holder, before + "@get");

        JsonNode report = service.put(document(after + " get r")).expect(200).json();

        assertThat(report.get("added")).isEmpty();
        assertThat(report.get("removed")).isEmpty();
        assertThat(report.get("affected")).isEmpty();
        assertThat(report.get("renamedPaths").toString())
                .isEqualTo("[{\"oldEndpoint\":\"%s@get\",\"endpoint\":\"%s@get\"}]".formatted(before, after));
        assertThat(linked(client)).containsExactly(after + "@get");
        assertThat(clients(dryRun("/other get r"))).contains(client, holder);
        server.administrator()
                .post("/oauth2/service/" + service.id() + "/endpoint", """
                        [{"endpoint":"%s@get","operation":"x","scope":"%s.r"}]
                        """.formatted(before, service.id()))
                .expect(201);
        assertThat(linked(client)).containsExactly(before + "@get");
    }

    @ParameterizedTest
    @CsvSource({
        "/items/{id} get r, /items/count get other, true",
        "/items/{id} get r, /items/count get r, false",
        "/items/{id} get r, /items/{id} head other, true",
        "/items get r, /items head other, true",
        "/items/{path+} get r, /items/{id} get other, true",
        "/items/{id} get r, /items/{id}:cancel get other, true",
        "/{x}/b get r, /a/{y} get other, true"
    })
    void aNewEndpointThatTakesRequestsIsTold(String before, String added, boolean breaks) {
        service.put(document(before)).expect(201);
        String client = service.linkedClient(endpoint(before));
        seen(FOREIGN, endpoint(before));

        JsonNode report = dryRun(before, added);

        JsonNode taken = report.get("taken").get(0);
        assertThat(taken.get("endpoint").asString()).isEqualTo(endpoint(added));
        assertThat(taken.get("from").asString()).isEqualTo(endpoint(before));
        assertThat(taken.get("clients").toString()).contains(client, FOREIGN);
        assertThat(clients(report)).hasSize(breaks ? 2 : 0);
    }

    @ParameterizedTest
    @CsvSource({
        "/items/{id} get r, /items get other",
        "/items/{id} get r, /items/{id}/parts get other",
        "/items/{id} get r, /items/count post other",
        "/items/count get r, /items/{id} get other",
        "/items/{id} get r, /items/{rest+} get other"
    })
    void aNewEndpointThatTakesNothingIsNot(String before, String added) {
        service.put(document(before)).expect(201);
        service.linkedClient(endpoint(before));

        JsonNode report = dryRun(before, added);

        assertThat(report.has("taken")).isFalse();
        assertThat(report.get("affected")).isEmpty();
    }

    private static String endpoint(String operation) {
        String[] parts = operation.split(" ");
        return parts[0] + "@" + parts[1];
    }

    @Test
    void linksComeBackWithTheVersionThatHadThem() {
        service.put(document("/items/{id} get r", "/items post w", "/old get r"))
                .expect(201);
        String client = service.linkedClient("/items/{id}@get", "/items@post");
        String gone = service.linkedClient("/items@post");
        String ended = service.linkedClient("/items@post");
        String over = service.linkedClient("/items@post");
        service.put(document("/items/{id} get r", "/new get r"), "?allowBreaking=true")
                .expect(200);
        String late = service.linkedClient("/new@get");
        assertThat(linked(client)).containsExactly("/items/{id}@get");
        Api administrator = server.administrator();
        administrator.delete("/oauth2/client/" + gone).expect(204);
        server.jdbi()
                .useHandle(handle -> handle.execute(
                        "update cut_link set until = now() - interval '1 hour' where client_id = ?", over));
        administrator
                .delete("/oauth2/client/" + ended + "/service/" + service.id())
                .expect(204);
        service.put(document("/third get r"), "?allowBreaking=true").expect(200);

        String restore = service.path() + "/versions/1/restore";
        JsonNode planned = service.api()
                .send("POST", restore + "?dryRun=true", "")
                .expect(200)
                .json();
        assertThat(linked(client)).isEmpty();
        JsonNode report = service.api()
                .send("POST", restore + "?allowBreaking=true", "")
                .expect(200)
                .json();

        assertThat(linked(client)).containsExactly("/items/{id}@get", "/items@post");
        assertThat(linked(ended)).as("its owner removed it").isEmpty();
        assertThat(linked(late)).as("not of that version").isEmpty();
        assertThat(report.get("restoredLinks"))
                .isEqualTo(planned.get("restoredLinks"))
                .hasSize(2);
        assertThat(report.get("lostLinks").toString())
                .contains(gone, "the client is gone", over, "its time was over at")
                .doesNotContain(ended);
        await().untilAsserted(() -> assertThat(server.administrator()
                        .get("/oauth2/audit?page=1&subject=client/" + client)
                        .json()
                        .get(0)
                        .get("action")
                        .asString())
                .isEqualTo("client.restore"));
    }
}
