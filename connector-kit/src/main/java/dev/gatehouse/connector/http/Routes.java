package dev.gatehouse.connector.http;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Finds the route of a request. Immutable. */
final class Routes {
    private final List<Path> paths;

    /** What was found: the route, and the values in the path. */
    record Match(Route route, Map<String, String> parameters) {}

    /** @throws IllegalArgumentException for two routes of the same method and path */
    Routes(List<Route> routes) {
        Map<String, Path> byTemplate = new LinkedHashMap<>();
        for (Route route : routes) {
            byTemplate.computeIfAbsent(route.template(), Path::new).add(route);
        }
        paths = byTemplate.values().stream()
                .sorted(Comparator.comparingLong(Path::parameters))
                .toList();
    }

    /**
     * @param path as it was sent, without query
     * @throws HttpFailure CON10007, CON10008, or CON12118 for a path that cannot be decoded
     */
    Match find(String method, String path) {
        String[] segments = path.split("/", -1);
        for (Path each : paths) {
            Optional<Map<String, String>> parameters = each.match(segments);
            if (parameters.isPresent()) {
                return new Match(each.route(method, path), parameters.get());
            }
        }
        throw ErrorCode.INVALID_REQUEST_PATH.with(shown(path));
    }

    private static String shown(String path) {
        return path.length() > 200 ? path.substring(0, 200) + "..." : path;
    }

    /** All routes of one path. */
    private static final class Path {
        private final String[] segments;
        private final Map<String, Route> byMethod = new TreeMap<>();

        Path(String template) {
            segments = template.split("/", -1);
        }

        void add(Route route) {
            if (byMethod.put(route.method(), route) != null) {
                throw new IllegalArgumentException("there are two of " + route.method() + " " + route.template());
            }
        }

        long parameters() {
            return List.of(segments).stream().filter(Path::isParameter).count();
        }

        private static boolean isParameter(String segment) {
            return segment.startsWith("{") && segment.endsWith("}");
        }

        Optional<Map<String, String>> match(String[] given) {
            if (given.length != segments.length) {
                return Optional.empty();
            }
            Map<String, String> parameters = new HashMap<>();
            for (int i = 0; i < given.length; i++) {
                if (isParameter(segments[i])) {
                    parameters.put(segments[i].substring(1, segments[i].length() - 1), decoded(given[i]));
                } else if (!segments[i].equals(given[i])) {
                    return Optional.empty();
                }
            }
            return Optional.of(parameters);
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
