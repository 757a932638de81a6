package dev.gatehouse.http;

import dev.gatehouse.http.syntax.HeaderNames;
import io.vertx.core.MultiMap;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Which pages of other origins may call a route and read its answers, told to their browsers (CORS protocol of the Fetch
 * standard). Nothing of a request is repeated but an origin: one that is listed, or where cookies may come along. Immutable.
 *
 * @param sharing whether those that are listed may, or every one
 * @param listed those that may where not every one does
 */
public record CrossOrigin(Sharing sharing, Set<String> listed) {
    /** Which pages may call a route. */
    public enum Sharing {
        /** Those of the listener's list. */
        LISTED,
        /** All, without cookies. */
        ANYBODY,
        /**
         * All, and their browsers may send cookies along, which the route must not read. A request with {@code Authorization} gets
         * no such answer, since a browser could have added that by itself.
         */
        ANYBODY_WITH_COOKIES
    }

    public static final CrossOrigin NOBODY = new CrossOrigin(Sharing.LISTED, Set.of());

    /** An origin as browsers write it (RFC 6454 section 6.2), of whatever scheme; not {@code null}. */
    private static final Pattern ORIGIN = Pattern.compile("[a-z][a-z0-9+.-]{0,30}://[A-Za-z0-9._:\\[\\]-]{1,255}");

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
        Sharing sharing = route.options().sharing();
        if (sharing != Sharing.LISTED) {
            return new CrossOrigin(sharing, Set.of());
        }
        return listed.isEmpty() || route.protection().isOpen() ? NOBODY : new CrossOrigin(sharing, listed);
    }

    /** The routes of one path and who may call them; all who may call one of them may call each that is shared. */
    public record OfPath(CrossOrigin origins, String methods) {
        public static OfPath of(Collection<Route> routes, Set<String> listed) {
            TreeSet<String> methods = new TreeSet<>();
            CrossOrigin origins = NOBODY;
            for (Route route : routes) {
                CrossOrigin ofRoute = CrossOrigin.of(route, listed);
                if (!ofRoute.equals(NOBODY)) {
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
        Response readable = takesCookiesAlong(request)
                ? answer.withHeader("Vary", "Origin")
                        .withHeader("Access-Control-Allow-Origin", request.get(HeaderNames.ORIGIN))
                        .withHeader("Access-Control-Allow-Credentials", "true")
                : allowed(answer, request);
        return readable.withHeader("Access-Control-Expose-Headers", RESPONSE_HEADERS);
    }

    /** Browsers show such an answer only where it names the origin, whether there are cookies or not. */
    private boolean takesCookiesAlong(MultiMap request) {
        List<String> origins = request.getAll(HeaderNames.ORIGIN);
        return sharing == Sharing.ANYBODY_WITH_COOKIES
                && !request.contains(HeaderNames.AUTHORIZATION)
                && origins.size() == 1
                && ORIGIN.matcher(origins.getFirst()).matches();
    }

    private boolean admits(MultiMap request) {
        boolean any = sharing != Sharing.LISTED;
        if (any || listed.isEmpty()) {
            return any;
        }
        List<String> origins = request.getAll(HeaderNames.ORIGIN);
        return origins.size() == 1 && listed.contains(origins.getFirst());
    }

    private Response allowed(Response answer, MultiMap request) {
        String origin = sharing != Sharing.LISTED ? "*" : request.get(HeaderNames.ORIGIN);
        return varied(answer).withHeader("Access-Control-Allow-Origin", origin);
    }

    /** No cache may hand one origin's answer to another. */
    private Response varied(Response answer) {
        return listed.isEmpty() ? answer : answer.withHeader("Vary", "Origin");
    }
}
