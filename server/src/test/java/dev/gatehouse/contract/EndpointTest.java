package dev.gatehouse.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.contract.graphql.GraphqlKind;
import dev.gatehouse.contract.kinds.SupportedKinds;
import dev.gatehouse.contract.openapi.OpenApiKind;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class EndpointTest {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Endpoint PUBLIC = new Endpoint("/hours@get", "hours", "", List.of());
    private static final Endpoint SCOPED = new Endpoint("/orders@get", "listOrders", "a b", List.of());
    private static final Endpoint CHOICE =
            new Endpoint("/orders@post", "placeOrder", "a b", List.of(List.of("a", "b"), List.of("c")));
    private static final Endpoint ANY_TOKEN = new Endpoint("/me@get", "me", "", List.of(List.of()));

    @Test
    void showsAlternativesOnlyWhereThereAreSome() {
        assertThat(JSON.writeValueAsString(SCOPED))
                .isEqualTo("{\"endpoint\":\"/orders@get\",\"operation\":\"listOrders\",\"scope\":\"a b\"}");
        assertThat(JSON.writeValueAsString(CHOICE)).endsWith("\"scope\":\"a b\",\"requires\":[[\"a\",\"b\"],[\"c\"]]}");
        assertThat(JSON.writeValueAsString(ANY_TOKEN)).endsWith("\"scope\":\"\",\"requires\":[[]]}");
    }

    @Test
    void isReadBackFromItsJson() {
        for (Endpoint endpoint : List.of(PUBLIC, SCOPED, CHOICE, ANY_TOKEN)) {
            assertThat(JSON.readValue(JSON.writeValueAsString(endpoint), Endpoint.class))
                    .isEqualTo(endpoint);
        }
    }

    @Test
    void tellsPublicFromAnyToken() {
        assertThat(PUBLIC.alternatives()).isEmpty();
        assertThat(ANY_TOKEN.alternatives()).containsExactly(Set.of());
        assertThat(SCOPED.alternatives()).containsExactly(Set.of("a", "b"));
        assertThat(CHOICE.alternatives()).containsExactlyInAnyOrder(Set.of("a", "b"), Set.of("c"));
    }

    @Test
    void acceptsScopesThatCoverOneAlternative() {
        assertThat(PUBLIC.acceptsScopes(Set.of())).isTrue();
        assertThat(ANY_TOKEN.acceptsScopes(Set.of())).isTrue();
        assertThat(SCOPED.acceptsScopes(Set.of("a"))).isFalse();
        assertThat(SCOPED.acceptsScopes(Set.of("b", "a", "x"))).isTrue();
        assertThat(CHOICE.acceptsScopes(Set.of("c"))).isTrue();
        assertThat(CHOICE.acceptsScopes(Set.of("b"))).isFalse();
    }

    @Test
    void namesTypesInLowerCase() {
        ContractKinds kinds = SupportedKinds.all();

        assertThat(JSON.writeValueAsString(OpenApiKind.OPENAPI)).isEqualTo("\"openapi\"");
        assertThat(JSON.readValue("\"swagger\"", ContractType.class)).isEqualTo(OpenApiKind.SWAGGER);
        assertThat(kinds.type("graphql")).contains(GraphqlKind.GRAPHQL);
        assertThat(kinds.type("GraphQL")).isEmpty();
        assertThat(kinds.names()).startsWith("swagger, openapi, graphql, hybrid");
    }
}
