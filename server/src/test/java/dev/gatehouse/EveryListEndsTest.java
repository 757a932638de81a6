package dev.gatehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatehouse.events.EventCallers;
import dev.gatehouse.oauth.People;
import dev.gatehouse.oauth.TokenFixture;
import dev.gatehouse.testing.Answer;
import dev.gatehouse.testing.Api;
import dev.gatehouse.testing.OpenApiContract;
import dev.gatehouse.testing.TestServer;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Who follows the next links of any list sees every entry once and comes to the end. */
class EveryListEndsTest {
    private static final Pattern NEXT = Pattern.compile("<([^>]+)>; rel=\"next\"");
    private static final Set<String> PAGING = Set.of("page", "pageSize", "after", "cursor", "limit");
    private static final int ROWS = 3;

    /** By the path of its operation: what tells the entries of a list apart. */
    private static final Map<String, List<String>> KEYS = Map.ofEntries(
            Map.entry("/oauth2/user", List.of("/userId")),
            Map.entry("/oauth2/user/{userId}/session", List.of("/sessionId")),
            Map.entry("/oauth2/user/{userId}/token", List.of("/tokenId")),
            Map.entry("/oauth2/client/{clientId}/token", List.of("/tokenId")),
            Map.entry("/oauth2/team", List.of("/teamId")),
            Map.entry("/oauth2/client", List.of("/clientId")),
            Map.entry("/oauth2/service", List.of("/serviceId")),
            Map.entry("/oauth2/service/{serviceId}/contract/versions", List.of("/version")),
            Map.entry("/oauth2/service/{serviceId}/client", List.of("/clientId")),
            Map.entry("/oauth2/service/{serviceId}/usage", List.of("/serviceId", "/endpoint", "/clientId", "/day")),
            Map.entry("/oauth2/client/{clientId}/usage", List.of("/serviceId", "/endpoint", "/clientId", "/day")),
            Map.entry("/oauth2/service/{serviceId}/unused", List.of("/clientId", "/serviceId", "/endpoint")),
            Map.entry("/oauth2/client/{clientId}/unused", List.of("/clientId", "/serviceId", "/endpoint")),
            Map.entry("/oauth2/access-request", List.of("/accessRequestId")),
            Map.entry("/oauth2/scope", List.of("/scope")),
            Map.entry("/oauth2/deprecation", List.of("/clientId", "/serviceId", "/endpoint")),
            Map.entry("/oauth2/audit", List.of("/auditId")),
            Map.entry("/token-storage/service", List.of("/data/servicename")),
            Map.entry("/token-storage/user", List.of("/data/username")),
            Map.entry("/token-storage/token", List.of("/data/user/data/username", "/data/service/data/servicename")),
            Map.entry("/connections", List.of("/user", "/connector")),
            Map.entry("/port-service/service", List.of("/informations/servicename")),
            Map.entry("/webhook", List.of("/webhookId")),
            Map.entry("/webhook/{webhookId}/delivery", List.of("/event")));

    private static TestServer server;
    private static String serviceId;
    private static String clientId;
    private static String userId;
    private static String webhookId;
    private static Map<String, Api> callers;

    /** A list, who asks for it, and how long its pages are. */
    record Walk(String path, String caller, int pageSize) {}

