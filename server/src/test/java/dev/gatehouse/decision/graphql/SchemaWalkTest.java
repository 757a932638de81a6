package dev.gatehouse.decision.graphql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gatehouse.contract.document.Notes;
import dev.gatehouse.contract.document.SourceText;
import dev.gatehouse.contract.graphql.schema.SchemaReader;
import dev.gatehouse.decision.content.Requested;
import dev.gatehouse.decision.content.Undecidable;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What requests reach below the root, at every depth. */
class SchemaWalkTest {
    private static final SchemaGraph SHOP = schema("""
            type Query {
              relay: Query!
              shop: Shop
              viewer: User
              node(id: ID!): Node
              nodes(ids: [ID!]!): [Node]!
              search(text: String): [Found!]!
              price: Money
              thing: Elsewhere
            }
            type Mutation { rename(name: String): Renamed }
            type Renamed { query: Query! user: User }
            type Shop { owner: User secret: String @requiresScopes(scopes: [["shop.secret"]]) colour: Colour
              safe: Safe @authenticated }
            enum Colour @requiresScopes(scopes: [["colour"]]) { RED }
            scalar Money @requiresScopes(scopes: [["money"]])
            type Safe @requiresScopes(scopes: [["safe"]]) { code: String @requiresScopes(scopes: [["code"]]) lid: Lid }
            type Lid { shut: Boolean @requiresScopes(scopes: [["lid"]]) }
            interface Node { id: ID! }
            interface Actor @requiresScopes(scopes: [["actor"]]) { login: String }
            type User implements Node & Actor {
              id: ID!
              login: String
              email: String @requiresScopes(scopes: [["email.r"], ["email.w", "user"]])
              friend: User
            }
            type Robot implements Node & Actor @requiresScopes(scopes: [["robot"]]) { id: ID! login: String }
            type Key implements Node { id: ID! @requiresScopes(scopes: [["key"]]) text: String @policy(policies: [["p"]]) }
            union Found = User | Shop
            """);

    private static SchemaGraph schema(String text) {
        return SchemaReader.read(SourceText.of(text.getBytes(StandardCharsets.UTF_8)), new Notes())
                .graph();
    }

    private static Requested asked(SchemaGraph schema, String query) {
        return GraphqlRequests.of(
                new GraphqlHttpRequest("POST", "", "application/graphql", "", query.getBytes(StandardCharsets.UTF_8)),
                schema);
    }

    private static String refused(SchemaGraph schema, String query) {
        Undecidable refusal = catchThrowableOfType(Undecidable.class, () -> asked(schema, query));
        assertThat(refusal).as(query).isNotNull();
        return refusal.reason();
    }

