package dev.gatehouse.access.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatehouse.testing.Answer;
import dev.gatehouse.testing.Api;
import dev.gatehouse.testing.TestServer;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What gateways are answered about requests to a service whose contract is a GraphQL schema. */
class GraphqlDecisionTest {
    private static final String SCHEMA = """
            type Query {
              hours: String
              me: String @authenticated
              orders: [String] @requiresScopes(scopes: [["orders.r"], ["orders.admin"]])
            }
            type Mutation {
              place: String @requiresScopes(scopes: [["orders.w"]])
            }
            """;

    private final TestServer server = TestServer.shared();
    private final String id = "graphql-" + UUID.randomUUID();

    @BeforeEach
    void register() {
        server.administrator()
                .send("PUT", "/oauth2/service/" + id + "/contract", SCHEMA, "Content-Type", "application/graphql")
                .expect(201);
    }

    /** As Envoy asks, with the request's body. */
    private Answer post(Api gateway, String query) {
        return gateway.send("POST", "/access/" + id + "/graphql", body(query), "Content-Type", "application/json");
    }

    private static String body(String query) {
        return "{\"query\":\"" + query + "\"}";
    }

    private Api with(String... scopes) {
        return server.as("admin", scopes);
    }

    @Test
    void everyRootFieldHasToBeCovered() {
        for (int i = 0; i < 2; i++) { // asked of the database, then from memory
            assertThat(post(with("orders.r"), "{ orders }").expect(200).header("X-Auth-Endpoint"))
                    .isEqualTo("Query.orders");
        }
        post(with("orders.admin"), "{ a: orders }").expect(200);
        assertThat(post(with("orders.r"), "{ ...F } fragment F on Query { orders hours me }")
                        .expect(200)
                        .header("X-Auth-Endpoint"))
                .isEqualTo("Query.hours,Query.me,Query.orders");
        Answer refused =
                post(with("orders.w"), "{ hours orders }").expectError(403, "ERR10005", "AUTH_TOKEN_SCOPE_MISMATCH");
        assertThat(refused.header("WWW-Authenticate")).contains("scope=\"orders.r\"");
        assertThat(refused.json().get("endpoint").asString()).isEqualTo("Query.orders");
        post(with("orders.r"), "mutation { place }").expectError(403, "ERR10005", "AUTH_TOKEN_SCOPE_MISMATCH");
        post(with("orders.w"), "mutation { place }").expect(200);
    }

    @Test
    void whatIsAskedForBelowTheRootIsDecidedAtEveryDepth() {
        server.administrator()
                .send(
                        "PUT",
                        "/oauth2/service/" + id + "/contract?allowBreaking=true",
                        """
                        type Query { relay: Query! hours: String me: Account orders: [String] @requiresScopes(scopes: [["orders.r"]]) }
                        type Account { name: String email: String @requiresScopes(scopes: [["mail.r"], ["mail.admin"]])
                          friend: Account }
                        """,
                        "Content-Type",
                        "application/graphql")
                .expect(200);
        post(server.admin(), "{ me { name } }").expect(200);
        post(server.admin(), "{ me { friend { email } } }").expectError(401, "ERR10002", "MISSING_AUTH_TOKEN");
        Answer refused = post(with("orders.r"), "{ me { friend { email } } }")
                .expectError(403, "ERR10005", "AUTH_TOKEN_SCOPE_MISMATCH");
        assertThat(refused.json().get("endpoint").asString()).isEqualTo("Account.email");
        assertThat(post(with("mail.admin"), "{ me { ...F } } fragment F on Account { friend { e: email } }")
                        .expect(200)
                        .header("X-Auth-Endpoint"))
                .isEqualTo("Query.me");
        post(with("mail.r"), "{ relay { relay { orders } } }")
                .expectError(403, "ERR10005", "AUTH_TOKEN_SCOPE_MISMATCH");
        post(with("orders.r"), "{ relay { relay { orders } } }").expect(200);
        post(with("orders.r"), "{ relay { nothing } }").expectError(403, "ERR12160", "ENDPOINT_NOT_REGISTERED");
        post(with("orders.r"), "{ me { nothing } }").expectError(403, "ERR12170", "GRAPHQL_UNDECIDABLE");
    }

