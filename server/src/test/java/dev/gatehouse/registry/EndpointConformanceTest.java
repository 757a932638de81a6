package dev.gatehouse.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.Answer;
import dev.gatehouse.testing.Api;
import dev.gatehouse.testing.TestServer;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The operations on a service's endpoints. */
class EndpointConformanceTest {
    private final TestServer server = TestServer.shared();
    private final Api api = server.administrator();
    private final String id = Services.newId();
    private final String path = "/oauth2/service/" + id + "/endpoint";

    @BeforeEach
    void register() {
        api.post("/oauth2/service", Services.body(id)).expect(200);
    }

    private static List<String> endpoints(Answer answer) {
        return answer.json()
                .valueStream()
                .map(endpoint -> endpoint.get("endpoint").asString())
                .toList();
    }

    private void link(String clientId, String... endpoints) {
        server.link(clientId, id, endpoints);
    }

    @Test
    void storesTheSeedsExampleAndAnswersSorted() {
        Answer created = api.post(path, Services.SEED_ENDPOINTS).expect(201);

        assertThat(endpoints(created))
                .containsExactly("/v1/data@delete", "/v1/data@get", "/v1/data@post", "/v1/data@put");
        assertThat(api.get(path).expect(200).json()).isEqualTo(created.json());
        assertThat(created.json().get(1).get("operation").asString()).isEqualTo("retrieveData");
        assertThat(created.json().get(1).get("scope").asString()).isEqualTo("data.r");
        assertThat(created.json().get(1).has("requires")).isFalse();
    }

    @Test
    void acceptsWhatOlderClientsSendBack() {
        Answer created = api.post(path, """
                        [{"factoryId":5,"id":5,"classId":2,"operation":"retrieve data",
                          "endpoint":"/v1/getData@get","scope":"data.r"}]
                        """).expect(201);

        assertThat(created.json().get(0).propertyNames()).containsExactlyInAnyOrder("endpoint", "operation", "scope");
    }

    @Test
    void endpointsSayHowLongAgoUsersMayHaveSignedIn() {
        String list = """
                [{"endpoint":"/v1/data/{id}@get","operation":"one","scope":"data.r","maxAge":%s},
                 {"endpoint":"/v1/open@get","operation":"open","scope":""}]
                """;
        api.post(path, list.formatted(300)).expect(201);
        assertThat(api.get(path).json().get(0).get("maxAge").asInt()).isEqualTo(300);
        assertThat(api.get(path).json().get(1).has("maxAge")).isFalse();

        api.post(path, list.formatted(60)).expect(201);
        assertThat(api.get(path).json().get(0).get("maxAge").asInt()).isEqualTo(60);
        api.post(path, list.formatted(60).replace("{id}", "{dataId}")).expect(201);
        assertThat(api.get(path).json().get(0).get("maxAge").asInt()).isEqualTo(60);
        api.post(path, list.formatted("null")).expectError(400, "ERR11004", "VALIDATOR_SCHEMA");
        api.post(path, list.formatted(0)).expectError(400, "ERR11004", "VALIDATOR_SCHEMA");
        Answer open = api.post(path, list.formatted(60).replace("\"data.r\"", "\"\""))
                .expectError(400, "ERR11004", "VALIDATOR_SCHEMA");
        assertThat(open.json().get("violations").get(0).get("pointer").asString())
                .isEqualTo("/0/maxAge");
    }

    @Test
    void replacesAllEndpoints() {
        api.post(path, Services.SEED_ENDPOINTS).expect(201);

        api.post(path, "[{\"endpoint\":\"/v2/data@get\",\"operation\":\"get\",\"scope\":\"data.r\"}]")
                .expect(201);

        assertThat(endpoints(api.get(path))).containsExactly("/v2/data@get");
        api.post(path, "[]").expect(201);
        api.get(path).expectError(404, "ERR12042", "SERVICE_ENDPOINT_NOT_FOUND");
    }

    @Test
    void refusesAServiceThatIsNotThere() {
        String missing = Services.newId();

        assertThat(api.post("/oauth2/service/" + missing + "/endpoint", Services.SEED_ENDPOINTS)
                        .expectError(404, "ERR12015", "SERVICE_NOT_FOUND")
                        .description())
                .isEqualTo("Service " + missing + " is not found.");
        assertThat(api.get("/oauth2/service/" + missing + "/endpoint")
                        .expectError(404, "ERR12042", "SERVICE_ENDPOINT_NOT_FOUND")
                        .description())
                .isEqualTo("Service " + missing + " is not found.");
        api.delete("/oauth2/service/" + missing + "/endpoint")
                .expectError(404, "ERR12042", "SERVICE_ENDPOINT_NOT_FOUND");
    }

    @Test
    void deletesAllEndpoints() {
        api.post(path, Services.SEED_ENDPOINTS).expect(201);

        api.delete(path).expect(204);

        api.get(path).expectError(404, "ERR12042", "SERVICE_ENDPOINT_NOT_FOUND");
        api.delete(path).expectError(404, "ERR12042", "SERVICE_ENDPOINT_NOT_FOUND");
        api.get("/oauth2/service/" + id).expect(200);
    }