    /** The endpoints, and each set of alternatives that is asked for further down. */
    private static Set<String> needs(String query) {
        Requested requested = asked(SHOP, query);
        Set<String> needs = requested.further().values().stream()
                .map(alternatives -> alternatives.stream()
                        .map(scopes -> String.join("+", scopes.stream().sorted().toList()))
                        .collect(Collectors.joining("/")))
                .map(text -> text.isEmpty() ? "any" : text)
                .collect(Collectors.toSet());
        needs.addAll(requested.endpoints());
        return needs;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{ shop { owner { login } } }                            | Query.shop",
                "{ shop { owner { email } } }                            | Query.shop email.r/email.w+user",
                "{ shop { o: owner { f: friend { e: email } } } }        | Query.shop email.r/email.w+user",
                "{ shop { secret @include(if: false) } }                 | Query.shop shop.secret",
                "query($x: Boolean!) { shop { secret @skip(if: $x) } }   | Query.shop shop.secret",
                "{ shop { colour } }                                     | Query.shop colour",
                "{ shop { safe { __typename } } }                        | Query.shop safe any",
                "{ shop { safe { code } } }                              | Query.shop safe any code",
                "{ shop { safe { lid { shut } } } }                      | Query.shop safe any lid",
                "{ shop { ...F } } fragment F on Shop { owner { ...U } } fragment U on User { email } "
                        + "| Query.shop email.r/email.w+user",
                "{ shop { ... { ... on Shop @skip(if: true) { secret } } } } | Query.shop shop.secret",
                "{ price }                                               | Query.price money",
                "{ relay { viewer { login } } }                          | Query.relay Query.viewer",
                "{ relay { relay { a: relay { price } } } }              | Query.relay Query.price money",
                "{ relay { __schema { types { name } } } }               | Query.relay Query.__schema",
                "{ relay { __typename } }                                | Query.relay Query.__typename",
                "mutation { rename { query { shop { secret } } } }       | Mutation.rename Query.shop shop.secret",
                "mutation { rename { user { email } } }                  | Mutation.rename email.r/email.w+user",
                "{ node(id: 1) { __typename } }                          | Query.node robot",
                "{ node(id: 1) { id } }                                  | Query.node robot key",
                "{ node(id: 1) { ... on User { id } } }                  | Query.node",
                "{ node(id: 1) { ... on Robot { id } } }                 | Query.node robot",
                "{ node(id: 1) { ... on Key { text } } }                 | Query.node any",
                "{ node(id: 1) { ... on User { ... on Node { id } } } }  | Query.node",
                "{ node(id: 1) { ... on Actor { login } } }              | Query.node actor robot",
                "{ node(id: 1) { ... on Actor { ... on User { login } } } } | Query.node",
                "{ node(id: 1) { ... on Actor { ... on Node { id } } } } | Query.node robot",
                "{ nodes(ids: []) { ...N } } fragment N on Node { ... on Key { id } } | Query.nodes key",
                "{ search { __typename } }                               | Query.search",
                "{ search { ... on Shop { secret } ... on User { id } } } | Query.search shop.secret",
                "{ search { ... on Node { id } } }                       | Query.search",
                "{ __schema { queryType { name } } shop { __typename } } | Query.__schema Query.shop",
            })
    void everyTypeAsksForItsOwnAtEveryDepth(String query, String needs) {
        assertThat(needs(query)).containsExactlyInAnyOrder(needs.split(" "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{ thing { name } }                             | fields there are in 'Query.thing'",
                "{ shop { nothing } }                           | no field 'nothing' of 'Shop'",
                "{ shop { ... on Unknown { a } } }              | does not define type 'Unknown'",
                "{ shop { ... on User { email } } }             | which it never can be",
                "{ ... on Shop { secret } }                     | which it never can be",
                "{ shop { colour { a } } }                      | fields there are in 'Shop.colour'",
                "{ shop { ...Missing } }                        | fragment 'Missing' is not defined",
                "{ _entities(representations: []) { __typename } } | fields there are in 'Query._entities'",
                "subscription { changed { id } }                | fields there are in 'Subscription.changed'",
            })
    void whatTheSchemaDoesNotTellIsRefused(String query, String reason) {
        assertThat(refused(SHOP, query)).contains(reason);
    }

    @Test
    void aRootTypeReachedThroughAnInterfaceIsDecidedByItsEndpoints() {
        SchemaGraph schema = schema("""
                schema { query: Start mutation: Change }
                type Start implements Node { id: ID! node: Node secret: String start: Start }
                type Change { change: Node }
                interface Node { id: ID! }
                """);

        assertThat(asked(schema, "{ node { id } }").endpoints()).containsExactly("Query.id", "Query.node");
        assertThat(asked(schema, "mutation { change { ... on Start { secret } } }")
                        .endpoints())
                .containsExactly("Mutation.change", "Query.secret");
        assertThat(asked(schema, "{ ... on Node { id } }").endpoints()).containsExactly("Query.id");
    }

    @Test
    void interfacesOfInterfacesAndExtensionsCount() {
        SchemaGraph schema = schema("""
                type Query { a: A }
                interface A { x: Int }
                interface B implements A { x: Int }
                type C implements B { x: Int }
                extend type C @requiresScopes(scopes: [["c"]])
                extend type C { y: Int @requiresScopes(scopes: [["y"]]) }
                extend union U = C
                union U = D
                type D { z: Int }
                extend type Query { u: U }
                """);

        assertThat(asked(schema, "{ a { x } }").further())
                .containsExactly(java.util.Map.entry("C", List.of(Set.of("c"))));
        assertThat(asked(schema, "{ u { ... on A { x } } }").further()).containsKey("C");
        assertThat(asked(schema, "{ u { ... on C { y } } }").further()).containsKeys("C", "C.y");
        assertThat(asked(schema, "{ u { ... on D { z } } }").further()).isEmpty();
    }

    @Test
    void s13_fragmentsThatSpreadEachOtherDoNotMultiplyTheWork() {
        String doubling = IntStream.range(0, 300)
                .mapToObj(i -> "fragment F%d on Query { relay { ...F%d } ...F%d }".formatted(i, i + 1, i + 1))
                .collect(Collectors.joining("\n", "{ ...F0 }\n", "\nfragment F300 on Query { price ...F0 }"));
        String wide = "{ nodes(ids: []) {" + " ... on Node { id ... on Actor { login } }".repeat(800) + "} }";
        String deep = "{ shop { owner {" + " friend {".repeat(200) + " email " + "}".repeat(202) + " }";

        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            assertThat(needs(doubling)).containsExactlyInAnyOrder("Query.relay", "Query.price", "money");
            assertThat(needs(wide)).contains("robot", "key", "actor");
            assertThat(refused(SHOP, deep)).contains("nested too deep");
        });
    }

    @Test
    void s13_interfacesWithManyTypesBoundTheWork() {
        String types = IntStream.range(0, 3_000)
                .mapToObj(i -> "type T%d implements N { a: N b: N c: N }".formatted(i))
                .collect(Collectors.joining("\n", "type Query { n: N } interface N { a: N b: N c: N }\n", ""));
        String parts = IntStream.range(0, 100)
                .mapToObj(i -> "... on N { a { ... on T%d { a { b { c { a { a { b } } } } } } } }".formatted(i))
                .collect(Collectors.joining(" "));
        SchemaGraph schema = schema(types);

        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(20),
                () -> assertThat(asked(schema, "{ n { " + parts + " } }").endpoints())
                        .containsExactly("Query.n"));
    }
}
