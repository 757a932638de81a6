package dev.gatehouse.http.netty;

import dev.gatehouse.http.Route;
import io.vertx.core.MultiMap;
import java.util.Map;

/**
 * The route of a request, and what the request's target was found to say.
 *
 * @param query decoded; empty where the route reads it by itself
 */
record FoundRoute(Route route, String path, Map<String, String> parameters, MultiMap query) {
    static final MultiMap NO_QUERY = MultiMap.caseInsensitiveMultiMap();
}