    @BeforeAll
    static void fill() {
        server = TestServer.start(Map.of());
        EventCallers connector = EventCallers.on(server);
        String person = server.newUser();
        callers = Map.of(
                "administrator",
                server.administrator(),
                "client",
                connector.api(),
                "person",
                person(connector.client(), person));
        registry();
        vault(connector, person);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    /** The client, as it acts for a person who may give the scopes of our own API. */
    private static Api person(TestServer.Registered client, String userId) {
        server.jdbi()
                .useHandle(handle -> handle.execute("update users set user_type = 'admin' where user_id = ?", userId));
        try (TokenFixture tokens = new TokenFixture(server)) {
            return server.admin()
                    .withToken(tokens.grant(client, userId, null, "token-storage.r")
                            .access());
        }
    }

    /** Every version has an operation more, and all are deprecated. */
    private static void registry() {
        serviceId = TokenFixture.newService(server);
        IntStream.range(0, ROWS).forEach(i -> TokenFixture.newService(server, "listed-" + i));
        IntStream.range(0, ROWS).forEach(_ -> server.newUser());
        IntStream.range(0, ROWS)
                .forEach(i -> callers.get("administrator")
                        .post("/oauth2/team", "{\"teamId\":\"team-%d\",\"teamName\":\"A team\"}".formatted(i))
                        .expect(200));
        List<String> endpoints = new ArrayList<>();
        StringBuilder document = new StringBuilder("""
                openapi: 3.0.3
                info: {title: Lists, version: '1'}
                paths:
                """);
        for (int i = 0; i < ROWS; i++) {
            endpoints.add("/list" + i + "@get");
            document.append(
                    "  /list%d: {get: {deprecated: true, responses: {'200': {description: ok}}}}\n".formatted(i));
            Answer put = callers.get("administrator")
                    .send(
                            "PUT",
                            "/oauth2/service/" + serviceId + "/contract",
                            document.toString(),
                            "Content-Type",
                            "application/yaml");
            assertThat(put.status()).isIn(200, 201);
        }
        TestServer.Registered client = server.newClient("admin", "oauth.client.r");
        clientId = client.clientId();
        signIn(client);
        server.link(clientId, serviceId, endpoints.toArray(String[]::new));
        use(endpoints);
        String user = server.newUser();
        Api stranger = server.as(user, "oauth.client.w");
        for (int i = 0; i < ROWS; i++) {
            String own = server.newClient(user).clientId();
            server.link(own, serviceId, endpoints.getFirst());
            stranger.post(
                            "/oauth2/client/" + own + "/service/" + serviceId,
                            "[\"" + endpoints.getFirst() + "\",\"" + endpoints.getLast() + "\"]")
                    .expect(202);
        }
    }

    /** A user with sessions, and with tokens of the client. */
    private static void signIn(TestServer.Registered client) {
        People people = new People(server);
        userId = people.newAdministrator();
        try (TokenFixture tokens = new TokenFixture(server)) {
            IntStream.range(0, ROWS).forEach(_ -> {
                people.signedIn(userId);
                tokens.grant(client, userId, null, "oauth.client.r");
            });
        }
    }

    /** Some days, and the links are older than any use. */
    private static void use(List<String> endpoints) {
        String rows = IntStream.range(0, ROWS)
                .mapToObj(i -> "{\"endpoint\":\"%s\",\"clientId\":\"%s\",\"day\":\"%s\",\"calls\":1}"
                        .formatted(
                                endpoints.get(i % 2),
                                i == 0 ? "https://other.example#a%20client" : clientId,
                                LocalDate.now(ZoneOffset.UTC).minusDays(i / 2)))
                .collect(Collectors.joining(",", "[", "]"));
        callers.get("administrator")
                .post("/oauth2/service/" + serviceId + "/usage", rows)
                .expect(200);
        callers.get("administrator")
                .post("/oauth2/service/" + serviceId + "/usage", rows.replace("/list0@get", "/list2@get"))
                .expect(200);
        server.jdbi().useHandle(handle -> {
            handle.execute("update usage_start set since = now() - interval '1 year'");
            handle.execute("update client_endpoint set created = now() - interval '1 year'");
        });
    }

    private static void vault(EventCallers connector, String person) {
        IntStream.range(0, ROWS - 1).forEach(_ -> EventCallers.on(server));
        List<JsonNode> webhooks = IntStream.range(0, ROWS)
                .mapToObj(i -> connector.webhook("https://port-" + i + ".invalid/events"))
                .toList();
        webhookId = webhooks.getFirst().get("webhookId").asString();
        connector.connect(person);
        IntStream.range(1, ROWS).forEach(i -> connector.connect("another-person-" + i));
        await().untilAsserted(() -> assertThat(connector
                        .api()
                        .get("/webhook/" + webhookId + "/delivery?page=1")
                        .json())
                .hasSize(ROWS));
    }

    private static List<OpenApiContract.Operation> lists() {
        return OpenApiContract.all().stream()
                .flatMap(contract -> contract.operations().stream())
                .filter(operation -> operation.method().equals("GET"))
                .filter(EveryListEndsTest::isList)
                .toList();
    }

    private static boolean isList(OpenApiContract.Operation operation) {
        boolean linked = operation
                .response(200)
                .map(documented -> documented.node().path("headers").has("Link"))
                .orElse(false);
        return linked || !Collections.disjoint(operation.queryParameters(), PAGING);
    }

    static Stream<Walk> walks() {
        return lists().stream()
                .map(OpenApiContract.Operation::path)
                .flatMap(path -> Stream.of("administrator", "client", "person")
                        .flatMap(caller -> Stream.of(1, 2).map(pageSize -> new Walk(path, caller, pageSize))));
    }

    @Test
    void everyListOfTheContractsIsWalkedThrough() {
        assertThat(lists().stream().map(OpenApiContract.Operation::path))
                .containsExactlyInAnyOrderElementsOf(KEYS.keySet());
        assertThat(lists()).allSatisfy(list -> {
            assertThat(list.queryParameters()).as(list.toString()).contains("pageSize", "after");
            assertThat(list.response(200).orElseThrow().node().path("headers").has("Link"))
                    .as(list.toString())
                    .isTrue();
        });
    }

    @ParameterizedTest
    @MethodSource("walks")
    void theNextLinksLeadThroughEveryEntryOnce(Walk walk) {
        Api api = callers.get(walk.caller());
        String path = walk.path()
                .replace("{serviceId}", serviceId)
                .replace("{clientId}", clientId)
                .replace("{userId}", userId)
                .replace("{webhookId}", webhookId);
        String first = path + "?" + (isNumbered(walk.path()) ? "page=1&" : "") + "pageSize=";
        Answer whole = api.get(first + 200);
        if (whole.status() == 401 || whole.status() == 403) {
            assertThat(walk.caller()).isNotEqualTo("administrator");
            return;
        }
        List<String> all = keys(walk.path(), whole);
        assertThat(next(whole)).as("the list fits on a page").isNull();
        assertThat(all).doesNotHaveDuplicates();
        assertThat(all.size()).isGreaterThanOrEqualTo(walk.caller().equals("administrator") ? ROWS : 0);

        List<String> seen = new ArrayList<>();
        String next = first + walk.pageSize();
        while (next != null) {
            Answer page = api.get(next).expect(200);
            List<String> keys = keys(walk.path(), page);
            assertThat(keys.size()).isLessThanOrEqualTo(walk.pageSize());
            seen.addAll(keys);
            assertThat(seen).as("no page comes twice").doesNotHaveDuplicates();
            next = next(page);
        }
        assertThat(seen).isEqualTo(all);
    }

    private static boolean isNumbered(String path) {
        return lists().stream()
                .filter(list -> list.path().equals(path))
                .anyMatch(list -> list.queryParameters().contains("page"));
    }

    private static List<String> keys(String path, Answer answer) {
        JsonNode body = answer.expect(200).json();
        JsonNode entries = body.isArray() ? body : body.get("list");
        return entries.valueStream().map(entry -> key(path, entry)).toList();
    }

    private static String key(String path, JsonNode entry) {
        Map<String, String> key = new LinkedHashMap<>();
        for (String pointer : KEYS.get(path)) {
            JsonNode member = entry.at(pointer);
            assertThat(member.isMissingNode()).as(pointer + " of " + entry).isFalse();
            key.put(pointer, member.asString());
        }
        return key.toString();
    }

    private static String next(Answer answer) {
        String link = answer.header("Link");
        Matcher matcher = NEXT.matcher(link == null ? "" : link);
        return matcher.find() ? matcher.group(1) : null;
    }
}
