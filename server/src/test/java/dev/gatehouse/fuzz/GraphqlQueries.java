package dev.gatehouse.fuzz;

import dev.gatehouse.contract.graphql.request.GraphqlHttpRequest;
import dev.gatehouse.contract.graphql.request.GraphqlRequests;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Requests to a GraphQL service: what begins with {@code ?} as a query, with a brace or bracket as JSON, else as a document. */
public final class GraphqlQueries implements Reader {
    @Override
    public void read(byte[] sent) {
        GraphqlRequests.rootFields(request(sent));
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
