package dev.gatehouse.registry;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.api.Json;
import dev.gatehouse.testing.Answer;
import dev.gatehouse.testing.Api;
import dev.gatehouse.testing.OpenApiContract;
import dev.gatehouse.testing.TestServer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The operations on services, line by line of the service registration document and of our API's decisions. */
class ServiceConformanceTest {
    private final TestServer server = TestServer.shared();
    private final Api api = server.administrator();

    @Test
    void createsAServiceAndAnswersWithWhatIsStored() {
        String id = Services.newId();

        Answer created = api.post("/oauth2/service", Services.body(id)).expect(200);

        JsonNode service = created.json();
        assertThat(service.get("serviceId").asString()).isEqualTo(id);
        assertThat(service.get("serviceType").asString()).isEqualTo("openapi");
        assertThat(service.get("serviceName").asString()).isEqualTo("A service");
        assertThat(service.get("scope").asString()).isEqualTo("data.r data.w");
        assertThat(Instant.parse(service.get("createDt").asString())).isBeforeOrEqualTo(Instant.now());
        assertThat(created.header("Location")).isEqualTo("/oauth2/service/" + id);
        assertThat(api.get("/oauth2/service/" + id).expect(200).json()).isEqualTo(service);
    }

    @ParameterizedTest
    @ValueSource(strings = {"swagger", "openapi", "graphql", "hybrid"})
    void knowsEveryServiceTypeOfTheSeed(String type) {
        String id = Services.newId();

        api.post("/oauth2/service", Services.body(id).replace("openapi", type)).expect(200);

        assertThat(api.get("/oauth2/service/" + id).json().get("serviceType").asString())
                .isEqualTo(type);
    }

    @Test
    void theOwnerIsTheCallerUnlessNamed() {
        String user = server.newUser();
        String id = Services.newId();

        server.as(user, "oauth.service.w")
                .post("/oauth2/service", Services.body(id))
                .expect(200);

        assertThat(api.get("/oauth2/service/" + id).json().get("ownerId").asString())
                .isEqualTo(user);
    }

    @Test
    void refusesAServiceIdThatExists() {
        String id = Services.newId();
        api.post("/oauth2/service", Services.body(id)).expect(200);

        Answer refused =
                api.post("/oauth2/service", Services.body(id)).expectError(400, "ERR12018", "SERVICE_ID_EXISTS");

        assertThat(refused.description()).isEqualTo("Service id " + id + " exists.");
    }

    @Test
    void refusesAnOwnerWhoIsNoUser() {
        Answer refused = api.post("/oauth2/service", Services.ownedBy(Services.newId(), "nobody"))
                .expectError(404, "ERR12013", "USER_NOT_FOUND");

        assertThat(refused.description()).isEqualTo("User nobody is not found.");
    }

    @Test
    void updatesAServiceKeepingWhenItWasCreated() {
        String id = Services.newId();
        JsonNode before = api.post("/oauth2/service", Services.body(id)).json();

        JsonNode after = api.put("/oauth2/service", Services.body(id, "Renamed", "data.r"))
                .expect(200)
                .json();

        assertThat(after.get("serviceName").asString()).isEqualTo("Renamed");
        assertThat(after.get("scope").asString()).isEqualTo("data.r");
        assertThat(after.get("ownerId")).isEqualTo(before.get("ownerId"));
        assertThat(after.get("createDt")).isEqualTo(before.get("createDt"));
        assertThat(Instant.parse(after.get("updateDt").asString()))
                .isAfterOrEqualTo(Instant.parse(before.get("updateDt").asString()));
        assertThat(api.get("/oauth2/service/" + id).json()).isEqualTo(after);
    }

