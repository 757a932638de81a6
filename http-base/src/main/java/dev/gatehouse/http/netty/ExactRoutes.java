package dev.gatehouse.http.netty;

import dev.gatehouse.api.ApiException;
import dev.gatehouse.api.ErrorCode;
import dev.gatehouse.http.Route;
import dev.gatehouse.http.syntax.PercentEncoding;
import io.vertx.core.http.HttpServerRequest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Finds routes by the segments of a path as they were sent, so that a parameter may hold an encoded slash. Templates with
 * fewer parameters come first. Immutable.
 */
final class ExactRoutes {
    private static final int MAX_SHOWN = 200;

    private final List<OfPath> paths;

    /** @throws IllegalArgumentException for two routes of the same method and path */
    ExactRoutes(List<Route> routes) {
        Map<String, OfPath> byTemplate = new LinkedHashMap<>();
        for (Route route : routes) {
            if (route.options().matching() == Route.Matching.EXACT) {
                byTemplate.computeIfAbsent(route.path(), OfPath::new).add(route);
            }
        }
        paths = byTemplate.values().stream()
                .sorted(Comparator.comparingInt(OfPath::parameters))
                .toList();
    }

    boolean isEmpty() {
        return paths.isEmpty();
    }

    /** @throws ApiException ERR10007, ERR10008, or ERR12118 for a path that cannot be decoded */
    FoundRoute find(HttpServerRequest request) {
        String path = request.path() == null ? "" : request.path();
        String[] segments = path.split("/", -1);
        for (OfPath each : paths) {
            if (each.matches(segments)) {
                Route route = each.route(request.method().name(), path);
                return new FoundRoute(route, path, each.values(segments), FoundRoute.NO_QUERY);
            }
        }
        throw ErrorCode.INVALID_REQUEST_PATH.with(shown(path));
    }

    private static String shown(String path) {
        return path.length() > MAX_SHOWN ? path.substring(0, MAX_SHOWN) + "..." : path;
    }

    /** All routes of one template. */
    private static final class OfPath {
        private final String[] segments;
        private final Map<String, Route> byMethod = new TreeMap<>();

        OfPath(String template) {
            segments = template.split("/", -1);
        }

        void add(Route route) {
            if (byMethod.put(route.method(), route) != null) {
                throw new IllegalArgumentException("there are two of " + route.method() + " " + route.path());
            }
        }

        int parameters() {
            return (int) List.of(segments).stream().filter(OfPath::isParameter).count();
        }

        private static boolean isParameter(String segment) {
            return segment.startsWith("{") && segment.endsWith("}");
        }

        boolean matches(String[] given) {
            boolean same = given.length == segments.length;
            for (int i = 0; same && i < given.length; i++) {
                same = isParameter(segments[i]) || segments[i].equals(given[i]);
            }
            return same;
        }

        Map<String, String> values(String[] given) {
            Map<String, String> values = new HashMap<>();
            for (int i = 0; i < given.length; i++) {
                if (isParameter(segments[i])) {
                    values.put(segments[i].substring(1, segments[i].length() - 1), decoded(given[i]));
                }
            }
            return values;
        }

        private static String decoded(String segment) {
            try {
                return PercentEncoding.decode(segment, false);
            } catch (IllegalArgumentException e) {
                throw ErrorCode.MALFORMED_REQUEST.with("its path cannot be decoded");
            }
        }

        Route route(String method, String path) {
            Route route = byMethod.get(method.equals("HEAD") ? "GET" : method);
            if (route == null) {
                String allowed = allowed();
                throw ErrorCode.METHOD_NOT_ALLOWED
                        .with(method, shown(path), allowed)
                        .withHeader("Allow", allowed);
            }
            return route;
        }

        private String allowed() {
            List<String> methods = new ArrayList<>(byMethod.keySet());
            if (byMethod.containsKey("GET")) {
                methods.add("HEAD");
            }
            return String.join(", ", methods);
        }
    }
}
