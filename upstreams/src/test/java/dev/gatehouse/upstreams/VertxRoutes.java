package dev.gatehouse.upstreams;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.MethodOverrideHandler;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Vert.x Web. */
final class VertxRoutes {
    private VertxRoutes() {}

    static RealServer start(List<ServedRoute> routes) {
        Vertx vertx = Vertx.vertx();
        Router router = Router.router(vertx);
        router.route().handler(MethodOverrideHandler.create(false));
        for (ServedRoute route : routes) {
            route(router, route).handler(context -> {
                context.response().putHeader(RealServer.FIELD, route.endpoint());
                context.end();
            });
        }
        HttpServer server = vertx.createHttpServer()
                .requestHandler(router)
                .listen(0, "localhost")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        return new RealServer() {
            @Override
            public int port() {
                return server.actualPort();
            }

            @Override
            public void close() {
                vertx.close().toCompletionStage().toCompletableFuture().join();
            }
        };
    }

    private static Route route(Router router, ServedRoute route) {
        HttpMethod method = HttpMethod.valueOf(route.method());
        if (!route.isMixed()) {
            String path = route.beforeRest().replaceAll("\\{(\\w+)}", ":$1");
            return router.route(method, route.endsWithRest() ? path + "/*" : path);
        }
        String expression = Pattern.compile("\\{\\w+}")
                .splitAsStream(route.beforeRest() + "\0")
                .map(Pattern::quote)
                .collect(Collectors.joining("([^/]+)"))
                .replace("\0", "");
        return router.routeWithRegex(method, route.endsWithRest() ? expression + "/.*" : expression);
    }
}