    @Test
    void everyMemberOfTheContractIsKept() {
        String id = Services.newId();
        Map<String, Object> made = Map.ofEntries(
                entry("serviceId", id),
                entry("serviceType", "openapi"),
                entry("serviceName", "A service"),
                entry("serviceDesc", "What it is for"),
                entry("ownerId", "admin"),
                entry("policy", "closed"),
                entry("decisionMode", "shadow"),
                entry("scope", "data.r"),
                entry("signingAlgorithm", "ES256"),
                entry("accessTokenTyp", "JWT"),
                entry("resource", "https://" + id + ".example.org/one"),
                entry("methodParameters", List.of("_method", "do-as")));
        Map<String, Object> changed = Map.ofEntries(
                entry("serviceId", id),
                entry("serviceType", "graphql"),
                entry("serviceName", "Another name"),
                entry("serviceDesc", "What else it is for"),
                entry("ownerId", server.newUser()),
                entry("policy", "open"),
                entry("decisionMode", "enforce"),
                entry("scope", "data.w"),
                entry("signingAlgorithm", "RS256"),
                entry("accessTokenTyp", "at+jwt"),
                entry("resource", "https://" + id + ".example.org/two"),
                entry("methodParameters", List.of()));

        assertThat(made.keySet()).isEqualTo(changed.keySet()).isEqualTo(membersOfTheContract());
        api.post("/oauth2/service", Json.text(made)).expect(200);
        assertKept(id, made);
        api.put("/oauth2/service", Json.text(changed)).expect(200);
        assertKept(id, changed);
    }

