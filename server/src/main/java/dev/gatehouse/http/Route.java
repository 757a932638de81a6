package dev.gatehouse.http;

import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * One operation of a door: method, path, protection, body and how it is answered.
 *
 * <p>A route with an {@link ImmediateHandler} is tried on the event loop first. Immutable; the {@code with…} methods
 * return changed copies.
 *
 * @param method the HTTP method, upper case; HEAD is served for every GET
 * @param path the path template, for example <code>/oauth2/service/{serviceId}</code>
 * @param errors writes this route's errors in a form of their own; null for the catalogue's
 * @param queryParameters the query parameters the route knows; any other is refused by name
 * @param clientCredentials whether a client may also authenticate with HTTP Basic, in place of a bearer token
 * @param ignoresOtherQuery whether any other is ignored instead, as RFC 6749 section 3.1 wants it
 * @param forAnyOrigin whether pages of any origin may call it and read its answers, without cookies
 * @param rawTarget whether its path is matched as it was sent, before anything is decoded or normalised; the last parameter
 *     takes all that follows, any other method is handled as GET, and OPTIONS is a request as any other
 * @param stream answers in place of {@code blocking} where the answer goes on for as long as the client listens
 */
public record Route(
        String method,
        String path,
        Protection protection,
        BodyRule body,
        Set<String> queryParameters,
        boolean ignoresOtherQuery,
        boolean clientCredentials,
        boolean forAnyOrigin,
        boolean rawTarget,
        Function<ApiException, Response> errors,
        ImmediateHandler immediate,
        BlockingHandler blocking,
        StreamHandler stream) {
    public Route {
        queryParameters = Set.copyOf(queryParameters);
    }

    public static Route get(String path, Protection protection, BlockingHandler handler) {
        return new Route(
                "GET",
                path,
                protection,
                BodyRule.NONE,
                Set.of(),
                false,
                false,
                false,
                false,
                null,
                null,
                handler,
                null);
    }

    /** A GET whose answer goes on for as long as the client listens. */
    public static Route stream(String path, Protection protection, StreamHandler handler) {
        return new Route(
                "GET",
                path,
                protection,
                BodyRule.NONE,
                Set.of(),
                false,
                false,
                false,
                false,
                null,
                null,
                null,
                handler);
    }

    public static Route delete(String path, Protection protection, BlockingHandler handler) {
        return new Route(
                "DELETE",
                path,
                protection,
                BodyRule.NONE,
                Set.of(),
                false,
                false,
                false,
                false,
                null,
                null,
                handler,
                null);
    }

    public static Route post(String path, Protection protection, BodyRule body, BlockingHandler handler) {
        return new Route(
                "POST", path, protection, body, Set.of(), false, false, false, false, null, null, handler, null);
    }

    public static Route put(String path, Protection protection, BodyRule body, BlockingHandler handler) {
        return new Route(
                "PUT", path, protection, body, Set.of(), false, false, false, false, null, null, handler, null);
    }

    /** The same route, knowing these query parameters. */
    public Route withQuery(String... names) {
        return new Route(
                method,
                path,
                protection,
                body,
                Set.of(names),
                ignoresOtherQuery,
                clientCredentials,
                forAnyOrigin,
                rawTarget,
                errors,
                immediate,
                blocking,
                stream);
    }

    /** The same route, ignoring query parameters it does not know. */
    public Route ignoringOtherQuery() {
        return new Route(
                method,
                path,
                protection,
                body,
                queryParameters,
                true,
                clientCredentials,
                forAnyOrigin,
                rawTarget,
                errors,
                immediate,
                blocking,
                stream);
    }

    /**
     * The same route, open to pages of any origin (RFC 9700 section 2.6). Only for a route that reads no cookie: who calls
     * it must be known by the request itself.
     */
    public Route sharedWithAnyOrigin() {
        return new Route(
                method,
                path,
                protection,
                body,
                queryParameters,
                ignoresOtherQuery,
                clientCredentials,
                true,
                rawTarget,
                errors,
                immediate,
                blocking,
                stream);
    }

    /**
     * A route that is found by its raw target, ignores any query, and takes no body.
     *
     * @param method any, even OPTIONS
     * @param path one literal segment and one or two parameters
     */
    public static Route raw(
            String method, String path, Protection protection, ImmediateHandler immediate, BlockingHandler handler) {
        return new Route(
                method,
                path,
                protection,
                BodyRule.NONE,
                Set.of(),
                true,
                false,
                false,
                true,
                null,
                immediate,
                handler,
                null);
    }

    /** The same route, answered from memory where that is possible. */
    public Route withMemory(ImmediateHandler handler) {
        return new Route(
                method,
                path,
                protection,
                body,
                queryParameters,
                ignoresOtherQuery,
                clientCredentials,
                forAnyOrigin,
                rawTarget,
                errors,
                handler,
                blocking,
                stream);
    }

    /** The same route, with its errors written in a form of their own. */
    public Route withErrors(Function<ApiException, Response> writer) {
        return new Route(
                method,
                path,
                protection,
                body,
                queryParameters,
                ignoresOtherQuery,
                clientCredentials,
                forAnyOrigin,
                rawTarget,
                writer,
                immediate,
                blocking,
                stream);
    }

    /** The same route, where a client may also authenticate with HTTP Basic (RFC 7617) with its id and secret. */
    public Route withClientCredentials() {
        return new Route(
                method,
                path,
                protection,
                body,
                queryParameters,
                ignoresOtherQuery,
                true,
                forAnyOrigin,
                rawTarget,
                errors,
                immediate,
                blocking,
                stream);
    }

    /** @throws ApiException ERR12107 naming the first query parameter the route does not know */
    void checkQuery(Iterable<String> given) {
        for (String name : given) {
            if (!ignoresOtherQuery && !queryParameters.contains(name)) {
                String known = queryParameters.isEmpty()
                        ? "it takes none"
                        : "it takes "
                                + String.join(
                                        ", ",
                                        List.copyOf(queryParameters).stream()
                                                .sorted()
                                                .toList());
                throw ErrorCode.QUERY_PARAMETER_UNKNOWN.with(name, path, known);
            }
        }
    }
}
