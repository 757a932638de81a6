package dev.gatehouse.http.netty;

import dev.gatehouse.api.ApiException;
import dev.gatehouse.api.ErrorCode;
import dev.gatehouse.http.CrossOrigin;
import dev.gatehouse.http.Response;
import dev.gatehouse.http.Route;
import dev.gatehouse.http.log.RequestEntry;
import dev.gatehouse.http.netty.gate.Bites;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/** Finds the route of a request, and answers what has none. One instance per event loop. */
final class ListenerRouter implements Handler<HttpServerRequest> {
    /** Stands for the route of a request that has none, in logs and metrics. */
    static final String UNROUTED = "-";

    /** What the server as a whole knows (RFC 9110 section 9.3.7). */
    private static final String METHODS = "DELETE, GET, HEAD, OPTIONS, POST, PUT";

    private static final CrossOrigin.OfPath NOT_SHARED = new CrossOrigin.OfPath(CrossOrigin.NOBODY, "");

    private final ListenerContext listener;
    private final Router router;
    private final RawRoutes raw;
    private final ExactRoutes exact;

    ListenerRouter(ListenerContext listener, List<Route> routes) {
        this.listener = listener;
        this.router = Router.router(listener.vertx());
        this.raw = new RawRoutes(routes);
        this.exact = new ExactRoutes(routes);
        // Paths are tried one after the other, so those that are answered from memory come first.
        byPath(routes.stream()
                        .filter(route -> route.options().matching() == Route.Matching.NORMALISED)
                        .toList())
                .entrySet()
                .stream()
                .sorted(Comparator.comparing(path -> path.getValue().stream().noneMatch(ListenerRouter::isRemembered)))
                .forEach(path -> mount(path.getKey(), path.getValue()));
        router.route()
                .handler(routing -> refuse(
                        routing.request(), UNROUTED, ErrorCode.INVALID_REQUEST_PATH.with(routing.normalizedPath())));
        router.errorHandler(500, this::failed);
        router.errorHandler(
                400,
                routing -> refuse(
                        routing.request(), UNROUTED, ErrorCode.MALFORMED_REQUEST.with("the path cannot be decoded")));
    }

    @Override
    public void handle(HttpServerRequest request) {
        if (listener.deadlines().isClosing(request.connection())) {
            return;
        }
        if (FramingGuard.isAmbiguous(request)) {
            listener.answers().refuse(request);
            return;
        }
        boolean room = listener.deadlines().peer(request.connection()).hasRoom();
        listener.deadlines().requestStarted(request.connection());
        if (listener.options().wire().hostRequired() && FramingGuard.lacksHost(request)) {
            refuse(request, UNROUTED, ErrorCode.MALFORMED_REQUEST.with("it needs one valid Host field"));
            return;
        }
        if (request.version() != HttpVersion.HTTP_2) {
            Bites.of(request.connection()).request();
            if (!room) {
                refuse(request, UNROUTED, Admission.busy("bytes kept for clients"));
                return;
            }
        }
        whenAnswersAreTaken(request, () -> route(request));
    }

    private void route(HttpServerRequest request) {
        FoundRoute found = raw.find(request);
        if (found != null) {
            // A question about a request, which changes nothing.
            RequestEntry entry = RequestEntry.begin(
                    listener.recorder(), request, found.route().name(), true);
            new Exchange(listener, found, CrossOrigin.NOBODY, request, entry).start();
            return;
        }
        if (!exact.isEmpty()) {
            routeExactly(request);
            return;
        }
        String path = request.path();
        if (path != null && path.startsWith("/")) {
            router.handle(request);
        } else if (request.method() == HttpMethod.OPTIONS && request.uri().equals("*")) {
            allow(request, UNROUTED, METHODS, NOT_SHARED);
        } else {
            refuse(request, UNROUTED, ErrorCode.MALFORMED_REQUEST.with("its target is not a path"));
        }
    }

