package dev.gatehouse.http;

import dev.gatehouse.api.EntityTag;
import dev.gatehouse.api.Json;
import dev.gatehouse.http.syntax.HeaderField;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An answer: status, headers and a complete body.
 *
 * <p>Immutable by convention: the body array must not be changed after it was handed over.
 *
 * @param entityTag the strong entity tag (RFC 9110 section 8.8.3) with its quotes, or null
 * @param headers more headers, in order
 */
public record Response(
        int status,
        @Nullable String contentType,
        byte[] body,
        @Nullable String entityTag,
        List<HeaderField> headers) {
    private static final byte[] EMPTY = {};

    /** The media type of every JSON answer. */
    public static final String JSON = "application/json";

    public Response {
        headers = List.copyOf(headers);
    }

    /** 200 with a JSON body and its entity tag. */
    public static Response ok(Object value) {
        return json(200, value);
    }

    /** A JSON body with its entity tag. */
    public static Response json(int status, Object value) {
        byte[] body = Json.bytes(value);
        return new Response(status, JSON, body, EntityTag.of(body), List.of());
    }

    /**
     * A body of any type without an entity tag.
     *
     * @param contentType null where the body is empty
     */
    public static Response of(int status, @Nullable String contentType, byte[] body) {
        return new Response(status, contentType, body, null, List.of());
    }

    /** 204 without a body. */
    public static Response noContent() {
        return new Response(204, null, EMPTY, null, List.of());
    }

    /** A redirection that lets the client repeat the request as GET. */
    public static Response seeOther(String location) {
        return new Response(303, null, EMPTY, null, List.of(HeaderField.of("Location", location)));
    }

    /** The same answer with one more header. */
    public Response withHeader(String name, String value) {
        List<HeaderField> all = new ArrayList<>(headers);
        all.add(HeaderField.of(name, value));
        return new Response(status, contentType, body, entityTag, all);
    }

    /** The same answer with another entity tag; without one where it is null. */
    public Response withEntityTag(@Nullable String entityTag) {
        return new Response(status, contentType, body, entityTag, headers);
    }

    /** The same answer with the entity tag of its body. */
    public Response withEntityTagOfBody() {
        return withEntityTag(EntityTag.of(body));
    }

    /** 304 where the request's If-None-Match names the current entity tag, this answer otherwise. */
    public Response unlessKnown(@Nullable String ifNoneMatch) {
        if (entityTag == null || ifNoneMatch == null || status != 200) {
            return this;
        }
        return EntityTag.matchesWeakly(ifNoneMatch, entityTag)
                ? new Response(304, null, EMPTY, entityTag, headers)
                : this;
    }
}
