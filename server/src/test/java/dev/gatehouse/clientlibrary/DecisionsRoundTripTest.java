package dev.gatehouse.clientlibrary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.client.Gatehouse;
import dev.gatehouse.client.call.Secret;
import dev.gatehouse.client.decision.AccessDecision;
import dev.gatehouse.client.decision.DecisionQuestion;
import dev.gatehouse.client.decision.ExplainedDecision;
import dev.gatehouse.client.decision.RequestLine;
import dev.gatehouse.client.service.ContractText;
import dev.gatehouse.client.service.Endpoint;
import dev.gatehouse.client.service.ImportOptions;
import dev.gatehouse.client.service.Service;
import dev.gatehouse.testing.TestServer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Decisions by the client. */
class DecisionsRoundTripTest {
    private final TestServer server = TestServer.shared();
    private final Gatehouse gatehouse = Programs.administrator(server);
    private final String service = "lib-" + UUID.randomUUID();
    private final String scope = service + ".r";

    private Secret token(TestServer.Registered client) {
        return Secret.of(server.token(client.clientId(), client.secret()));
    }

    @Test
    void aRequestIsAllowedOrRefused() {
        gatehouse.services().create(Service.of(service, "openapi", "Pets", scope));
        gatehouse.endpoints().replace(service, List.of(Endpoint.of("/pets/{petId}@get", "pet", scope)));
        TestServer.Registered reader = server.newClient("admin", scope);
        RequestLine request = new RequestLine("GET", "/pets/7?all=1");

        AccessDecision allowed = gatehouse.decisions().decide(service, request, token(reader));
        assertThat(allowed.isAllowed()).isTrue();
        assertThat(allowed.passed().orElseThrow().clientId()).isEqualTo(reader.clientId());
        assertThat(allowed.passed().orElseThrow().endpoint()).isEqualTo("/pets/{petId}@get");
        assertThat(allowed.passed().orElseThrow().scope()).isEqualTo(scope);

        AccessDecision missing = gatehouse.decisions().decide(service, request, null);
        assertThat(missing.refused().orElseThrow().status()).isEqualTo(401);
        assertThat(missing.refused().orElseThrow().challenge()).contains(scope);
        AccessDecision other =
                gatehouse.decisions().decide(service, request, token(server.newClient("admin", "oauth.user.r")));
        assertThat(other.refused().orElseThrow().status()).isEqualTo(403);
        assertThat(other.refused().orElseThrow().code()).isEqualTo("ERR10005");

        ExplainedDecision explained = gatehouse.decisions().explain(service, request, reader.clientId());
        assertThat(explained.outcome().allowed()).isTrue();
        assertThat(explained.readings()).hasSize(1);
        assertThat(gatehouse.decisions().explain(service, DecisionQuestion.of(request, token(reader))))
                .isEqualTo(explained);
        assertThat(gatehouse
                        .decisions()
                        .explain(service, request, null)
                        .outcome()
                        .code())
                .isEqualTo("ERR10002");
    }

    @Test
    void aGraphqlRequestIsDecidedByItsBody() {
        gatehouse
                .contracts()
                .put(
                        service,
                        ContractText.graphql(
                                "type Query { orders: [ID] @requiresScopes(scopes: [[\"" + scope + "\"]]) }"),
                        ImportOptions.careful());
        byte[] body = "{\"query\":\"{ orders }\"}".getBytes(StandardCharsets.UTF_8);

        AccessDecision allowed = gatehouse
                .decisions()
                .decide(
                        service,
                        new RequestLine("POST", "/graphql"),
                        body,
                        "application/json",
                        token(server.newClient("admin", scope)));
        assertThat(allowed.passed().orElseThrow().endpoint()).isEqualTo("Query.orders");
    }
}
