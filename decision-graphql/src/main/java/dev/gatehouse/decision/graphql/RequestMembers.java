package dev.gatehouse.decision.graphql;

import dev.gatehouse.decision.content.Undecidable;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The members of a request, however they came (GraphQL over HTTP, section 5.1). Stateless. */
final class RequestMembers {
    /** All there are. */
    static final Set<String> NAMES = Set.of("query", "operationName", "variables", "extensions");

    private static final int DEEPEST = 100;
    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private RequestMembers() {}

    /** The value that JSON text stands for; a name that stands twice in an object is refused. */
    static JsonNode json(String text, String what) {
        try {
            return MAPPER.readTree(text);
        } catch (JacksonException e) {
            throw Undecidable.because(
                    "%s is not valid JSON, is nested too deep, or has a name twice in an object".formatted(what));
        }
    }

    /** The request, checked against a persisted query that may be named beside it. */
    static GraphqlRequest request(String query, String operationName, JsonNode extensions) {
        GraphqlRequest request = new GraphqlRequest(query, operationName);
        JsonNode persisted = extensions.path("persistedQuery");
        if (!persisted.isMissingNode()
                && !request.hasHash(persisted.path("sha256Hash").asString(""))) {
            throw Undecidable.because("the persisted query that it names is not the query beside it");
        }
        return request;
    }
}
