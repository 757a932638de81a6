package dev.gatehouse.registry.onboarding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.TestServer;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What is asked for below the root of a GraphQL schema breaks those who get there; the rest that they notice is told. */
class GraphqlBreaksTest {
    private static final String FOREIGN = "https://id.elsewhere.example#desk";

    private final TestServer server = TestServer.shared();
    private final OnboardedService service = OnboardedService.on(server);
    private final String schema = """
            type Query {
              orders: [Order] @requiresScopes(scopes: [["$.r"]])
              prices: [Int] @requiresScopes(scopes: [["$.r"]])
            }
            type Order { lines: [Line]  total: Int }
            type Line { item: String  cost: Int }
            type Account @requiresScopes(scopes: [["$.costs"]]) { id: ID }
            """.replace("$", service.id());
    private final String guarded = "# costs are for some\n"
            + schema.replace("cost: Int", "cost: Int @requiresScopes(scopes: [[\"" + service.id() + ".costs\"]])");

    private void seen(String client, int calls) {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        server.administrator("oauth.admin", "oauth.usage.w")
                .post("/oauth2/service/" + service.id() + "/usage", """
                        [{"endpoint":"Query.orders","clientId":"%s","day":"%3$s","calls":%2$d,"lastUsed":"%3$sT00:00:00Z"}]
                        """.formatted(client, calls, today))
                .expect(200);
    }

    @Test
    void aScopeAtAFieldFurtherDownBreaksThoseWhoGetThere() {
        service.put(schema).expect(201);
        String linked = service.linkedClient("Query.orders");
        String elsewhere = service.linkedClient("Query.prices");
        String allowed = server.newClient("admin", service.id() + ".costs").clientId();
        server.link(allowed, service.id(), "Query.orders");
        seen(linked, 7);
        seen(FOREIGN, 5);

        JsonNode report = service.put(guarded, "?dryRun=true").expect(200).json();

        assertThat(report.get("breaks")).hasSize(1);
        JsonNode change = report.get("breaks").get(0);
        assertThat(change.get("endpoint").asString()).isEqualTo("Query.orders");
        assertThat(change.get("reason").asString()).isEqualTo("needs " + service.id() + ".costs at Line.cost");
        assertThat(change.get("clients").valueStream().map(JsonNode::asString))
                .containsExactlyInAnyOrder(linked, FOREIGN)
                .doesNotContain(elsewhere, allowed);
        assertThat(change.get("recentCalls").asLong()).isEqualTo(12);
        JsonNode affected = report.get("affected").get(0);
        assertThat(affected.get("clientId").asString()).isEqualTo(linked);
        assertThat(affected.get("refusedEndpoints").toString()).isEqualTo("[\"Query.orders\"]");
        assertThat(affected.get("neededScopes").toString()).isEqualTo("[\"" + service.id() + ".costs\"]");
        assertThat(affected.get("recentCalls").asLong()).isEqualTo(7);
        assertThat(report.get("notes").valueStream().map(JsonNode::asString))
                .anyMatch(note -> note.startsWith("Line.cost (from Query.orders): it needs " + service.id()
                                + ".costs now, nothing before (line 6 before, line 7 now); linked clients: ")
                        && note.contains(linked)
                        && note.contains(allowed)
                        && !note.contains(elsewhere));
        service.put(guarded).expectError(409, "ERR12109", "BREAKING_CHANGE");
        service.put(guarded, "?allowBreaking=true").expect(200);
        JsonNode compared = service.api()
                .get(service.path() + "/diff?from=1&to=2")
                .expect(200)
                .json();
        assertThat(compared.get("breaks")).isEqualTo(report.get("breaks"));
        assertThat(service.put(schema, "?dryRun=true").expect(200).json().get("breaks"))
                .isEmpty();
    }

    @Test
    void whatIsGoneFurtherDownIsToldAndRefusesNothing() {
        service.put(schema).expect(201);
        String linked = service.linkedClient("Query.orders");

        JsonNode report =
                service.put(schema.replace("item: String", "")).expect(200).json();

        assertThat(List.copyOf(report.get("notes")
                        .valueStream()
                        .map(JsonNode::asString)
                        .toList()))
                .contains("Line.item (from Query.orders): it is gone (line 6 before, line 6 now); linked clients: "
                        + linked + ".");
        assertThat(report.get("breaks")).isEmpty();
    }
}
