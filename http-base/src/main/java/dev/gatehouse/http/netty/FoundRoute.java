package dev.gatehouse.http.netty;

import dev.gatehouse.http.CrossOrigin;
import dev.gatehouse.http.Route;
import java.util.Map;

/**
 * The route of a request, and what the request's target was found to say.
 *
 * @param origins whose pages may call it
 * @param path as it was sent
 */
record FoundRoute(Route route, CrossOrigin origins, String path, Map<String, String> parameters) {}
