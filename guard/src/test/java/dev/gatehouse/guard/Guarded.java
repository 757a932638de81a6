package dev.gatehouse.guard;

import dev.gatehouse.guard.servlet.GuardFilter;
import dev.gatehouse.guard.vertx.GuardHandler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.BodyHandler;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Objects;
import java.util.stream.Collectors;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** A service that answers every request its guard lets through with who called what. */
final class Guarded implements AutoCloseable {
    @FunctionalInterface
    private interface Stop {
        void now() throws Exception;
    }

    /** What it is built on. */
    enum By {
        SERVLET,
        VERTX
    }

    private final int port;
    private final Stop server;

    private Guarded(int port, Stop server) {
        this.port = port;
        this.server = server;
    }

    static Guarded start(By by, ServiceGuard guard) throws Exception {
        return by == By.SERVLET ? jetty(guard) : vertx(guard);
    }

    int port() {
        return port;
    }

    private static Guarded vertx(ServiceGuard guard) {
        Vertx vertx = Vertx.vertx();
        Router router = Router.router(vertx);
        router.route().handler(new GuardHandler(guard));
        router.route().handler(BodyHandler.create(false));
        router.route()
                .handler(context -> context.response()
                        .end(told(context.get(GuardHandler.CALLER), context.get(GuardHandler.ENDPOINT))
                                + "\n"
                                + Objects.requireNonNullElse(context.body().asString(), "")));
        HttpServer http = vertx.createHttpServer()
                .requestHandler(router)
                .listen(0, "127.0.0.1")
                .await();
        return new Guarded(http.actualPort(), () -> vertx.close().await());
    }

    private static Guarded jetty(ServiceGuard guard) throws Exception {
        Server server = new Server();
        HttpConfiguration lenient = new HttpConfiguration();
        lenient.setUriCompliance(UriCompliance.UNSAFE);
        ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(lenient));
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler();
        context.getServletHandler().setDecodeAmbiguousURIs(true);
        context.addFilter(new FilterHolder(new GuardFilter(guard)), "/*", EnumSet.of(DispatcherType.REQUEST));
        context.addServlet(new ServletHolder(new Telling()), "/");
        server.setHandler(context);
        server.start();
        return new Guarded(connector.getLocalPort(), server::stop);
    }

    private static final class Telling extends HttpServlet {
        private static final long serialVersionUID = 1;

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.getWriter()
                    .write(told((Caller) request.getAttribute(GuardFilter.CALLER), (String)
                                    request.getAttribute(GuardFilter.ENDPOINT))
                            + "\n"
                            + request.getReader().lines().collect(Collectors.joining("\n")));
        }
    }

    private static String told(Caller caller, String endpoint) {
        return endpoint + " " + caller.clientId() + " "
                + String.join(",", caller.scopes().stream().sorted().toList());
    }

    @Override
    public void close() {
        try {
            server.now();
        } catch (Exception e) {
            throw new IllegalStateException("the service does not stop", e);
        }
    }
}