    /** What can be said of a service; members that are only read are left out. */
    private static Set<String> membersOfTheContract() {
        JsonNode properties = OpenApiContract.all().stream()
                .filter(contract -> contract.name().equals("registry.yaml"))
                .findFirst()
                .orElseThrow()
                .document()
                .at("/components/schemas/Service/properties");
        return properties
                .propertyStream()
                .filter(member -> !member.getValue().path("readOnly").booleanValue(false))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private void assertKept(String id, Map<String, Object> members) {
        JsonNode kept = api.get("/oauth2/service/" + id).expect(200).json();
        members.forEach(
                (name, value) -> assertThat(Json.text(kept.path(name))).as(name).isEqualTo(Json.text(value)));
    }

    @Test
    void aServiceCanBeSentBackAsItWasRead() {
        String id = Services.newId();
        String read = api.post("/oauth2/service", Services.body(id)).text();

        api.put("/oauth2/service", read).expect(200);
    }

    @Test
    void updatingRefusesAServiceThatIsNotThereAndAnOwnerWhoIsNoUser() {
        String id = Services.newId();

        assertThat(api.put("/oauth2/service", Services.body(id))
                        .expectError(404, "ERR12015", "SERVICE_NOT_FOUND")
                        .description())
                .isEqualTo("Service " + id + " is not found.");

        api.post("/oauth2/service", Services.body(id)).expect(200);
        api.put("/oauth2/service", Services.ownedBy(id, "nobody")).expectError(404, "ERR12013", "USER_NOT_FOUND");
    }

    @Test
    void deletesAServiceWithItsEndpoints() {
        String id = Services.newId();
        api.post("/oauth2/service", Services.body(id)).expect(200);
        api.post("/oauth2/service/" + id + "/endpoint", Services.SEED_ENDPOINTS).expect(201);

        api.delete("/oauth2/service/" + id).expect(204);

        api.get("/oauth2/service/" + id).expectError(404, "ERR12015", "SERVICE_NOT_FOUND");
        api.get("/oauth2/service/" + id + "/endpoint").expectError(404, "ERR12042", "SERVICE_ENDPOINT_NOT_FOUND");
        api.delete("/oauth2/service/" + id).expectError(404, "ERR12015", "SERVICE_NOT_FOUND");
    }

    @Test
    void headAnswersLikeGetWithoutABody() {
        String id = Services.newId();
        Answer get = api.post("/oauth2/service", Services.body(id));

        Answer head = api.send("HEAD", "/oauth2/service/" + id, null).expect(200);

        assertThat(head.body()).isEmpty();
        assertThat(head.entityTag()).isEqualTo(get.entityTag());
        assertThat(head.header("Content-Length")).isEqualTo(Integer.toString(get.body().length));
    }

    @Test
    void namesEveryViolationOfABodyAtOnce() {
        Answer refused = api.post("/oauth2/service", """
                        {"serviceId":"a b","serviceType":"soap","scope":"a  b","colour":"red"}
                        """).expectError(400, "ERR11004", "VALIDATOR_SCHEMA");

        List<String> pointers = refused.json()
                .get("violations")
                .valueStream()
                .map(violation -> violation.get("pointer").asString())
                .toList();
        assertThat(pointers)
                .containsExactlyInAnyOrder("/serviceId", "/serviceType", "/serviceName", "/scope", "/colour");
        assertThat(refused.description()).contains("soap", "swagger, openapi, graphql, hybrid");
    }

    @ParameterizedTest
    @ValueSource(strings = {"with/slash", "with space", "tab\\there", "nul\\u0000", ".", "..", "", "\\ud800"})
    void refusesServiceIdsThatCannotStandInAPath(String id) {
        api.post("/oauth2/service", Services.body(id)).expectError(400, "ERR11004", "VALIDATOR_SCHEMA");
    }

    @Test
    void serviceIdsMayHoldAnyOtherCharacter() {
        String id = Services.newId() + "%2e;é漢😀+&?#'\\\"";
        String stored = id.replace("\\\"", "\"");

        Answer created = api.post("/oauth2/service", Services.body(id)).expect(200);

        assertThat(created.json().get("serviceId").asString()).isEqualTo(stored);
        assertThat(api.get(created.header("Location")).expect(200).json()).isEqualTo(created.json());
    }

    @Test
    void serviceIdsAreAtMost255Characters() {
        String longest = (Services.newId() + "x".repeat(255)).substring(0, 255);

        api.post("/oauth2/service", Services.body(longest)).expect(200);
        api.post("/oauth2/service", Services.body(longest + "x")).expectError(400, "ERR11004", "VALIDATOR_SCHEMA");
    }

    @Test
    void refusesPathsNoServiceCanHave() {
        api.get("/oauth2/service/a%20b").expectError(400, "ERR11010", "VALIDATOR_REQUEST_PARAMETER_INVALID_FORMAT");
        api.get("/oauth2/service/a%00").expectError(400, "ERR11010", "VALIDATOR_REQUEST_PARAMETER_INVALID_FORMAT");
        api.get("/oauth2/service/" + "x".repeat(256))
                .expectError(400, "ERR11010", "VALIDATOR_REQUEST_PARAMETER_INVALID_FORMAT");
    }

    @Test
    void refusesBodiesThatAreNotJson() {
        assertThat(api.post("/oauth2/service", "{\"serviceId\":\n  oops}")
                        .expectError(400, "ERR11003", "VALIDATOR_SCHEMA_INVALID_JSON")
                        .description())
                .contains("line 2");
        api.post("/oauth2/service", "").expectError(400, "ERR11014", "VALIDATOR_REQUEST_BODY_MISSING");
        api.send("POST", "/oauth2/service", "a=b", "Content-Type", "application/x-www-form-urlencoded")
                .expectError(400, "ERR10015", "CONTENT_TYPE_MISMATCH");
        api.send("POST", "/oauth2/service", "{}").expectError(400, "ERR10015", "CONTENT_TYPE_MISMATCH");
    }

    @Test
    void refusesAQueryParameterItDoesNotKnow() {
        assertThat(api.get("/oauth2/service?page=1&pagesize=5")
                        .expectError(400, "ERR12107", "QUERY_PARAMETER_UNKNOWN")
                        .description())
                .contains("pagesize", "pageSize");
    }

    @Test
    void answersUnknownMethodsWithWhatIsAllowed() {
        Answer refused = api.send("PATCH", "/oauth2/service", "{}").expectError(405, "ERR10008", "METHOD_NOT_ALLOWED");

        assertThat(refused.header("Allow")).isEqualTo("GET, HEAD, OPTIONS, POST, PUT");
        assertThat(api.send("OPTIONS", "/oauth2/service", null).expect(204).header("Allow"))
                .isEqualTo("GET, HEAD, OPTIONS, POST, PUT");
        api.get("/oauth2/services").expectError(404, "ERR10007", "INVALID_REQUEST_PATH");
    }

    @Test
    void errorsAreProblemDetailsWhereAskedFor() {
        Answer refused = api.get("/oauth2/service/" + Services.newId(), "Accept", "application/problem+json")
                .expect(404);

        assertThat(refused.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(refused.json().get("title").asString()).isEqualTo("SERVICE_NOT_FOUND");
        assertThat(refused.json().get("status").asInt()).isEqualTo(404);
    }
}
