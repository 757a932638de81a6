package dev.gatehouse.http;

import dev.gatehouse.api.ApiException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One operation of a listener: method, path, protection, and how it is answered. Immutable; the methods that change
 * something return changed copies.
 *
 * @param method the HTTP method, upper case; HEAD is served for every GET
 * @param path the path template, for example <code>/oauth2/service/{serviceId}</code>
 */
public record Route(String method, String path, Protection protection, Options options, Handlers handlers) {
    /** How paths are compared with a template. */
    public enum Matching {
        /** Segment by segment as they were sent, each decoded strictly; nothing is normalised. */
        SEGMENTS,
        /**
         * By the first two segments; the last parameter takes all that follows, as it was sent, any other method is handled as
         * GET, and OPTIONS is a request as any other.
         */
        RAW
    }

    /**
     * What most routes have alike.
     *
     * @param name what it is called in logs and metrics; null for its path
     * @param sharing which pages of other origins may call it and read its answers
     * @param alwaysAdmitted whether it is answered even where too many requests are in flight
     * @param errors the form of this route's errors; null for the catalogue's
     */
    public record Options(
            @Nullable String name,
            QueryRule query,
            BodyRule body,
            Matching matching,
            CrossOrigin.Sharing sharing,
            boolean alwaysAdmitted,
            @Nullable ErrorForm errors) {
        private static final Options PLAIN = new Options(
                null, QueryRule.NONE, BodyRule.NONE, Matching.SEGMENTS, CrossOrigin.Sharing.LISTED, false, null);

        private Options with(QueryRule query) {
            return new Options(name, query, body, matching, sharing, alwaysAdmitted, errors);
        }

        private Options with(BodyRule body) {
            return new Options(name, query, body, matching, sharing, alwaysAdmitted, errors);
        }

        private Options with(Matching matching) {
            return new Options(name, query, body, matching, sharing, alwaysAdmitted, errors);
        }

        private Options shared(CrossOrigin.Sharing sharing) {
            return new Options(name, query, body, matching, sharing, alwaysAdmitted, errors);
        }

        private Options named(String name) {
            return new Options(name, query, body, matching, sharing, alwaysAdmitted, errors);
        }
    }

    /**
     * How a route is answered; all but one of {@code blocking}, {@code stream} and {@code transfer} are null.
     *
     * @param immediate tried first, on the event loop; null where there is nothing to remember
     * @param blocking plain code
     * @param stream answers where the answer goes on for as long as the client listens
     * @param transfer moves the body and the answer by itself
     */
    public record Handlers(
            @Nullable ImmediateHandler immediate,
            @Nullable BlockingHandler blocking,
            @Nullable StreamHandler stream,
            @Nullable TransferHandler transfer) {
        private static Handlers of(BlockingHandler blocking) {
            return new Handlers(null, blocking, null, null);
        }
    }

    public static Route get(String path, Protection protection, BlockingHandler handler) {
        return plain("GET", path, protection, BodyRule.NONE, handler);
    }

    /** A GET whose answer goes on for as long as the client listens. */
    public static Route stream(String path, Protection protection, StreamHandler handler) {
        return new Route("GET", path, protection, Options.PLAIN, new Handlers(null, null, handler, null));
    }

    public static Route delete(String path, Protection protection, BlockingHandler handler) {
        return plain("DELETE", path, protection, BodyRule.NONE, handler);
    }

    public static Route post(String path, Protection protection, BodyRule body, BlockingHandler handler) {
        return plain("POST", path, protection, body, handler);
    }

    public static Route put(String path, Protection protection, BodyRule body, BlockingHandler handler) {
        return plain("PUT", path, protection, body, handler);
    }

    /** The routes of several parts, in their order. */
    @SafeVarargs
    public static List<Route> together(List<Route>... parts) {
        List<Route> all = new ArrayList<>();
        for (List<Route> part : parts) {
            all.addAll(part);
        }
        return List.copyOf(all);
    }

    private static Route plain(
            String method, String path, Protection protection, BodyRule body, BlockingHandler handler) {
        return new Route(method, path, protection, Options.PLAIN.with(body), Handlers.of(handler));
    }

    /**
     * A route that is found by its raw target, ignores any query, and takes no body.
     *
     * @param method any, even OPTIONS
     * @param path one literal segment and one or two parameters
     */
    public static Route raw(
            String method, String path, Protection protection, ImmediateHandler immediate, BlockingHandler handler) {
        Options options = Options.PLAIN.with(QueryRule.ANY).with(Matching.RAW);
        return new Route(method, path, protection, options, new Handlers(immediate, handler, null, null));
    }

    /** A route that moves body and answer by itself and reads the query by itself. */
    public static Route transfer(String method, String path, Protection protection, TransferHandler handler) {
        Options options = Options.PLAIN.with(QueryRule.ANY);
        return new Route(method, path, protection, options, new Handlers(null, null, null, handler));
    }

    /** What it is called in logs and metrics. */
    public String name() {
        return options.name() == null ? path : options.name();
    }

    public QueryRule query() {
        return options.query();
    }

    public BodyRule body() {
        return options.body();
    }

    /** The same route, called so in logs and metrics. */
    public Route named(String name) {
        return with(options.named(name));
    }

    /** The same route, knowing these query parameters. */
    public Route withQuery(String... names) {
        return with(options.with(new QueryRule(Set.of(names), query().ignoresOthers())));
    }

    /** The same route, ignoring query parameters it does not know. */
    public Route ignoringOtherQuery() {
        return with(options.with(new QueryRule(query().parameters(), true)));
    }

    /**
     * The same route, looking at bodies that are for somebody else.
     *
     * @param bytes the most that is looked at; a larger body is left out
     * @param wish tells which requests' bodies that is
     */
    public Route lookingAtBodies(int bytes, BodyFilter wish) {
        return with(options.with(BodyRule.lookedAt(bytes, wish)));
    }

    /**
     * The same route, open to pages of any origin (RFC 9700 section 2.6). Only for a route that reads no cookie: who calls
     * it must be known by the request itself.
     */
    public Route sharedWithAnyOrigin() {
        return with(options.shared(CrossOrigin.Sharing.ANYBODY));
    }

    /** The same, also with pages that have their browsers send along what cookies there are, to no effect. */
    public Route sharedWhateverIsSentAlong() {
        return with(options.shared(CrossOrigin.Sharing.ANYBODY_WITH_COOKIES));
    }

    /** The same route, answered even where too many requests are in flight: for what operators ask. */
    public Route admittedAlways() {
        Options o = options;
        return with(new Options(o.name, o.query, o.body, o.matching, o.sharing, true, o.errors));
    }

    /** The same route, answered from memory where that is possible. */
    public Route withMemory(ImmediateHandler handler) {
        Handlers all = new Handlers(handler, handlers.blocking(), handlers.stream(), handlers.transfer());
        return new Route(method, path, protection, options, all);
    }

    /** The same route, with its errors written in a form of their own. */
    public Route withErrors(Function<ApiException, Response> writer) {
        return withErrors(ErrorForm.of(null, writer));
    }

    /** The same route, with its errors in this form. */
    public Route withErrors(ErrorForm form) {
        Options o = options;
        return with(new Options(o.name, o.query, o.body, o.matching, o.sharing, o.alwaysAdmitted, form));
    }

    /** The same route, where a client may also authenticate with HTTP Basic (RFC 7617) with its id and secret. */
    public Route withClientCredentials() {
        return new Route(method, path, protection.withClientCredentials(), options, handlers);
    }

    private Route with(Options options) {
        return new Route(method, path, protection, options, handlers);
    }
}
