package dev.gatehouse.http;

import dev.gatehouse.api.ApiException;
import java.util.Set;
import java.util.function.Function;

/**
 * One operation of a door: method, path, protection, query, body and how it is answered. Immutable; the methods that
 * change something return changed copies.
 *
 * @param method the HTTP method, upper case; HEAD is served for every GET
 * @param path the path template, for example <code>/oauth2/service/{serviceId}</code>
 * @param rawTarget whether its path is matched as it was sent, before anything is decoded or normalised; the last parameter
 *     takes all that follows, any other method is handled as GET, and OPTIONS is a request as any other
 * @param forAnyOrigin whether pages of any origin may call it and read its answers, without cookies
 * @param errors writes this route's errors in a form of their own; null for the catalogue's
 */
public record Route(
        String method,
        String path,
        Protection protection,
        QueryRule query,
        BodyRule body,
        boolean rawTarget,
        boolean forAnyOrigin,
        Function<ApiException, Response> errors,
        Handlers handlers) {

    /**
     * How a route is answered.
     *
     * @param immediate tried first, on the event loop; null where there is nothing to remember
     * @param blocking plain code; null where {@code stream} answers
     * @param stream answers in its place where the answer goes on for as long as the client listens
     */
    public record Handlers(ImmediateHandler immediate, BlockingHandler blocking, StreamHandler stream) {}

    public static Route get(String path, Protection protection, BlockingHandler handler) {
        return plain("GET", path, protection, BodyRule.NONE, new Handlers(null, handler, null));
    }

    /** A GET whose answer goes on for as long as the client listens. */
    public static Route stream(String path, Protection protection, StreamHandler handler) {
        return plain("GET", path, protection, BodyRule.NONE, new Handlers(null, null, handler));
    }

    public static Route delete(String path, Protection protection, BlockingHandler handler) {
        return plain("DELETE", path, protection, BodyRule.NONE, new Handlers(null, handler, null));
    }

    public static Route post(String path, Protection protection, BodyRule body, BlockingHandler handler) {
        return plain("POST", path, protection, body, new Handlers(null, handler, null));
    }

    public static Route put(String path, Protection protection, BodyRule body, BlockingHandler handler) {
        return plain("PUT", path, protection, body, new Handlers(null, handler, null));
    }

    private static Route plain(String method, String path, Protection protection, BodyRule body, Handlers handlers) {
        return new Route(method, path, protection, QueryRule.NONE, body, false, false, null, handlers);
    }

    /**
     * A route that is found by its raw target, ignores any query, and takes no body.
     *
     * @param method any, even OPTIONS
     * @param path one literal segment and one or two parameters
     */
    public static Route raw(
            String method, String path, Protection protection, ImmediateHandler immediate, BlockingHandler handler) {
        QueryRule query = new QueryRule(Set.of(), true);
        Handlers handlers = new Handlers(immediate, handler, null);
        return new Route(method, path, protection, query, BodyRule.NONE, true, false, null, handlers);
    }

    /** The same route, knowing these query parameters. */
    public Route withQuery(String... names) {
        return with(new QueryRule(Set.of(names), query.ignoresOthers()));
    }

    /** The same route, ignoring query parameters it does not know. */
    public Route ignoringOtherQuery() {
        return with(new QueryRule(query.parameters(), true));
    }

    private Route with(QueryRule query) {
        return new Route(method, path, protection, query, body, rawTarget, forAnyOrigin, errors, handlers);
    }

    /**
     * The same route, looking at bodies that are for somebody else.
     *
     * @param bytes the most that is looked at; a larger body is left out
     * @param wish tells which requests' bodies that is
     */
    public Route lookingAtBodies(int bytes, BodyFilter wish) {
        BodyRule body = BodyRule.lookedAt(bytes, wish);
        return new Route(method, path, protection, query, body, rawTarget, forAnyOrigin, errors, handlers);
    }

    /**
     * The same route, open to pages of any origin (RFC 9700 section 2.6). Only for a route that reads no cookie: who calls
     * it must be known by the request itself.
     */
    public Route sharedWithAnyOrigin() {
        return new Route(method, path, protection, query, body, rawTarget, true, errors, handlers);
    }

    /** The same route, answered from memory where that is possible. */
    public Route withMemory(ImmediateHandler handler) {
        Handlers handlers = new Handlers(handler, this.handlers.blocking(), this.handlers.stream());
        return new Route(method, path, protection, query, body, rawTarget, forAnyOrigin, errors, handlers);
    }

    /** The same route, with its errors written in a form of their own. */
    public Route withErrors(Function<ApiException, Response> writer) {
        return new Route(method, path, protection, query, body, rawTarget, forAnyOrigin, writer, handlers);
    }

    /** The same route, where a client may also authenticate with HTTP Basic (RFC 7617) with its id and secret. */
    public Route withClientCredentials() {
        Protection protection = this.protection.withClientCredentials();
        return new Route(method, path, protection, query, body, rawTarget, forAnyOrigin, errors, handlers);
    }
}
