package dev.gatehouse.access.explanation;

import dev.gatehouse.api.BodySchema;
import dev.gatehouse.http.BodyRule;
import dev.gatehouse.http.Protection;
import dev.gatehouse.http.Request;
import dev.gatehouse.http.Response;
import dev.gatehouse.http.Route;
import dev.gatehouse.registry.ServiceIds;
import java.util.List;

/** {@code /access-explanation/{serviceId}}: why a request may pass, or may not. */
public final class ExplanationRoutes {
    private static final String PATH = "/access-explanation/{serviceId}";
    private static final Protection OWNERS =
            Protection.anyScope("oauth.client.r", "oauth.client.w", "oauth.service.r", "oauth.service.w");

    private final Explanations explanations;
    private final BodySchema<Question> schema = new BodySchema<>("access.yaml", "Question", Question.class);

    public ExplanationRoutes(Explanations explanations) {
        this.explanations = explanations;
    }

    public List<Route> all() {
        return List.of(
                Route.get(PATH, OWNERS, this::byQuery).withQuery("method", "uri", "client"),
                Route.post(PATH, OWNERS, BodyRule.JSON, this::byBody));
    }

    private Response byQuery(Request request) {
        return answer(
                request,
                new Question(
                        required(request, "method"),
                        required(request, "uri"),
                        null,
                        null,
                        request.query("client"),
                        null));
    }

    private Response byBody(Request request) {
        return answer(request, schema.read(request.body()));
    }

    private Response answer(Request request, Question question) {
        return Response.ok(explanations.explain(request.caller(), ServiceIds.of(request), question));
    }

    private static String required(Request request, String name) {
        String value = request.query(name);
        if (value == null) {
            throw request.missingQuery(name);
        }
        return value;
    }
}
