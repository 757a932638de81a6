package dev.gatehouse.registry.onboarding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatehouse.testing.Answer;
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
        seen(client, endpoint, 1);
    }

    private void seen(String client, String endpoint, int calls) {
        server.administrator("oauth.admin", "oauth.usage.w")
                .post("/oauth2/service/" + service.id() + "/usage", """
                        [{"endpoint":"%s","clientId":"%s","day":"%3$s","calls":%4$d,"lastUsed":"%3$sT00:00:00Z"}]
                        """.formatted(
                                endpoint, client, LocalDate.now(ZoneOffset.UTC), calls))
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
    void howOftenEachCalledOfLateIsTold() {
        service.put(document("/items get r", "/items post w", "/more get r")
                        .replace("'get/items'", "list, deprecated: true"))
                .expect(201);
        String client = service.linkedClient("/items@get", "/items@post", "/more@get");
        String idle = service.linkedClient("/items@get");
        seen(client, "/items@get", 40);
        seen(client, "/items@post", 2);
        server.jdbi()
                .useHandle(handle ->
                        handle.createUpdate("""
                        insert into endpoint_use_day (use_id, day, calls, refused)
                        select use_id, (now() at time zone 'UTC')::date - day, 100 * day, 7
                          from endpoint_use, unnest(array[29, 30]) day
                         where service_id = :service and endpoint = '/items@get'
                        """).bind("service", service.id()).execute());
        seen(client, "/more@get", 1000);
        seen(FOREIGN, "/items@get", 3);

        JsonNode report = dryRun("/more get r");

        JsonNode change = report.get("breaks").get(0);
        assertThat(change.get("endpoint").asString()).isEqualTo("/items@get");
        assertThat(change.get("clients")).hasSize(3);
        assertThat(change.get("recentCalls").asLong()).isEqualTo(40 + 2900 + 3);
        assertThat(change.has("lastUsed")).isTrue();
        assertThat(change.get("callers")
                        .valueStream()
                        .map(caller -> caller.get("clientId").asString() + " "
                                + caller.get("recentCalls").asLong()))
                .containsExactlyInAnyOrder(client + " 2940", FOREIGN + " 3");
        JsonNode called = report.get("affected").get(clients(report).indexOf(client));
        assertThat(called.get("recentCalls").asLong()).isEqualTo(2942);
        JsonNode uncalled = report.get("affected").get(clients(report).indexOf(idle));
        assertThat(uncalled.get("recentCalls").asLong()).isZero();
        assertThat(uncalled.has("lastUsed")).isFalse();
        JsonNode access =
                find(server.administrator().get("/oauth2/service/" + service.id() + "/client?page=1"), client);
        assertThat(access.get("recentCalls").asLong()).isEqualTo(3942);
        JsonNode links = server.administrator()
                .get("/oauth2/deprecation?after=" + client + "%20" + service.id() + "%20/a")
                .json();
        assertThat(links.get(0).get("clientId").asString()).isEqualTo(client);
        assertThat(links.get(0).get("recentCalls").asLong()).isEqualTo(2940);
        JsonNode deprecated = service.api()
                .send("POST", service.path() + "/versions/1/restore?dryRun=true", "")
                .json()
                .get("deprecated")
                .get(0);
        assertThat(deprecated
                        .get("clients")
                        .valueStream()
                        .map(each -> each.get("recentCalls").asLong()))
                .containsExactlyInAnyOrder(2940L, 0L);
    }

    private static JsonNode find(Answer answer, String client) {
        return answer.expect(200)
                .json()
                .valueStream()
                .filter(each -> each.get("clientId").asString().equals(client))
                .findFirst()
                .orElseThrow();
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
