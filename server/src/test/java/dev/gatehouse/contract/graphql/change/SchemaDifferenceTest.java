package dev.gatehouse.contract.graphql.change;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.contract.DeepNeed;
import dev.gatehouse.contract.MessageBreak;
import dev.gatehouse.contract.MessageDiff;
import dev.gatehouse.contract.document.SourceText;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What callers notice of another version of a GraphQL schema, at every depth, and what they do not. */
class SchemaDifferenceTest {
    private static final String SCHEMA = """
            type Query { orders(first: Int, state: State = OPEN, filter: Filter): [Order!]!  viewer: User  node(id: ID!): Node
              gone: Int  pay: Payment }
            type Mutation { place(order: OrderInput!): Order }
            interface Node { id: ID! }
            interface Priced { total: Int }
            type Order implements Node & Priced { id: ID!  total: Int  lines(after: ID): [Line!]!  user: User }
            type Line { item: String!  tags: [String!]  order: Order }
            type User implements Node { id: ID!  email: String  card: Card }
            type Card { number: String }
            type Cash { amount: Int }
            union Payment = Card | Cash
            enum State { OPEN CLOSED }
            input Filter { state: State  text: String = "a"  parts: [Int!]  deep: Deep }
            input Deep { a: Int }
            input OrderInput { item: ID!  note: String }
            directive @part(of: Int) on FIELD | FRAGMENT_SPREAD
            type Unreached { a: Int }
            """;

    private static MessageDiff diff(String before, String after) {
        return SchemaDifference.between(source(before), source(after));
    }