    @Test
    void refusesDuplicatesNamingThemAndChangesNothing() {
        api.post(path, Services.SEED_ENDPOINTS).expect(201);

        Answer refused = api.post(path, """
                        [{"endpoint":"/v1/x@get","operation":"one","scope":"data.r"},
                         {"endpoint":"/v1/x@get","operation":"two","scope":"data.w"}]
                        """).expectError(400, "ERR11004", "VALIDATOR_SCHEMA");

        assertThat(refused.description()).contains("/1/endpoint", "/v1/x@get", "twice");
        assertThat(endpoints(api.get(path))).hasSize(4);
    }

    @Test
    void namesEveryViolationWithItsPointer() {
        Answer refused = api.post(path, """
                        [{"endpoint":"","operation":"x","scope":"a"},{"operation":"y","scope":"a\\"b"},7]
                        """).expectError(400, "ERR11004", "VALIDATOR_SCHEMA");

        assertThat(refused.json()
                        .get("violations")
                        .valueStream()
                        .map(violation -> violation.get("pointer").asString()))
                .containsOnly("/0/endpoint", "/1/endpoint", "/1/scope", "/2");
    }

    @Test
    void alternativesAreKeptAndShown() {
        String body = """
                [{"endpoint":"/a@get","operation":"a","scope":"x y","requires":[["x","y"],["z"]]},
                 {"endpoint":"/b@get","operation":"b","scope":"","requires":[[]]},
                 {"endpoint":"/c@get","operation":"c","scope":""}]
                """;

        Answer created = api.post(path, body).expect(201);

        assertThat(created.json().get(0).get("requires").toString()).isEqualTo("[[\"x\",\"y\"],[\"z\"]]");
        assertThat(created.json().get(1).get("requires").toString()).isEqualTo("[[]]");
        assertThat(created.json().get(2).has("requires")).isFalse();
        assertThat(api.get(path).json()).isEqualTo(created.json());
    }

    @Test
    void scopeMustAgreeWithTheFirstAlternative() {
        assertThat(api.post(path, """
                                [{"endpoint":"/a@get","operation":"a","scope":"q","requires":[["x"],["z"]]}]
                                """)
                        .expectError(400, "ERR11004", "VALIDATOR_SCHEMA")
                        .description())
                .contains("/0/scope");
    }

    @Test
    void aClientsLinkIsNotCutUnasked() {
        api.post(path, Services.SEED_ENDPOINTS).expect(201);
        String client = server.newClient("admin", "data.r").clientId();
        link(client, "/v1/data@get");
        String withoutGet = "[{\"endpoint\":\"/v1/data@post\",\"operation\":\"createData\",\"scope\":\"data.w\"}]";

        Answer refused = api.post(path, withoutGet).expectError(409, "ERR12100", "ENDPOINT_IN_USE");

        assertThat(refused.description()).contains("/v1/data@get", client);
        assertThat(refused.json().get("links").get(0).get("clientId").asString())
                .isEqualTo(client);
        assertThat(endpoints(api.get(path))).hasSize(4);
        api.delete(path).expectError(409, "ERR12100", "ENDPOINT_IN_USE");
        api.delete("/oauth2/service/" + id).expectError(409, "ERR12100", "ENDPOINT_IN_USE");
        assertThat(endpoints(api.get(path))).hasSize(4);
    }

    @Test
    void linksToEndpointsThatStayAreKept() {
        api.post(path, Services.SEED_ENDPOINTS).expect(201);
        String client = server.newClient("admin", "data.r").clientId();
        link(client, "/v1/data@get");

        api.post(path, "[{\"endpoint\":\"/v1/data@get\",\"operation\":\"renamed\",\"scope\":\"other.r\"}]")
                .expect(201);

        api.delete(path).expectError(409, "ERR12100", "ENDPOINT_IN_USE");
    }

    @Test
    void whoCutsLinksIsToldWhich() {
        api.post(path, Services.SEED_ENDPOINTS).expect(201);
        String client = server.newClient("admin", "data.r").clientId();
        link(client, "/v1/data@get", "/v1/data@put");

        Answer replaced = api.post(path + "?cascade=true", """
                        [{"endpoint":"/v1/data@put","operation":"put","scope":"data.w"}]
                        """).expect(201);
        Answer deleted = api.delete("/oauth2/service/" + id + "?cascade=true").expect(200);

        assertThat(replaced.header("X-Removed-Links")).isEqualTo("1");
        assertThat(deleted.json().get("removedLinks").get(0).get("endpoint").asString())
                .isEqualTo("/v1/data@put");
        api.get("/oauth2/service/" + id).expect(404);
    }

    @Test
    void cascadeIsTrueOrFalse() {
        api.delete("/oauth2/service/" + id + "?cascade=maybe")
                .expectError(400, "ERR11010", "VALIDATOR_REQUEST_PARAMETER_INVALID_FORMAT");
    }

    @Test
    void endpointsMayBeManyAndAreBounded() {
        StringBuilder many = new StringBuilder("[");
        for (int i = 0; i < 5_000; i++) {
            many.append(i == 0 ? "" : ",")
                    .append("{\"endpoint\":\"/v1/resource/%d@get\",\"operation\":\"get%d\",\"scope\":\"data.r\"}"
                            .formatted(i, i));
        }

        assertThat(endpoints(api.post(path, many.append("]").toString()).expect(201)))
                .hasSize(5_000);
        api.post(path, "[{\"endpoint\":\"" + "é".repeat(600) + "\",\"operation\":\"x\",\"scope\":\"\"}]")
                .expectError(400, "ERR11004", "VALIDATOR_SCHEMA");
    }
}
