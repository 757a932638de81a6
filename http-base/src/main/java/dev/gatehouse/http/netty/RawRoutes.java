package dev.gatehouse.http.netty;

import dev.gatehouse.api.SentText;
import dev.gatehouse.http.CrossOrigin;
import dev.gatehouse.http.Route;
import dev.gatehouse.http.syntax.RequestPath;
import io.vertx.core.http.HttpServerRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds routes by the target as it was sent. What follows the first parameter is not ours to decode or refuse: it is of a
 * request that somebody else answers. Immutable.
 */
final class RawRoutes {
    /** By first segment with its slashes, such as {@code /access/}. */
    private final Map<String, OfPrefix> byPrefix = new HashMap<>();

    /** @param parameter the name of the first parameter, which is the same in all */
    private record OfPrefix(String parameter, Map<String, Route> withoutRest, Map<String, Route> withRest) {
        OfPrefix(String parameter) {
            this(parameter, new HashMap<>(), new HashMap<>());
        }
    }

    RawRoutes(List<Route> routes) {
        routes.stream()
                .filter(route -> route.options().matching() == Route.Matching.RAW)
                .forEach(this::add);
    }

    private void add(Route route) {
        String path = route.path();
        int prefix = path.indexOf('/', 1) + 1;
        OfPrefix same = byPrefix.computeIfAbsent(
                path.substring(0, prefix), added -> new OfPrefix(path.substring(prefix + 1, path.indexOf('}'))));
        boolean rest = path.indexOf('/', prefix) > 0;
        (rest ? same.withRest() : same.withoutRest()).put(route.method(), route);
    }

    /**
     * The route, or null where none is meant.
     *
     * @throws dev.gatehouse.api.ApiException ERR12118 or ERR11010 where the first parameter is no segment that names something
     */
    @Nullable
    FoundRoute find(HttpServerRequest request) {
        if (byPrefix.isEmpty()) {
            return null;
        }
        String target = request.uri();
        int prefix = target.indexOf('/', 1) + 1;
        OfPrefix routes = prefix == 0 ? null : byPrefix.get(target.substring(0, prefix));
        if (routes == null) {
            return null;
        }
        int end = prefix;
        while (end < target.length() && target.charAt(end) != '/' && target.charAt(end) != '?') {
            end++;
        }
        boolean rest = end < target.length() && target.charAt(end) == '/';
        Map<String, Route> byMethod = rest ? routes.withRest() : routes.withoutRest();
        Route route = byMethod.get(request.method().name());
        if (route == null) {
            route = byMethod.get("GET");
        }
        if (route == null) {
            return null;
        }
        String value = RequestPath.segment(target.substring(prefix, end));
        SentText.checkLine(routes.parameter(), value);
        return new FoundRoute(route, CrossOrigin.NOBODY, route.path(), Map.of(routes.parameter(), value));
    }
}