    private static SourceText source(String text) {
        return SourceText.of(text.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> words(String before, String after) {
        return diff(before, after).breaks().stream().map(MessageBreak::words).toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "email: String  | | User.email (from Query.orders, Query.viewer, Query.node and 1 others): it is gone (line 8 before, line 8 now)",
                "total: Int  lines | total: String  lines | it has another type, String in place of Int",
                "item: String!  tags | item: String  tags | it may be null now, String in place of String!",
                "lines(after: ID): [Line!]! | lines(after: ID): [Line]! | it may be null now, [Line]! in place of [Line!]!",
                "tags: [String!] | tags: String | it has another type, String in place of [String!]",
                "(after: ID) | | Order.lines (from Query.orders, Query.node, Mutation.place): argument 'after' is gone",
                "(after: ID) | (after: ID!) | argument 'after' is required now, ID! in place of ID",
                "(after: ID) | (after: ID! = 1) | argument 'after' takes null no more, ID! in place of ID",
                "(after: ID) | (after: Int) | argument 'after' has another type, Int in place of ID",
                "(after: ID) | (after: ID, upTo: Int!) | argument 'upTo' is required now",
                "first: Int, | | Query.orders: argument 'first' is gone (line 1 before, line 1 now)",
                "state: State = OPEN | state: State = CLOSED | argument 'state' has another default, 'CLOSED' in place of 'OPEN'",
                "state: State = OPEN | state: State | argument 'state' has another default, none in place of 'OPEN'",
                "node(id: ID!): Node | node(id: ID!): Order | Query.node: it has another type, Order in place of Node",
                "viewer: User | viewer: User  more: Int | nothing",
                "gone: Int | | nothing",
                "OPEN CLOSED | OPEN | State (from Query.orders): value 'CLOSED' is gone (line 12 before, line 12 now)",
                "OPEN CLOSED | OPEN CLOSED LOST | nothing",
                "Payment = Card | Payment = | Payment (from Query.orders, Query.viewer, Query.node and 2 others): member 'Card' is gone",
                "Order implements Node & Priced | Order implements Node | Order (from Query.orders, Query.node, Mutation.place): it does not implement 'Priced' any more",
                "deep: Deep } | } | Filter.deep (from Query.orders): it is gone",
                "input Deep { a: Int } | input Deep { a: Int!  } | Deep.a (from Query.orders): it is required now, Int! in place of Int",
                "note: String } | note: String  more: Int! } | OrderInput.more (from Mutation.place): it is required now",
                "note: String } | note: String  more: Int! = 1 } | nothing",
                "item: ID! | item: ID | nothing",
                "parts: [Int!] | parts: [Int] | nothing",
                "parts: [Int!] | parts: [Int!]! | Filter.parts (from Query.orders): it is required now",
                "input Filter { | input Filter @oneOf { | Filter (from Query.orders): it takes a single member only now",
                "type Cash { amount: Int } | interface Cash { amount: Int } | Cash (from Query.pay): it is an interface in place of an object",
                "FIELD &FRAGMENT_SPREAD | FIELD | @part (from Query.orders, Query.viewer, Query.node and 3 others): it cannot stand at FRAGMENT_SPREAD any more",
                "@part(of: Int) | @part(of: Int!) | argument 'of' is required now",
                "type Unreached { a: Int } | | nothing",
                "type Line { item: String!  tags: [String!]  order: Order } | | Line (from Query.orders, Query.node, Mutation.place): the type is gone",
                "tags: [String!] | tags: [String!]! | nothing",
                "type Card { number: String } | type Card { number: String @authenticated } | Card.number (from Query.orders, Query.viewer, Query.node and 2 others): it needs any valid token now, nothing before",
            })
    void isToldWithItsPlace(String from, String to, String expected) {
        String old = from.replace("&FRAGMENT", "| FRAGMENT");
        assertThat(SCHEMA).contains(old);
        List<String> found = words(SCHEMA, SCHEMA.replace(old, to == null ? "" : to));
        if (expected.equals("nothing")) {
            assertThat(found).isEmpty();
        } else {
            assertThat(found).singleElement().asString().contains(expected);
        }
    }

    /** The access that a schema's version adds: by place, with the root fields that lead there. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "email: String | email: String @requiresScopes(scopes: [[\"s\"]]) | s at User.email <- Query.orders Query.viewer Query.node Mutation.place",
                "type Card { | type Card @requiresScopes(scopes: [[\"s\"]]) { | s at Card <- Query.orders Query.viewer Query.node Query.pay Mutation.place",
                "type Line { | type Line @policy(policies: [[\"p\"]]) { | any valid token at Line <- Query.orders Query.node Mutation.place",
                "interface Priced { total: Int } | interface Priced { total: Int @authenticated } | any valid token at Priced.total <- Query.orders Query.node Mutation.place",
                "union Payment = | union Payment @authenticated = | any valid token at Payment <- Query.orders Query.viewer Query.node Query.pay Mutation.place",
                "type Unreached { | type Secret implements Node @requiresScopes(scopes: [[\"s\"]]) { id: ID! } type Unreached { | s at Secret <- Query.node",
                "Card & Cash | Card & Cash & Hidden type Hidden @authenticated { a: Int } | any valid token at Hidden <- Query.pay",
                "card: Card | card: Coupon } type Coupon @authenticated { number: String | any valid token at User.card <- Query.orders Query.viewer Query.node Mutation.place",
                "type Unreached { | type Unreached @authenticated { | nothing",
                "email: String | email: String  secret: String @authenticated | nothing",
            })
    void whatIsAskedForBelowTheRootIsFound(String from, String to, String expected) {
        String old = from.replace(" & Cash", " | Cash");
        assertThat(SCHEMA).contains(old);
        List<DeepNeed> needs = diff(
                        SCHEMA,
                        SCHEMA.replace(old, to.replace(" & Cash", " | Cash").replace(" & Hidden", " | Hidden")))
                .needs();
        List<String> found = needs.stream()
                .map(need -> need.words() + " <- " + String.join(" ", need.endpoints()))
                .toList();
        if (expected.equals("nothing")) {
            assertThat(found).isEmpty();
        } else {
            assertThat(found).containsExactly(expected);
        }
    }

    @Test
    void whoCouldNotGetThereLosesNothing() {
        String before = SCHEMA.replace("type Card {", "type Card @requiresScopes(scopes: [[\"a\"]]) {");
        String after = before.replace("number: String", "number: String @requiresScopes(scopes: [[\"b\"], [\"c\"]])");
        DeepNeed need = diff(before, after).needs().getFirst();

        assertThat(need.takesFrom(List.of("a"))).isTrue();
        assertThat(need.takesFrom(List.of("a", "c"))).isFalse();
        assertThat(need.takesFrom(List.of())).isFalse();
        assertThat(need.takesFromSomebody()).isTrue();
        assertThat(diff(after, before).needs()).isEmpty();
        assertThat(words(after, before)).singleElement().asString().contains("it needs nothing now, b, or c before");
        DeepNeed same = diff(before, before.replace("number: String", "number: String @authenticated"))
                .needs()
                .getFirst();
        assertThat(same.takesFromSomebody()).isFalse();
    }

    @Test
    void aRootTypeByAnotherNameIsTheSame() {
        String after = "schema { query: Reading mutation: Mutation }\n" + SCHEMA.replace("type Query", "type Reading");
        assertThat(words(SCHEMA, after)).isEmpty();
        assertThat(words(SCHEMA, after.replace("viewer: User", "viewer: Card")))
                .containsExactly(
                        "Query.viewer: it has another type, Card in place of User (line 1 before, line 2 now)");
    }

    /** As many types as GitHub has, that lead to each other, where the work is bounded and places are taken together. */
    @Test
    void aLargeSchemaThatAsksEverywhereIsCompared() {
        String before = large("");
        MessageDiff diff = diff(before, large("@requiresScopes(scopes: [[\"s\"]])"));
        assertThat(diff.needs()).singleElement().extracting(DeepNeed::words).isEqualTo("s at T0.f0 and 999 others");
        assertThat(diff.needs().getFirst().endpoints()).hasSize(300);
        assertThat(diff.breaks()).hasSize(1000);
    }

    private static String large(String directive) {
        return IntStream.range(0, 300)
                        .mapToObj("r%1$d: T%1$d "::formatted)
                        .collect(Collectors.joining("", "type Query {", "}\n"))
                + IntStream.range(0, 1000)
                        .mapToObj(type -> IntStream.range(0, 10)
                                .mapToObj(field -> "f%d: T%d %s"
                                        .formatted(
                                                field, (type * 7 + field * 31 + 1) % 1000, field == 0 ? directive : ""))
                                .collect(Collectors.joining("\n", "type T%d {".formatted(type), "}\n")))
                        .collect(Collectors.joining());
    }
}