    private void routeExactly(HttpServerRequest request) {
        FoundRoute found;
        try {
            found = exact.find(request);
        } catch (ApiException nothing) {
            refuse(request, UNROUTED, nothing);
            return;
        }
        new Exchange(
                        listener,
                        found,
                        CrossOrigin.NOBODY,
                        request,
                        begun(request, found.route().name()))
                .start();
    }

    /** A client that sends request after request and takes no answer is not worked for ahead of its reading. */
    private static void whenAnswersAreTaken(HttpServerRequest request, Runnable then) {
        HttpServerResponse response = request.response();
        if (!response.writeQueueFull()) {
            then.run();
            return;
        }
        response.drainHandler(taken -> {
            response.drainHandler(null);
            then.run();
        });
    }

    private static boolean isRemembered(Route route) {
        return route.handlers().immediate() != null;
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
            CrossOrigin origins = CrossOrigin.of(route, listener.options().allowedOrigins());
            Handler<RoutingContext> handler = routing -> begin(routing, route, origins);
            router.route(HttpMethod.valueOf(route.method()), pattern).handler(handler);
            allowed.add(route.method());
            if (route.method().equals("GET")) {
                router.route(HttpMethod.HEAD, pattern).handler(handler);
                allowed.add("HEAD");
            }
        }
        allowed.add("OPTIONS");
        String allow = String.join(", ", allowed);
        CrossOrigin.OfPath shared =
                CrossOrigin.OfPath.of(routes, listener.options().allowedOrigins());
        router.route(HttpMethod.OPTIONS, pattern).handler(routing -> allow(routing.request(), template, allow, shared));
        router.route(pattern).handler(routing -> refuseMethod(routing, template, allow, shared.origins()));
    }

    private void refuseMethod(RoutingContext routing, String template, String allow, CrossOrigin origins) {
        HttpServerRequest request = routing.request();
        ApiException error = ErrorCode.METHOD_NOT_ALLOWED
                .with(request.method().name(), routing.normalizedPath(), allow)
                .withHeader("Allow", allow);
        refuse(request, begun(request, template), error, origins);
    }

    private void begin(RoutingContext routing, Route route, CrossOrigin origins) {
        HttpServerRequest request = routing.request();
        FoundRoute found = new FoundRoute(route, routing.normalizedPath(), routing.pathParams(), routing.queryParams());
        new Exchange(listener, found, origins, request, begun(request, route.name())).start();
    }

    private RequestEntry begun(HttpServerRequest request, String route) {
        return RequestEntry.begin(listener.recorder(), request, route);
    }

    private void allow(HttpServerRequest request, String template, String allow, CrossOrigin.OfPath shared) {
        Response answer = Response.noContent().withHeader("Allow", allow);
        send(request, begun(request, template), shared.preflight(answer, request.headers()));
    }

    private void failed(RoutingContext routing) {
        RequestEntry entry = begun(routing.request(), UNROUTED);
        Throwable failure =
                Objects.requireNonNullElseGet(routing.failure(), () -> new IllegalStateException("no failure is told"));
        refuse(routing.request(), entry, listener.asApiException(failure, entry.id()), CrossOrigin.NOBODY);
    }

    private void refuse(HttpServerRequest request, String template, ApiException error) {
        refuse(request, begun(request, template), error, CrossOrigin.NOBODY);
    }

    private void refuse(HttpServerRequest request, RequestEntry entry, ApiException error, CrossOrigin origins) {
        Response answer = listener.refusal(error, request, entry);
        send(request, entry, origins.readable(answer, request.headers()));
    }

    private void send(HttpServerRequest request, RequestEntry entry, Response answer) {
        entry.answered(answer.status(), answer.body().length, null);
        Future<Void> sent = listener.answers().write(request, entry.id(), answer);
        entry.written(answer.status(), answer.body().length, sent);
    }
}
