package dev.gatehouse.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.gatehouse.decision.ForwardedRequest;
import dev.gatehouse.decision.content.SentContent;
import dev.gatehouse.guard.vertx.GuardHandler;
import dev.gatehouse.testing.TestServer;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.BodyHandler;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** Services with GraphQL that guard themselves, with a real registry. */
class GuardedGraphqlTest {
    private static final TestServer SERVER = TestServer.shared();
    private static final JsonMapper JSON = new JsonMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final int REQUESTS = 120;
    private static final String SHOP = """
            type Query { hours: String me: Account relay: Query orders: [String] @requiresScopes(scopes: [["g.orders"]]) }
            type Account { name: String email: String %s }
            """;

    private static GuardedService shop;
    private static ServiceGuard guard;
    private static String ordering;

    @BeforeAll
    static void start() {
        shop = register(SHOP.formatted("@requiresScopes(scopes: [[\"g.mail\"]])"));
        guard = shop.guard().start();
        ordering = shop.token("g.orders");
    }

    @AfterAll
    static void stop() {
        guard.close();
    }

    private static GuardedService register(String schema) {
        GuardedService service =
                new GuardedService(SERVER, "graph-" + UUID.randomUUID(), SERVER.newClient("admin", "oauth.service.r"));
        put(service, schema);
        return service;
    }

    private static void put(GuardedService service, String schema) {
        int status = SERVER.administrator()
                .send(
                        "PUT",
                        "/oauth2/service/" + service.serviceId() + "/contract?allowBreaking=true",
                        schema,
                        "Content-Type",
                        "application/graphql")
                .status();
        assertThat(status).isBetween(200, 201);
    }

