package dev.gatehouse.http.netty;

import dev.gatehouse.api.ApiException;
import dev.gatehouse.api.ErrorCode;
import dev.gatehouse.http.CrossOrigin;
import dev.gatehouse.http.ErrorForm;
import dev.gatehouse.http.Response;
import dev.gatehouse.http.Route;
import dev.gatehouse.http.log.RequestEntry;
import dev.gatehouse.http.netty.gate.Bites;
import dev.gatehouse.http.syntax.HeaderNames;
import dev.gatehouse.http.syntax.RequestPath;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds the route of a request, and answers what has none. One instance per event loop. */
final class ListenerRouter implements Handler<HttpServerRequest> {
    /** Stands for the route of a request that has none, in logs and metrics. */
    static final String UNROUTED = "-";

    /** What the server as a whole knows (RFC 9110 section 9.3.7). */
    private static final String METHODS = "DELETE, GET, HEAD, OPTIONS, POST, PUT";

    private static final CrossOrigin.OfPath NOT_SHARED = new CrossOrigin.OfPath(CrossOrigin.NOBODY, "");
    private static final int MAX_SHOWN = 200;

    private final ListenerContext listener;
    private final RawRoutes raw;
    private final PathRoutes paths;
    private final List<ErrorForm> forms;

    /** The Host field that was good last: whoever asks much says the same again and again. */
    private String goodHost = "";

    ListenerRouter(ListenerContext listener, List<Route> routes) {
        this.listener = listener;
        this.raw = new RawRoutes(routes);
        this.paths = new PathRoutes(routes, listener.options().allowedOrigins());
        this.forms = routes.stream()
                .flatMap(route -> Stream.ofNullable(route.options().errors()))
                .toList();
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
        if (listener.options().wire().hostRequired() && lacksHost(request)) {
            refuse(request, ErrorCode.MALFORMED_REQUEST.with("it needs one valid Host field"));
            return;
        }
        if (request.version() != HttpVersion.HTTP_2) {
            Bites.of(request.connection()).request();
            if (!room) {
                refuse(request, Admission.busy("bytes kept for clients"));
                return;
            }
        }
        whenAnswersAreTaken(request, () -> route(request));
    }

    private boolean lacksHost(HttpServerRequest request) {
        String host = request.getHeader(HeaderNames.HOST);
        if (host != null && host.equals(goodHost)) {
            return false;
        }
        if (FramingGuard.lacksHost(request)) {
            return true;
        }
        if (host != null && request.version() == HttpVersion.HTTP_1_1) {
            goodHost = host; // of others it is not looked at
        }
        return false;
    }

    private void route(HttpServerRequest request) {
        try {
            FoundRoute found = raw.find(request);
            if (found == null) {
                routeByPath(request, request.path());
                return;
            }
            // A question about a request, which changes nothing.
            RequestEntry entry = RequestEntry.begin(
                    listener.recorder(), request, found.route().name(), true);
            new Exchange(listener, found, request, entry).start();
        } catch (ApiException malformed) {
            refuse(request, malformed);
        }
    }

    /** @throws ApiException ERR12118 or ERR11010 */
    private void routeByPath(HttpServerRequest request, @Nullable String path) {
        if (path != null && path.startsWith("/")) {
            routeBySegments(request, path);
        } else if (request.method() == HttpMethod.OPTIONS && request.uri().equals("*")) {
            allow(request, UNROUTED, METHODS, NOT_SHARED);
        } else {
            refuse(request, ErrorCode.MALFORMED_REQUEST.with("its target is not a path"));
        }
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

    private void routeBySegments(HttpServerRequest request, String path) {
        PathRoutes.Found found = paths.find(RequestPath.parse(path).segments());
        if (found == null) {
            refuse(request, ErrorCode.INVALID_REQUEST_PATH.with(shown(path)));
            return;
        }
        TemplateRoutes routes = found.routes();
        TemplateRoutes.Served served = routes.of(request.method().name());
        if (served != null) {
            FoundRoute route = new FoundRoute(served.route(), served.origins(), path, found.parameters());
            new Exchange(listener, route, request, begun(request, served.route().name())).start();
        } else if (request.method() == HttpMethod.OPTIONS) {
            allow(request, routes.template(), routes.allow(), routes.shared());
        } else {
            refuseMethod(request, path, routes);
        }
    }

    private static String shown(String path) {
        return path.length() > MAX_SHOWN ? path.substring(0, MAX_SHOWN) + "..." : path;
    }

    private void refuseMethod(HttpServerRequest request, String path, TemplateRoutes routes) {
        ApiException error = ErrorCode.METHOD_NOT_ALLOWED
                .with(request.method().name(), shown(path), routes.allow())
                .withHeader("Allow", routes.allow());
        refuse(
                request,
                begun(request, routes.template()),
                error,
                routes.shared().origins());
    }

    private RequestEntry begun(HttpServerRequest request, String route) {
        return RequestEntry.begin(listener.recorder(), request, route);
    }

    private void allow(HttpServerRequest request, String template, String allow, CrossOrigin.OfPath shared) {
        Response answer = Response.noContent().withHeader("Allow", allow);
        send(request, begun(request, template), shared.preflight(answer, request.headers()));
    }

    private void refuse(HttpServerRequest request, ApiException error) {
        refuse(request, begun(request, UNROUTED), error, CrossOrigin.NOBODY);
    }

    private void refuse(HttpServerRequest request, RequestEntry entry, ApiException error, CrossOrigin origins) {
        Response answer = listener.refusal(error, request, entry, form(request.path()));
        send(request, entry, origins.readable(answer, request.headers()));
    }

    /** That of the API which the path belongs to, or null. */
    private @Nullable ErrorForm form(@Nullable String path) {
        return path == null
                ? null
                : forms.stream().filter(form -> form.covers(path)).findFirst().orElse(null);
    }

    private void send(HttpServerRequest request, RequestEntry entry, Response answer) {
        entry.answered(answer.status(), answer.body().length, null);
        Future<Void> sent = listener.answers().write(request, entry.id(), answer);
        entry.written(answer.status(), answer.body().length, sent);
    }
}
