package dev.gatehouse.fuzz;

import dev.gatehouse.api.ErrorCode;
import dev.gatehouse.contract.document.Notes;
import dev.gatehouse.contract.document.SourceText;
import dev.gatehouse.contract.graphql.schema.SchemaReader;
import dev.gatehouse.decision.content.Undecidable;
import dev.gatehouse.decision.graphql.GraphqlHttpRequest;
import dev.gatehouse.decision.graphql.GraphqlRequests;
import dev.gatehouse.decision.graphql.SchemaGraph;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Requests to a GraphQL service: what begins with {@code ?} as a query, with a brace or bracket as JSON, else as a document. */
public final class GraphqlQueries implements Reader {
    private static final SchemaGraph SCHEMA = SchemaReader.read(
                    SourceText.of("""
                    type Query { relay: Query! me: Account node: Node orders: [Found] @authenticated }
                    type Mutation { place: Account }
                    interface Node { id: ID }
                    type Account implements Node { id: ID name: String @requiresScopes(scopes: [["a"]]) friend: Account }
                    union Found = Account
                    """.getBytes(StandardCharsets.UTF_8)), new Notes())
            .graph();

    @Override
    public void read(byte[] sent) {
        try {
            GraphqlRequests.of(request(sent), null);
            GraphqlRequests.of(request(sent), SCHEMA);
        } catch (Undecidable e) {
            throw ErrorCode.GRAPHQL_UNDECIDABLE.with(e.reason());
        }
    }

    private static GraphqlHttpRequest request(byte[] sent) {
        char first = sent.length == 0 ? ' ' : (char) sent[0];
        return switch (first) {
            case '?' ->
                new GraphqlHttpRequest(
                        "GET", new String(sent, 1, sent.length - 1, StandardCharsets.ISO_8859_1), "", "", new byte[0]);
            case '{', '[' -> new GraphqlHttpRequest("POST", "", "application/json", "", sent);
            default ->
                new GraphqlHttpRequest(
                        "POST",
                        "",
                        "application/graphql",
                        "",
                        Arrays.copyOfRange(sent, Math.min(1, sent.length), sent.length));
        };
    }
}