    private static byte[] json(String document) {
        return JSON.writeValueAsBytes(Map.of("query", document));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void itDecidesRandomRequestsAsGatewaysAreTold(long seed) {
        RandomGraph graph = new RandomGraph(seed);
        GuardedService service = register(graph.schema());
        String[] tokens = {null, service.token("a"), service.token("a", "b"), service.token("a", "b", "c"), "nonsense"};
        int passed = 0;
        try (ServiceGuard own = service.guard().start()) {
            for (int i = 0; i < REQUESTS; i++) {
                String document = graph.document();
                String token = tokens[i % tokens.length];
                boolean get = graph.oneIn(4);
                String target =
                        get ? "/graphql?query=" + URLEncoder.encode(document, StandardCharsets.UTF_8) : "/graphql";
                byte[] body = get
                        ? new byte[0]
                        : graph.oneIn(4)
                                ? ("[" + new String(json(document), StandardCharsets.UTF_8) + ",{\"query\":\"{f0}\"}]")
                                        .getBytes(StandardCharsets.UTF_8)
                                : json(document);
                String method = get ? "GET" : "POST";
                Told told = Told.byServer(service, token, method, target, get ? "" : "application/json", body);

                assertThat(Told.byGuard(own, token, method, target, get ? "" : "application/json", body))
                        .as("%s with token %d: %s%n%s", method, i % tokens.length, document, seed)
                        .isEqualTo(told);
                passed += told.status() == 200 ? 1 : 0;
            }
        }
        assertThat(passed).isBetween(1, REQUESTS - 1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST /graphql application/json {\"query\":\"{hours}\",\"doc_id\":\"1\"}",
                "POST /graphql application/json {\"query\":\"{hours}\",\"query\":\"{orders}\"}",
                "POST /graphql application/json {\"query\":\"{orders}\"} ",
                "POST /graphql application/json",
                "POST /graphql?query={hours} application/json {\"query\":\"{hours}\"}",
                "POST /graphql application/x-www-form-urlencoded query={hours}",
                "POST /graphql application/graphql {relay{relay{orders}}}",
                "POST /graphql application/graphql {me{name}}",
                "POST /graphql application/graphql {__schema{types{name}}}",
                "POST /graphql application/graphql {__typename}",
                "POST /graphql/ application/graphql {hours}",
                "POST /GRAPHQL application/graphql {hours}",
                "POST /%67raphql application/graphql {hours}",
                "POST / application/graphql {hours}",
                "PUT /graphql application/graphql {hours}",
                "GET /graphql?query=%7Bhours%7D&_method=POST application/graphql ",
                "GET /graphql?query=%7Borders%7D"
            })
    void itRefusesWhatGatewaysAreToldToRefuse(String line) {
        String[] parts = line.split(" ", 4);
        String type = parts.length > 2 ? parts[2] : "";
        byte[] body = parts.length > 3 ? parts[3].getBytes(StandardCharsets.UTF_8) : new byte[0];
        for (String token : new String[] {null, ordering}) {
            assertThat(Told.byGuard(guard, token, parts[0], parts[1], type, body))
                    .isEqualTo(Told.byServer(shop, token, parts[0], parts[1], type, body));
        }
    }

    @Test
    void theBoundsAreTheSame() {
        for (String document : List.of(
                "{ hours }" + " ".repeat(256 * 1024),
                "{ me ".repeat(300) + "{ name }" + " }".repeat(300),
                "{ " + "hours ".repeat(20_000) + "}")) {
            byte[] body = document.getBytes(StandardCharsets.UTF_8);

            assertThat(Told.byGuard(guard, ordering, "POST", "/graphql", "application/graphql", body))
                    .isEqualTo(Told.byServer(shop, ordering, "POST", "/graphql", "application/graphql", body))
                    .extracting(Told::code)
                    .isEqualTo("ERR12170");
        }
    }

    @ParameterizedTest
    @EnumSource
    void theServiceReadsTheBodyAgain(Guarded.By by) throws Exception {
        try (Guarded front = Guarded.start(by, guard)) {
            String body = "{\"query\":\"{ hours orders }\"}";

            HttpResponse<String> passed = post(front, "/graphql", ordering, body);
            assertThat(passed.statusCode()).as(passed.body()).isEqualTo(200);
            assertThat(passed.body()).startsWith("Query.hours,Query.orders ").endsWith("\n" + body);
            HttpResponse<String> refused = post(front, "/graphql", ordering, "{\"query\":\"{ me { email } }\"}");
            assertThat(refused.statusCode()).isEqualTo(403);
            assertThat(refused.body()).contains("ERR10005", "g.mail");
            HttpResponse<String> large = post(front, "/graphql", ordering, body + " ".repeat(300_000));
            assertThat(large.statusCode()).isEqualTo(403);
            assertThat(large.body()).contains("ERR12170", "the body did not come whole");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aRequestWithoutABodyIsReadFromItsTarget(Guarded.By by) throws Exception {
        try (Guarded front = Guarded.start(by, guard)) {
            String target = "/graphql?query=%7Bhours%7D";
            for (String type : List.of("application/json", "application/x-www-form-urlencoded")) {
                assertThat(RawRequest.status(RawRequest.send(front.port(), "GET", target, "Content-Type", type)))
                        .as(type)
                        .isEqualTo(200);
            }
            String socket = RawRequest.send(front.port(), "GET", target, "Sec-WebSocket-Key", "x");
            assertThat(socket).startsWith("HTTP/1.1 403 ").contains("it opens a WebSocket");
        }
    }

    @Test
    void onVertxTheBodyMayHaveBeenReadBefore() throws Exception {
        Vertx vertx = Vertx.vertx();
        try {
            Router router = Router.router(vertx);
            router.route().handler(BodyHandler.create(false));
            router.route().handler(new GuardHandler(guard));
            router.route().handler(context -> context.response().end("passed"));
            int port = vertx.createHttpServer()
                    .requestHandler(router)
                    .listen(0, "127.0.0.1")
                    .await()
                    .actualPort();

            assertThat(post(port, "/graphql", ordering, "{\"query\":\"{ orders }\"}")
                            .body())
                    .isEqualTo("passed");
            assertThat(post(port, "/graphql", ordering, "{\"query\":\"{ me { email } }\"}")
                            .statusCode())
                    .isEqualTo(403);
            assertThat(RawRequest.send(port, "GET", "/graphql?query=%7Bhours%7D"))
                    .endsWith("passed");
        } finally {
            vertx.close().await();
        }
    }

    private static HttpResponse<String> post(Guarded front, String path, String token, String body)
            throws IOException, InterruptedException {
        return post(front.port(), path, token, body);
    }

    private static HttpResponse<String> post(int port, String path, String token, String body)
            throws IOException, InterruptedException {
        return HTTP.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @ParameterizedTest
    @EnumSource
    void inShadowWhateverComesReachesTheService(Guarded.By by) throws Exception {
        GuardedService watched = register(SHOP.formatted(""));
        var registered = SERVER.administrator()
                .get("/oauth2/service/" + watched.serviceId())
                .expect(200)
                .json()
                .asObject();
        registered.put("decisionMode", "shadow").remove(List.of("createDt", "updateDt"));
        SERVER.administrator().put("/oauth2/service", registered.toString()).expect(200);
        try (ServiceGuard own = watched.guard().start();
                Guarded front = Guarded.start(by, own)) {
            String body = "{\"query\":\"{ orders }\"}" + " ".repeat(300_000);

            HttpResponse<String> passed = post(front, "/graphql", "nonsense", body);
            assertThat(passed.statusCode()).as(passed.body()).isEqualTo(200);
            assertThat(passed.body()).endsWith("\n" + body);
        }
    }

    @Test
    void aChangeBelowTheRootIsHeardOf(@TempDir Path directory) {
        GuardedService changing = register(SHOP.formatted(""));
        byte[] body = json("{ me { email } }");
        Path snapshot = directory.resolve("snapshot.json");
        try (ServiceGuard own =
                changing.guard().refresh(Duration.ofHours(1)).snapshot(snapshot).start()) {
            assertThat(Told.byGuard(own, null, "POST", "/graphql", "application/json", body)
                            .status())
                    .isEqualTo(200);

            put(changing, SHOP.formatted("@authenticated"));

            await().untilAsserted(() -> assertThat(Told.byGuard(own, null, "POST", "/graphql", "application/json", body)
                            .status())
                    .isEqualTo(401));
        }
        await().untilAsserted(() -> assertThat(snapshot).content().contains("requires"));
        try (ServiceGuard alone = changing.guard()
                .registry(URI.create("http://127.0.0.1:1"))
                .snapshot(snapshot)
                .start()) {
            assertThat(Told.byGuard(alone, null, "POST", "/graphql", "application/json", body)
                            .status())
                    .isEqualTo(401);
        }
    }

    @Test
    void withoutTheModuleItRefusesAndSaysSo() {
        ForwardedRequest asked = ForwardedRequest.of("GET", "/graphql");
        var reader = new ContentRules("something", "{}", "", null).reader();

        assertThat(reader.paths()).contains("/graphql");
        assertThatThrownBy(() -> reader.requested(SentContent.unseen(asked)))
                .hasMessageContaining("gatehouse-decision-something");
    }

    @Test
    void whoeverDoesNotHandOverTheBodyIsRefused() {
        ForwardedRequest asked = ForwardedRequest.of("GET", "/graphql?query=%7Bhours%7D");

        assertThat(Told.of(guard.check(asked, List.of())).code()).isEqualTo("ERR12170");
    }
}
