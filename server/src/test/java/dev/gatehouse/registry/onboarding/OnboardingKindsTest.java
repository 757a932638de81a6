package dev.gatehouse.registry.onboarding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.registry.Contracts;
import dev.gatehouse.testing.Answer;
import dev.gatehouse.testing.Api;
import dev.gatehouse.testing.TestServer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** On-boarding from contracts of other kinds than OpenAPI, over HTTP and into the rows. */
class OnboardingKindsTest {
    private final TestServer server = TestServer.shared();
    private final OnboardedService onboarded = OnboardedService.on(server);
    private final Api api = onboarded.api();
    private final String id = onboarded.id();
    private final String path = onboarded.path();

    @Test
    void registersAServiceFromItsGraphqlSchema() {
        JsonNode report = onboarded.put(Contracts.graphql()).expect(201).json();

        assertThat(report.get("serviceType").asString()).isEqualTo("graphql");
        assertThat(report.get("derived").asBoolean()).isFalse();
        assertThat(OnboardedService.names(report.get("added")))
                .containsExactly("Mutation.placeOrder", "Query.orders", "Query.status");
        assertThat(report.get("scopesAdded").toString())
                .isEqualTo("[\"ordering.admin\",\"ordering.r\",\"ordering.w\"]");
        JsonNode service = api.get("/oauth2/service/" + id).expect(200).json();
        assertThat(service.get("serviceType").asString()).isEqualTo("graphql");
        assertThat(service.get("serviceName").asString()).isEqualTo(id);
        assertThat(service.get("serviceDesc").asString()).isEqualTo("Takes orders, by field.");
        JsonNode endpoints = api.get("/oauth2/service/" + id + "/endpoint").json();
        assertThat(endpoints.get(0).toString())
                .isEqualTo(
                        "{\"endpoint\":\"Mutation.placeOrder\",\"operation\":\"placeOrder\",\"scope\":\"ordering.w\","
                                + "\"requires\":[[\"ordering.w\"],[\"ordering.admin\"]]}");
    }

    @Test
    void returnsAGraphqlSchemaByteForByte() {
        byte[] document = ("\uFEFF" + Contracts.graphql() + "# ü\r\n").getBytes(StandardCharsets.UTF_8);

        api.sendBytes("PUT", path + "?type=graphql", document, "Content-Type", "application/graphql")
                .expect(201);

        Answer stored = api.get(path).expect(200);
        assertThat(stored.body()).isEqualTo(document);
        assertThat(stored.header("Content-Type")).isEqualTo("application/graphql");
        JsonNode version = api.get(path + "/versions?page=1").expect(200).json().get(0);
        assertThat(version.get("contractType").asString()).isEqualTo("graphql");
        assertThat(version.get("mediaType").asString()).isEqualTo("application/graphql");
        assertThat(api.get(path + "/versions/1").expect(200).header("Content-Type"))
                .isEqualTo("application/graphql");
    }

    @Test
    void aGraphqlChangeThatBreaksAClientIsRefused() {
        onboarded.put(Contracts.graphql()).expect(201);
        String reader = onboarded.linkedClient("Query.orders");
        String buyer = onboarded.linkedClient("Mutation.placeOrder");

        Answer refused = onboarded
                .put(Contracts.graphql().replace("[[\"ordering.r\"]]", "[[\"ordering.read\"]]"))
                .expectError(409, "ERR12109", "BREAKING_CHANGE");

        assertThat(refused.description())
                .contains(reader, "Query.orders", "ordering.read")
                .doesNotContain(buyer);
        onboarded
                .put(Contracts.graphql().replace("status: String", "state: String"))
                .expect(200);
    }

    @Test
    void registersAServiceFromItsHybridSpecification() {
        JsonNode report = onboarded.put(Contracts.hybrid()).expect(201).json();

        assertThat(report.get("serviceType").asString()).isEqualTo("hybrid");
        assertThat(OnboardedService.names(report.get("added")))
                .containsExactly("example.net/orders/list/0.1.0", "example.net/orders/place/0.1.0");
        onboarded.linkedClient("example.net/orders/list/0.1.0");
        onboarded
                .put(Contracts.hybrid().replace("name: list", "name: all"))
                .expectError(409, "ERR12109", "BREAKING_CHANGE");
    }

    @Test
    void aContractOfAnotherTypeIsComparedWithWhatWasThere() {
        onboarded.put(Contracts.v1()).expect(201);
        String reader = onboarded.linkedClient("/v1/orders@get");

        JsonNode dryRun =
                onboarded.put(Contracts.graphql(), "?dryRun=true").expect(200).json();
        onboarded.put(Contracts.graphql()).expectError(409, "ERR12109", "BREAKING_CHANGE");
        onboarded.put(Contracts.graphql(), "?allowBreaking=true").expect(200);

        assertThat(OnboardedService.names(dryRun.get("added")))
                .containsExactly("Mutation.placeOrder", "Query.orders", "Query.status");
        assertThat(OnboardedService.names(dryRun.get("removed")))
                .containsExactly("/v1/orders@get", "/v1/orders@post", "/v1/status@get");
        assertThat(dryRun.get("breaks").toString()).contains(reader);
        assertThat(dryRun.get("notes").toString())
                .contains("The service was of type openapi until now; this contract is of type graphql.");
        assertThat(api.get("/oauth2/service/" + id).json().get("serviceType").asString())
                .isEqualTo("graphql");
        assertThat(api.get(path + "/versions?page=1")
                        .json()
                        .valueStream()
                        .map(version -> version.get("contractType").asString()))
                .containsExactly("graphql", "openapi");
    }
}