    @Test
    void aRequestCountsForItsRootFieldsAlone() {
        server.administrator()
                .send(
                        "PUT",
                        "/oauth2/service/" + id + "/contract?allowBreaking=true",
                        """
                        type Query { me: Account @deprecated old: String }
                        type Account { email: String @requiresScopes(scopes: [["mail.r"]]) }
                        """,
                        "Content-Type",
                        "application/graphql")
                .expect(200);

        assertThat(post(with("mail.r"), "{ me { email } }").expect(200).header("Deprecation"))
                .startsWith("@");
        assertThat(post(with("mail.r"), "{ old me { email } }").expect(200).header("Deprecation"))
                .startsWith("@");
        post(with("orders.r"), "{ me { email } }").expectError(403, "ERR10005", "AUTH_TOKEN_SCOPE_MISMATCH");
        Api owner = server.administrator();
        await().untilAsserted(() -> {
            JsonNode rows = owner.get("/oauth2/service/" + id + "/usage?page=1")
                    .expect(200)
                    .json();
            assertThat(rows.toString()).contains("Query.me", "Query.old").doesNotContain("Account.email");
        });
    }

    @Test
    void publicFieldsNeedNoTokenAndAuthenticatedOnesSome() {
        post(server.admin(), "{ hours }").expect(200);
        post(server.admin(), "{ hours me }").expectError(401, "ERR10002", "MISSING_AUTH_TOKEN");
        post(with("orders.w"), "{ hours me }").expect(200);
    }

    @Test
    void aQueryInTheTargetIsDecidedOnWithoutABody() {
        Api gateway = with("orders.r");

        gateway.get("/access/" + id, "X-Original-Method", "GET", "X-Original-URI", "/graphql?query=%7Borders%7D")
                .expect(200);
        gateway.get("/access/" + id, "X-Original-Method", "GET", "X-Original-URI", "/graphql?query=mutation%7Bplace%7D")
                .expectError(403, "ERR10005", "AUTH_TOKEN_SCOPE_MISMATCH");
    }

    @Test
    void aBodyMayComeWithAnyWayToAsk() {
        with("orders.r")
                .send(
                        "POST",
                        "/access/" + id,
                        body("{ orders }"),
                        "Content-Type",
                        "application/json",
                        "X-Forwarded-Method",
                        "POST",
                        "X-Forwarded-Uri",
                        "/graphql")
                .expect(200);
    }

    @Test
    void saysWhereItCannotDecide() {
        Api gateway = with("orders.r");

        Answer noBody = gateway.get("/access/" + id, "X-Original-Method", "POST", "X-Original-URI", "/graphql")
                .expectError(403, "ERR12170", "GRAPHQL_UNDECIDABLE");
        assertThat(noBody.description()).contains("the gateway has to forward the request's body");
        assertThat(post(gateway, "{ orders")
                        .expectError(403, "ERR12170", "GRAPHQL_UNDECIDABLE")
                        .description())
                .contains("not valid GraphQL");
        Answer partial = gateway.send(
                "POST",
                "/access/" + id + "/graphql",
                body("{ orders }"),
                "Content-Type",
                "application/json",
                "X-Envoy-Auth-Partial-Body",
                "true");
        assertThat(partial.expectError(403, "ERR12170", "GRAPHQL_UNDECIDABLE").description())
                .contains("did not come whole");
        gateway.send(
                        "POST",
                        "/access/" + id + "/graphql",
                        body("{ orders }"),
                        "Content-Type",
                        "application/json",
                        "X-HTTP-Method-Override",
                        "GET")
                .expectError(403, "ERR12161", "REQUEST_TARGET_EVASIVE");
    }

    @Test
    void s13_aBodyOverTheBoundIsRefusedAndDoesNotStall() {
        String large = "{\"query\":\"{ orders }\",\"variables\":{\"x\":\"" + "x".repeat(300_000) + "\"}}";

        Answer refused =
                with("orders.r").send("POST", "/access/" + id + "/graphql", large, "Content-Type", "application/json");

        assertThat(refused.expectError(403, "ERR12170", "GRAPHQL_UNDECIDABLE").description())
                .contains("did not come whole; up to 262,144 bytes");
    }

    @Test
    void fieldsThatNobodyRegisteredAreRefusedIntrospectionToo() {
        Api gateway = with("orders.r", "orders.w", "orders.admin");

        assertThat(post(gateway, "{ orders secret }")
                        .expectError(403, "ERR12160", "ENDPOINT_NOT_REGISTERED")
                        .description())
                .contains("Query.secret");
        post(gateway, "{ __schema { types { name } } }").expectError(403, "ERR12160", "ENDPOINT_NOT_REGISTERED");
        post(gateway, "{ __typename }").expect(200);
        post(server.admin(), "{ __typename }").expect(401);
        post(gateway, "mutation { orders }").expectError(403, "ERR12160", "ENDPOINT_NOT_REGISTERED");
    }

