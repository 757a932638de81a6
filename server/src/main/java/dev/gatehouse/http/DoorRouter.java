package dev.gatehouse.http;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Finds the route of a request, and answers what has none. One instance per event loop. */
final class DoorRouter implements Handler<HttpServerRequest> {
    private static final String UNROUTED = "-";
    private static final CharSequence NO_SNIFFING = HttpHeaders.createOptimized("nosniff");
    private static final CharSequence NOT_STORED = HttpHeaders.createOptimized("no-store");

    private final DoorContext door;
    private final RequestLog log;
    private final Router router;

    DoorRouter(DoorContext door, RequestLog log, List<Route> routes) {
        this.door = door;
        this.log = log;
        this.router = Router.router(door.vertx());
        byPath(routes).forEach(this::mount);
        router.route()
                .handler(routing ->
                        refuse(routing, UNROUTED, ErrorCode.INVALID_REQUEST_PATH.with(routing.normalizedPath())));
        router.errorHandler(
                400,
                routing -> refuse(routing, UNROUTED, ErrorCode.MALFORMED_REQUEST.with("the path cannot be decoded")));
    }

    @Override
    public void handle(HttpServerRequest request) {
        if (FramingGuard.isAmbiguous(request)) {
            request.connection().close();
            return;
        }
        door.deadlines().requestStarted(request.connection());
        router.handle(request);
    }

    private static Map<String, List<Route>> byPath(List<Route> routes) {
        Map<String, List<Route>> paths = new LinkedHashMap<>();
        for (Route route : routes) {
            paths.computeIfAbsent(route.path(), path -> new ArrayList<>()).add(route);
        }
        return paths;
    }

    private void mount(String template, List<Route> routes) {
        String pattern = template.replaceAll("\\{([A-Za-z]+)}", ":$1");
        TreeSet<String> allowed = new TreeSet<>();
        for (Route route : routes) {
            Handler<RoutingContext> handler = routing -> begin(routing, route);
            router.route(HttpMethod.valueOf(route.method()), pattern).handler(handler);
            allowed.add(route.method());
            if (route.method().equals("GET")) {
                router.route(HttpMethod.HEAD, pattern).handler(handler);
                allowed.add("HEAD");
            }
        }
        allowed.add("OPTIONS");
        String allow = String.join(", ", allowed);
        router.route(HttpMethod.OPTIONS, pattern).handler(routing -> options(routing, template, allow));
        router.route(pattern)
                .handler(routing -> refuse(
                        routing,
                        template,
                        ErrorCode.METHOD_NOT_ALLOWED
                                .with(routing.request().method().name(), routing.normalizedPath(), allow)
                                .withHeader("Allow", allow)));
    }

    private void begin(RoutingContext routing, Route route) {
        RequestLog.Entry entry = log.begin(routing.request(), route.path());
        commonHeaders(routing.response(), entry);
        new Exchange(door, route, routing, entry).start();
    }

    private void options(RoutingContext routing, String template, String allow) {
        RequestLog.Entry entry = log.begin(routing.request(), template);
        commonHeaders(routing.response(), entry);
        send(routing, entry, Response.noContent().withHeader("Allow", allow));
    }

    private void refuse(RoutingContext routing, String template, ApiException error) {
        RequestLog.Entry entry = log.begin(routing.request(), template);
        entry.error(error.code());
        commonHeaders(routing.response(), entry);
        send(routing, entry, ErrorBody.of(error, routing.request().getHeader(HeaderNames.ACCEPT), entry.id()));
    }

    private void send(RoutingContext routing, RequestLog.Entry entry, Response answer) {
        HttpServerResponse response = routing.response();
        entry.answered(answer.status(), answer.body().length, null);
        response.setStatusCode(answer.status());
        if (answer.contentType() != null) {
            response.putHeader(HeaderNames.CONTENT_TYPE, answer.contentType());
        }
        answer.headers().forEach(header -> response.putHeader(header.getKey(), header.getValue()));
        door.finish(routing.request(), response, io.vertx.core.buffer.Buffer.buffer(answer.body()));
    }

    private static void commonHeaders(HttpServerResponse response, RequestLog.Entry entry) {
        response.putHeader(HeaderNames.REQUEST_ID, entry.id());
        response.putHeader(HeaderNames.CONTENT_TYPE_OPTIONS, NO_SNIFFING);
        response.putHeader(HeaderNames.CACHE_CONTROL, NOT_STORED);
    }
}
