package dev.gatehouse.connector.operations;

import dev.gatehouse.api.Json;
import dev.gatehouse.http.BlockingHandler;
import dev.gatehouse.http.Protection;
import dev.gatehouse.http.Response;
import dev.gatehouse.http.Route;

/** Routes that are answered without the callers' token, and however many requests are in flight. Stateless. */
final class OpenRoute {
    private static final Protection OPEN = Protection.open("shows nothing of anybody");

    private OpenRoute() {}

    /** @param name what it is called in logs and metrics */
    static Route get(String path, String name, BlockingHandler handler) {
        return Route.get(path, OPEN, handler).ignoringOtherQuery().named(name).admittedAlways();
    }

    static Response json(int status, Object value) {
        return Response.of(status, Response.JSON, Json.bytes(value));
    }
}
