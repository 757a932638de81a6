package dev.gatehouse.http;

import dev.gatehouse.http.syntax.HeaderNames;
import io.vertx.core.MultiMap;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which pages of other origins may call a route and read its answers, told to their browsers (CORS protocol of the Fetch
 * standard). Credentials are never allowed, and nothing of a request is repeated but an origin that is listed. Immutable.
 *
 * @param any whether every origin may
 * @param listed those that may where not every one does
 */
public record CrossOrigin(boolean any, Set<String> listed) {
    public static final CrossOrigin NOBODY = new CrossOrigin(false, Set.of());

    private static final CrossOrigin ANYBODY = new CrossOrigin(true, Set.of());

    /** What Swagger UI sends with a token request is the last one. */
    private static final String REQUEST_HEADERS =
            "Accept, Authorization, Content-Type, DPoP, If-Match, If-None-Match, X-Requested-With";

    private static final String RESPONSE_HEADERS =
            "ETag, Link, Location, Retry-After, WWW-Authenticate, X-Request-Id, X-Total-Count";

    /** The longest that Chromium remembers an answer to a preflight. */
    private static final String SECONDS = "7200";

    public CrossOrigin {
        listed = Set.copyOf(listed);
    }

    /**
     * Who may call a route of a listener that lists these origins. They may call what asks for a bearer token, and nothing that
     * is open: that may be for browsers with a cookie.
     */
    public static CrossOrigin of(Route route, Set<String> listed) {
        if (route.options().forAnyOrigin()) {
            return ANYBODY;
        }
        return listed.isEmpty() || route.protection().isOpen() ? NOBODY : new CrossOrigin(false, listed);
    }

    /** The routes of one path and who may call them; all who may call one of them may call each that is shared. */
    public record OfPath(CrossOrigin origins, String methods) {
        public static OfPath of(Collection<Route> routes, Set<String> listed) {
            TreeSet<String> methods = new TreeSet<>();
            CrossOrigin origins = NOBODY;
            for (Route route : routes) {
                CrossOrigin ofRoute = CrossOrigin.of(route, listed);
                if (ofRoute != NOBODY) {
                    origins = ofRoute;
                    methods.add(route.method());
                }
            }
            if (methods.contains("GET")) {
                methods.add("HEAD");
            }
            return new OfPath(origins, String.join(", ", methods));
        }

        /** The answer to OPTIONS, which does not depend on what the preflight asks for: browsers compare. */
        public Response preflight(Response answer, MultiMap request) {
            if (!origins.admits(request)) {
                return origins.varied(answer);
            }
            return origins.allowed(answer, request)
                    .withHeader("Access-Control-Allow-Methods", methods)
                    .withHeader("Access-Control-Allow-Headers", REQUEST_HEADERS)
                    .withHeader("Access-Control-Max-Age", SECONDS);
        }
    }

    /** The answer, for the page that asked to read, where it may. */
    public Response readable(Response answer, MultiMap request) {
        if (!admits(request)) {
            return varied(answer);
        }
        return allowed(answer, request).withHeader("Access-Control-Expose-Headers", RESPONSE_HEADERS);
    }

    private boolean admits(MultiMap request) {
        if (any || listed.isEmpty()) {
            return any;
        }
        List<String> origins = request.getAll(HeaderNames.ORIGIN);
        return origins.size() == 1 && listed.contains(origins.getFirst());
    }

    private Response allowed(Response answer, MultiMap request) {
        String origin = any ? "*" : request.get(HeaderNames.ORIGIN);
        return varied(answer).withHeader("Access-Control-Allow-Origin", origin);
    }

    /** No cache may hand one origin's answer to another. */
    private Response varied(Response answer) {
        return listed.isEmpty() ? answer : answer.withHeader("Vary", "Origin");
    }
}
