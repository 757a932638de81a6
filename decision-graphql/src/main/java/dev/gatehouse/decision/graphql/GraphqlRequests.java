package dev.gatehouse.decision.graphql;

import dev.gatehouse.decision.content.Quoted;
import dev.gatehouse.decision.content.Requested;
import dev.gatehouse.decision.content.Undecidable;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Tells which fields a request asks for, so that each can be decided on (GraphQL over HTTP, and batches of it).
 * Stateless.
 *
 * <p>Whatever servers might read in different ways is not decided on: what is told here is all that any of them would
 * carry out.
 */
public final class GraphqlRequests {
    private static final String JSON = "application/json";
    private static final String GRAPHQL = "application/graphql";

    private GraphqlRequests() {}

    /**
     * The endpoints of all root fields, such as {@code Query.orders}, and what the schema asks for further down;
     * introspection shows as {@code Query.__schema}, {@code Query.__type} and {@code Query.__typename}. Fields count
     * whatever {@code @skip} and {@code @include} say.
     *
     * @param schema null where it is not known: then the root fields are all that is told
     * @throws Undecidable with the reason where it cannot be told
     */
    public static Requested of(GraphqlHttpRequest request, @Nullable SchemaGraph schema) {
        Reached reached = new Reached();
        for (GraphqlRequest single : requests(request)) {
            OperationFields.add(single, schema, reached);
        }
        return reached.requested();
    }

    private static List<GraphqlRequest> requests(GraphqlHttpRequest request) {
        UrlParameters parameters = UrlParameters.of(request.query());
        return switch (request.method()) {
            case "GET", "HEAD" -> List.of(fromUrl(request, parameters));
            case "POST" -> fromBody(request, parameters);
            default ->
                throw Undecidable.because("method %s is none that GraphQL servers take; use GET or POST"
                        .formatted(Quoted.text(request.method())));
        };
    }

    private static GraphqlRequest fromUrl(GraphqlHttpRequest request, UrlParameters parameters) {
        if (request.body().length > 0) {
            throw Undecidable.because("a GET request has a body, which servers treat in different ways; use POST");
        }
        return parameters.request();
    }

    private static List<GraphqlRequest> fromBody(GraphqlHttpRequest request, UrlParameters parameters) {
        if (request.body().length == 0) {
            throw Undecidable.because(
                    "there is no body; the gateway has to forward the request's body for decisions on GraphQL");
        }
        if (parameters.sayAnything()) {
            throw Undecidable.because("the URL of a POST request has parameters of GraphQL; leave them to the body");
        }
        String encoding = request.contentEncoding().strip().toLowerCase(Locale.ROOT);
        if (!encoding.isEmpty() && !encoding.equals("identity")) {
            throw Undecidable.because(
                    "the body is encoded with %s; send it as it is".formatted(Quoted.text(request.contentEncoding())));
        }
        if (request.contentType().isBlank()) {
            throw Undecidable.because("there is no Content-Type; the gateway has to pass it on with the body");
        }
        String mediaType = mediaType(request.contentType());
        String text = text(request.body());
        if (mediaType.equals(GRAPHQL)) {
            return List.of(new GraphqlRequest(text, ""));
        }
        if (!mediaType.equals(JSON)) {
            throw Undecidable.because("bodies of type %s are not read; send application/json"
                    .formatted(Quoted.text(request.contentType())));
        }
        return RequestBody.requests(text);
    }

    private static String mediaType(String contentType) {
        String[] parts = contentType.split(";", -1);
        for (int index = 1; index < parts.length; index++) {
            String parameter = parts[index].strip().toLowerCase(Locale.ROOT).replace("\"", "");
            if (parameter.startsWith("charset") && !parameter.equals("charset=utf-8")) {
                throw Undecidable.because(
                        "the body is not declared to be UTF-8 but %s".formatted(Quoted.text(parts[index].strip())));
            }
        }
        return parts[0].strip().toLowerCase(Locale.ROOT);
    }

    private static String text(byte[] body) {
        if (body.length > GraphqlHttpRequest.MAX_BYTES) {
            throw Undecidable.because("the body is larger than %,d bytes".formatted(GraphqlHttpRequest.MAX_BYTES));
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException e) {
            throw Undecidable.because("the body is not UTF-8");
        }
    }
}