    @Test
    void aPreflightPassesAndEndpointsWithAPathAreDecidedByIt() {
        String[] preflight = {"Origin", "https://app.example.org", "Access-Control-Request-Method", "POST"};
        server.admin()
                .send("OPTIONS", "/access/" + id + "/graphql", null, preflight)
                .expect(200);
        server.administrator()
                .post(
                        "/oauth2/service/" + id + "/endpoint",
                        "[{\"endpoint\":\"/health@get\",\"operation\":\"health\",\"scope\":\"\"},"
                                + "{\"endpoint\":\"Query.__schema\",\"operation\":\"__schema\",\"scope\":\"orders.r\"}]")
                .expect(201);

        server.admin().get("/access/" + id + "/health").expect(200);
        post(with("orders.r"), "{ __schema { types { name } } }").expect(200);
        post(with("orders.w"), "{ __schema { types { name } } }").expect(403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/query", "/graphql/", "/Graphql", "/%67raphql", "/x/graphql", "/graphql;x", "//graphql"})
    void onlyThePathOfGraphqlIsTakenForIt(String path) {
        String[] asked = {"X-Original-Method", "GET", "X-Original-URI", path + "?query=%7Bhours%7D"};
        with("orders.r").get("/access/" + id, asked).expect(403);
    }

    @Test
    void aPageRegisteredAtThePathOfGraphqlLeavesItsOperationsAlone() {
        server.administrator()
                .post(
                        "/oauth2/service/" + id + "/endpoint",
                        "[{\"endpoint\":\"/graphql@get\",\"operation\":\"page\",\"scope\":\"orders.admin\"},"
                                + "{\"endpoint\":\"Query.orders\",\"operation\":\"orders\",\"scope\":\"orders.r\"}]")
                .expect(201);
        post(with("orders.r"), "{ orders }").expect(200);
        with("orders.r").get("/access/" + id + "/graphql").expect(403);
    }

    @Test
    void aServiceSaysWithItsResourceWhereItsGraphqlIs() {
        String resource = "https://" + id + ".example/api/query";
        server.administrator()
                .put("/oauth2/service", """
                        {"serviceId":"%s","serviceType":"graphql","serviceName":"Orders","scope":"orders.r","resource":"%s"}
                        """.formatted(id, resource))
                .expect(200);
        String[] asked = {"X-Original-Method", "GET", "X-Original-URI", "/api/query?query=%7Bhours%7D"};
        with("orders.r").get("/access/" + id, asked).expect(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/admin",
                "/ADMIN",
                "/admin/",
                "/admin;x=1",
                "/admin%2F",
                "/admin.json",
                "/%2561dmin",
                "/admin%20",
                "/admin%3Fx"
            })
    void noSpellingOfARegisteredPathIsTakenForTheGraphqlEndpoint(String path) {
        server.administrator()
                .post(
                        "/oauth2/service/" + id + "/endpoint",
                        "[{\"endpoint\":\"/admin@get\",\"operation\":\"admin\",\"scope\":\"orders.admin\"},"
                                + "{\"endpoint\":\"Query.hours\",\"operation\":\"hours\",\"scope\":\"\"}]")
                .expect(201);
        Api gateway = with("orders.r");
        String target = path + "?query=%7Bhours%7D";

        gateway.get("/access/" + id, "X-Original-Method", "GET", "X-Original-URI", target)
                .expect(403);
        gateway.send(
                        "POST",
                        "/access/" + id,
                        body("{ hours }"),
                        "Content-Type",
                        "application/json",
                        "X-Original-Method",
                        "POST",
                        "X-Original-URI",
                        path)
                .expect(403);
        gateway.get("/access/" + id, "X-Original-Method", "GET", "X-Original-URI", "/graphql?query=%7Bhours%7D")
                .expect(200);
    }

    @Test
    void aConnectionInWhichOperationsFollowIsNotDecidedOn() {
        String[] asked = {"X-Original-Method", "GET", "X-Original-URI", "/graphql?query=%7Bhours%7D"};
        server.admin().get("/access/" + id, asked).expect(200);

        server.admin()
                .get("/access/" + id, asked[0], asked[1], asked[2], asked[3], "Sec-WebSocket-Key", "aaaa")
                .expectError(403, "ERR12170", "GRAPHQL_UNDECIDABLE");
    }

    @Test
    void servicesOfOtherKindsDoNotWaitForBodies() {
        GuardedApi pets = GuardedApi.register(server);

        pets.with("pets.w")
                .send("POST", pets.path() + "/v1/pets", "x".repeat(300_000), "Content-Type", "text/plain")
                .expect(200);
    }
}
