package dev.gatehouse.decision.graphql;

import dev.gatehouse.decision.content.Quoted;
import dev.gatehouse.decision.content.Undecidable;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Requests in a JSON body: one, or a list of them. Stateless. */
final class RequestBody {
    private static final int MAX_COUNT = 100;

    private RequestBody() {}

    static List<GraphqlRequest> requests(String body) {
        JsonNode tree = RequestMembers.json(body, "the body");
        if (!tree.isArray()) {
            return List.of(request(tree));
        }
        if (tree.isEmpty() || tree.size() > MAX_COUNT) {
            throw Undecidable.because(
                    "the body is a list of %,d requests; from 1 to %,d are read".formatted(tree.size(), MAX_COUNT));
        }
        return tree.valueStream().map(RequestBody::request).toList();
    }

    private static GraphqlRequest request(JsonNode tree) {
        if (!tree.isObject()) {
            throw Undecidable.because("the body is neither a request nor a list of requests");
        }
        tree.propertyNames().stream()
                .filter(name -> !RequestMembers.NAMES.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw Undecidable.because(
                            "the request has a member %s, which only some servers know".formatted(Quoted.text(name)));
                });
        return RequestMembers.request(text(tree, "query"), text(tree, "operationName"), tree.path("extensions"));
    }

    private static String text(JsonNode tree, String name) {
        JsonNode value = tree.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return "";
        }
        if (!value.isString()) {
            throw Undecidable.because("'%s' is not text".formatted(name));
        }
        return value.asString();
    }
}
