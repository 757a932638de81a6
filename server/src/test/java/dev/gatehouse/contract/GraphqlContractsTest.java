package dev.gatehouse.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.contract.graphql.GraphqlKind;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GraphqlContractsTest {
    private static final String HEAD = "directive @x on FIELD_DEFINITION\n";

    @Test
    void readsTheFieldsOfRootTypesWhateverTheyAreCalled() {
        Contract contract = Reading.sample("shop.graphql");

        assertThat(contract.type()).isEqualTo(GraphqlKind.GRAPHQL);
        assertThat(contract.title()).isEmpty();
        assertThat(contract.description()).isEqualTo("Sells things.\n\nTakes {orders} and keeps stock.");
        assertThat(contract.derived()).isFalse();
        assertThat(contract.endpoints())
                .containsExactly(
                        needing("Mutation.cancelOrder", "shop.write"),
                        needing("Mutation.placeOrder", "shop.write"),
                        needing(
                                "Mutation.restock",
                                "stock.w shop.write stock.r",
                                List.of("stock.w", "shop.write", "stock.r"),
                                List.of("stock.admin", "shop.write")),
                        needing("Query.anything", ""),
                        needing("Query.me", "", List.of()),
                        new Endpoint("Query.old", "old", "", List.of(), true, null, null),
                        needing("Query.openingHours", ""),
                        needing(
                                "Query.order",
                                "orders.r orders.one",
                                List.of("orders.r", "orders.one"),
                                List.of("orders.admin")),
                        needing("Query.orders", "orders.r", List.of("orders.r"), List.of("orders.admin")),
                        needing("Query.price", "", List.of()),
                        needing("Query.stock", "stock.r", List.of("stock.r"), List.of("stock.admin")),
                        needing("Subscription.orderPlaced", "orders.r"));
        assertThat(contract.notes())
                .containsExactly(
                        "Wherever a request reaches it, Order.margin needs books.r; StockItem needs stock.r, or stock.admin; Money needs any valid token.",
                        "3 of 12 operations state no security, nor does the document for all of them: they are public.");
    }

    @Test
    void registersEveryScopeThatAnyDirectiveNames() {
        assertThat(Reading.sample("shop.graphql").scopes())
                .containsExactly(
                        Map.entry("orders.r", ""),
                        Map.entry("orders.admin", ""),
                        Map.entry("orders.one", ""),
                        Map.entry("shop.write", ""),
                        Map.entry("stock.w", ""),
                        Map.entry("stock.admin", ""),
                        Map.entry("books.r", ""),
                        Map.entry("stock.r", ""));
    }

    @Test
    void readsAFederatedSubgraphWithDirectivesUnderOtherNames() {
        Contract contract = Reading.sample("reviews-federated.graphql");

        assertThat(contract.endpoints())
                .containsExactly(
                        needing("Mutation.review", "reviews.w"),
                        needing("Mutation.vanish", ""),
                        needing("Query.latest", "", List.of()),
                        needing("Query.product", ""),
                        needing("Query.reviews", "reviews.r"));
        assertThat(contract.notes())
                .containsExactly(
                        "@policy stands at 1 places; policies are not understood, and the service has to check them itself.",
                        "Mutation.vanish return types that the document does not define; requests that ask for fields of them are refused.",
                        "Wherever a request reaches it, Review.author needs any valid token.",
                        "2 of 5 operations state no security, nor does the document for all of them: they are public.");
    }

    @Test
    void derivesScopesWhereNoDirectiveAsksForAny() {
        Contract contract = Reading.sample("notes-without-scopes.graphql");

        assertThat(contract.derived()).isTrue();
        assertThat(contract.endpoints())
                .containsExactly(
                        needing("Mutation.addNote", "shop.w"),
                        needing("Query.note", "shop.r"),
                        needing("Query.notes", "shop.r"),
                        needing("Subscription.noteAdded", "shop.r"));
        assertThat(contract.scopes())
                .containsExactly(Map.entry("shop.w", "write shop"), Map.entry("shop.r", "read shop"));
    }

    @Test
    void notesDirectivesThatSoundLikeAccessButAreNotUnderstood() {
        Contract contract = Reading.read(
                "type Query @hasRole { a: Int @requireScopes(scopes: [[\"x\"]]) b: Int @authenticated @tag(name: \"t\") }");

        assertThat(contract.notes())
                .contains("@hasRole, @requireScopes are not understood, though by name about access;"
                        + " @requiresScopes and @authenticated are.");
    }

    @Test
    void derivesScopesWhereOnlyPoliciesAreStated() {
        Contract contract = Reading.read("type Query { a: Int @policy(policies: [[\"p\"]]) b: Int }");

        assertThat(contract.derived()).isTrue();
        assertThat(contract.endpoints()).containsExactly(needing("Query.a", "shop.r"), needing("Query.b", "shop.r"));
    }

    @Test
    void aPolicyBesideStatedScopesNeedsSomeToken() {
        Contract contract = Reading.read(
                "type Query { a: Int @policy(policies: [[\"p\"]]) b: Int @requiresScopes(scopes: [[\"b\"]]) c: Int }");

        assertThat(contract.endpoints())
                .containsExactly(needing("Query.a", "", List.of()), needing("Query.b", "b"), needing("Query.c", ""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "[[\"a\",\"b\"],[\"c\"]]       | a b | [[a, b], [c]]",
                "[[\"a\"]]                     | a   | []",
                "[[\"a\",\"a\"],[\"a\"]]       | a   | []",
                "[[]]                          |     | [[]]",
                "[]                            |     | [[]]",
                "[[\"a\"],[]]                  |     | [[]]",
                "\"a\"                         | a   | []",
                "[\"a\",\"b\"]                 | a   | [[a], [b]]",
                "[[\"\"\"a\"\"\"]]             | a   | []",
                "[[\"a b\"],[\"c\"]]           | a b | [[a, b], [c]]",
                "[[\"\\u0061\"]]               | a   | []",
            })
    void readsAlternativesAsApolloWritesThem(String scopes, String scope, String requires) {
        Contract contract = Reading.read("type Query { a: Int @requiresScopes(scopes: %s) }".formatted(scopes));

        Endpoint endpoint = contract.endpoints().getFirst();
        assertThat(endpoint.scope()).isEqualTo(scope == null ? "" : scope);
        assertThat(endpoint.requires()).hasToString(requires);
        assertThat(contract.derived()).isFalse();
    }

    @Test
    void whatSeveralPlacesAskForIsNeededTogether() {
        Contract contract = Reading.read("""
                type Query @requiresScopes(scopes: [["q"]]) {
                  both: Thing @requiresScopes(scopes: [["a"], ["b"]])
                  one: Thing @requiresScopes(scopes: [["t"]])
                  values: [Colour!]!
                  plain: Int
                }
                extend type Query @authenticated
                type Thing @requiresScopes(scopes: [["t"], ["u"]]) { x: Int }
                enum Colour @requiresScopes(scopes: [["colours"]]) { RED }
                """);

        assertThat(contract.endpoints())
                .containsExactly(
                        needing(
                                "Query.both",
                                "a q t",
                                List.of("a", "q", "t"),
                                List.of("a", "q", "u"),
                                List.of("b", "q", "t"),
                                List.of("b", "q", "u")),
                        needing("Query.one", "t q"),
                        needing("Query.plain", "q"),
                        needing("Query.values", "q colours"));
    }

    @Test
    void scopesOfAUnionOrInterfaceHoldForFieldsThatReturnIt() {
        Contract contract = Reading.read("""
                interface Node @requiresScopes(scopes: [["node"]]) { id: ID! }
                union Any @authenticated = A | B
                type A { x: Int }
                type Query { node: Node! any: [Any] a: A }
                """);

        assertThat(contract.endpoints())
                .containsExactly(
                        needing("Query.a", ""), needing("Query.any", "", List.of()), needing("Query.node", "node"));
    }

    @Test
    void rootNamesComeFromSchemaExtensionsToo() {
        Contract extended = Reading.read("type Query { a: Int } extend schema { mutation: M } type M { b: Int }");
        Contract defined =
                Reading.read("schema { query: Q } type Q { a: Int } type Mutation { b: Int } type Query { c: Int }");

        assertThat(extended.endpoints()).extracting(Endpoint::endpoint).containsExactly("Mutation.b", "Query.a");
        assertThat(defined.endpoints()).extracting(Endpoint::endpoint).containsExactly("Query.a");
        assertThat(defined.notes())
                .contains(
                        "Type Query is no root type, as the schema definition does not name it.",
                        "Type Mutation is no root type, as the schema definition does not name it.");
    }

    @Test
    void readsAMarkedAndWindowsDocumentAlike() {
        String document = "type Query {\r\n  a: Int # note }\r\n  b: Int\r\n}\r\n";

        assertThat(Reading.read("\uFEFF" + document).endpoints())
                .isEqualTo(Reading.read(document.replace("\r", "")).endpoints())
                .hasSize(2);
        assertThat(Reading.refusal("type Query {\r\n  a: Int\r\n  b Int\r\n}")).contains("line 3, column 3:");
    }

    @Test
    void readsADocumentWithoutOperations() {
        assertThat(Reading.read("scalar Date").notes()).containsExactly("The document has no operations.");
        assertThat(Reading.read("schema { query: Q }").notes())
                .contains("The schema definition names type Q, which the document does not define.");
    }

    @Test
    void keepsDirectivesOfArgumentsAndInputsOutOfItAndSaysSo() {
        Contract contract = Reading.read("""
                type Query { a(x: Int @authenticated): Int }
                input In @requiresScopes(scopes: [["never"]]) { y: Int @authenticated }
                enum E { V @authenticated }
                """);

        assertThat(contract.derived()).isTrue();
        assertThat(contract.scopes()).containsOnlyKeys("shop.r");
        assertThat(contract.notes())
                .contains("Security directives stand at 4 places where they mean nothing, such as arguments, "
                        + "input types and values.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "type Query { type: type input(input: input = {input: 1}): schema } type schema { extend: Int } scalar type",
                "type Query @a(b: \"}\") @c(d: {e: \"\"\"}\"\"\"}) { a: Int }",
                "union query = type | input type Query { a: Int }",
                "type Query implements A & B { a(\"}\" b: Int): Int } type A { x: Int }",
                "type Query{a:Int}type B{c:Int}#}",
                "extend type Query @x type Query { a: Int }",
            })
    void keywordsAndBracesInOddPlacesDoNotConfuseIt(String document) {
        assertThat(Reading.read(document).endpoints()).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "type Query {\\n  a: Int\\n  b Int\\n}     | line 3, column 3: it is not valid GraphQL: field 'b' has no type",
                "type A { a: Int }\\ntype B {\\n b: }   | line 3, column 5: it is not valid GraphQL: '}' is not expected here",
                "type A { a: Int } type B ! { b: Int }    | line 1, column 26: it is not valid GraphQL: '!' is not expected here",
                "type Query {\\n  a: Int                 | it is not valid GraphQL: it ends in the middle of a definition",
                "type Query { a: \"Int\" }                | line 1, column 17: it is not valid GraphQL",
                "type Query { a(b: Int = 1e): Int }       | line 1, column",
                "type Query { a: Int @x(y: \"z\\n\") }    | line 1, column",
                "type Q { a: Int }\\n }                  | line 2, column 2: it is not valid GraphQL",
                "type Q { a: Int }\\n{ a }               | line 2, column 1: an operation or a fragment begins here; send the schema's definitions only",
                "type Q { a: Int } fragment F on Q { a }  | line 1, column 19: an operation or a fragment begins here",
                "type A { a: Int }\\ntype A { b: Int }  | line 2, column 1: type 'A' is defined already, at line 1; rename one, or write 'extend' here",
                "scalar A\\nenum A { B }                | line 2, column 1: type 'A' is defined already, at line 1",
                "type Query { a: Int\\n a: Int }         | line 2, column 2: field 'a' of 'Query' is there already, at line 1",
                "type Query { a: Int }\\nextend type Query { a: Int } | line 2, column 21: field 'a' of 'Query' is there already, at line 1",
                "type Query { __a: Int }                  | line 1, column 14: field '__a' begins with two underscores",
                "schema { query: Q }\\nschema { query: Q } | line 2, column 1: the schema is defined already, at line 1",
                "schema { query: Q\\n mutation: Q }      | line 2, column 2: type 'Q' is named for another kind of operation already",
                "schema { query: Q query: R }             | line 1, column 19: the type for 'query' is named for the second time",
                "type Query { a: Int @requiresScopes }    | line 1, column 21: @requiresScopes has no argument 'scopes'",
                "type Query {\\n a: Int @requiresScopes(scopes: [[1]]) }     | line 2, column 35: a scope must be text in quotes",
                "type Query { a: Int @requiresScopes(scopes: [[READ]]) }       | a scope must be text in quotes",
                "type Query { a: Int @requiresScopes(scopes: {a: 1}) }         | a scope must be text in quotes",
                "type Query { a: Int @requiresScopes(scopes: null) }           | a scope must be text in quotes",
                "type Query { a: Int @requiresScopes(scopes: [[\"\"]]) }       | line 1, column 47: scope '' has characters that a scope cannot have",
                "type Query { a: Int @requiresScopes(scopes: [[\"a\\tb\"]]) }  | has characters that a scope cannot have",
            })
    void namesLineAndColumnOfWhatIsWrong(String document, String message) {
        assertThat(Reading.refusal(document.replace("\\n", "\n"))).contains(message);
    }

    @Test
    void aDeclaredTypeIsTakenWhereTheDocumentDoesNotShowIt() {
        Contract contract = declared("\n\n" + "# a very long introduction\n".repeat(5000) + "type Query { a: Int }");

        assertThat(contract.endpoints()).extracting(Endpoint::endpoint).containsExactly("Query.a");
        assertThat(Reading.refusal("#".repeat(1_100_000) + "\ntype Query { a: Int }"))
                .contains("line ");
    }

    @Test
    void countsColumnsInCharactersAsTheOtherFormatsDo() {
        assertThat(Reading.refusal("\"😀é\" type Query { a: }")).contains("line 1, column 22: ");
    }

    @Test
    void directivesMayBeDefinedOrNot() {
        assertThat(Reading.read(HEAD + "type Query { a: Int @x @y }").endpoints())
                .hasSize(1);
    }

    private static Contract declared(String document) {
        return Reading.READER.read("shop", document.getBytes(StandardCharsets.UTF_8), Optional.of(GraphqlKind.GRAPHQL));
    }

    private static Endpoint needing(String endpoint, String scope) {
        return new Endpoint(endpoint, endpoint.substring(endpoint.indexOf('.') + 1), scope, List.of());
    }

    @SafeVarargs
    @SuppressWarnings("varargs") // read only
    private static Endpoint needing(String endpoint, String scope, List<String>... requires) {
        return new Endpoint(endpoint, endpoint.substring(endpoint.indexOf('.') + 1), scope, List.of(requires));
    }
}
