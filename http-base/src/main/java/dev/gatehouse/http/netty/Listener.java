package dev.gatehouse.http.netty;

import dev.gatehouse.config.StartupException;
import dev.gatehouse.http.Authenticator;
import dev.gatehouse.http.FailureTranslator;
import dev.gatehouse.http.Route;
import dev.gatehouse.http.log.RequestRecorder;
import dev.gatehouse.http.netty.gate.FirstRequest;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A listener with its routes: one HTTP server per event loop on a shared port.
 *
 * <p>Thread-safe once opened. {@link #close()} stops accepting, lets running requests finish, then closes.
 */
public final class Listener implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Listener.class);
    private static final long SWEEP_MILLIS = 500;

    /** For what should take no time at all. */
    private static final Duration WAIT = Duration.ofSeconds(30);

    private final Vertx vertx;
    private final ListenerOptions options;
    private final String deployment;

    private Listener(Vertx vertx, ListenerOptions options, String deployment) {
        this.vertx = vertx;
        this.options = options;
        this.deployment = deployment;
    }

    /**
     * What every listener of a process shares.
     *
     * @param authenticator asked for routes that are not open
     */
    public record Shared(Vertx vertx, Authenticator authenticator, Admission admission, FailureTranslator failures) {}

    /**
     * Binds and starts answering.
     *
     * @throws StartupException when the address cannot be bound or the certificate cannot be read
     */
    public static Listener open(Shared shared, ListenerOptions options, RequestRecorder recorder, List<Route> routes) {
        Certificates certificates = Certificates.open(shared.vertx(), options);
        DeploymentOptions instances =
                new DeploymentOptions().setInstances(Runtime.getRuntime().availableProcessors());
        try {
            String deployment = await(
                    shared.vertx()
                            .deployVerticle(
                                    () -> new EventLoop(shared, options, recorder, routes, certificates), instances),
                    WAIT);
            return new Listener(shared.vertx(), options, deployment);
        } catch (RuntimeException e) {
            throw new StartupException("The " + options.name() + " listener cannot listen on " + options.address() + ":"
                    + options.port() + ": " + reason(e));
        }
    }

    @Override
    public void close() {
        try {
            await(vertx.undeploy(deployment), options.deadlines().drain().plus(WAIT));
        } catch (RuntimeException e) {
            LOG.warn("the {} listener did not close in order: {}", options.name(), reason(e));
        }
    }

    private static @Nullable String reason(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getMessage();
    }

    private static <T> T await(Future<T> future, Duration atMost) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (java.util.concurrent.ExecutionException | TimeoutException e) {
            throw new CompletionException(e);
        }
    }

    /** One event loop's share of the listener. */
    private static final class EventLoop extends VerticleBase {
        private final Shared shared;
        private final ListenerOptions options;
        private final RequestRecorder recorder;
        private final List<Route> routes;
        private final Certificates certificates;
        private @Nullable HttpServer server;

        EventLoop(
                Shared shared,
                ListenerOptions options,
                RequestRecorder recorder,
                List<Route> routes,
                Certificates certificates) {
            this.shared = shared;
            this.options = options;
            this.recorder = recorder;
            this.routes = routes;
            this.certificates = certificates;
        }

        @Override
        public Future<?> start() {
            ConnectionDeadlines deadlines = new ConnectionDeadlines(options.deadlines());
            ListenerContext listener = new ListenerContext(
                    vertx,
                    options,
                    shared.authenticator(),
                    shared.admission(),
                    shared.failures(),
                    recorder,
                    deadlines,
                    new ResponseWriter(deadlines));
            server = vertx.createHttpServer(ServerOptions.of(options.wire(), certificates.current()))
                    .requestHandler(new ListenerRouter(listener, routes))
                    .invalidRequestHandler(new InvalidRequests(listener))
                    .exceptionHandler(e -> LOG.debug("{} connection: {}", options.name(), e.toString()))
                    .connectionHandler(connection -> {
                        FirstRequest.arrived(connection);
                        deadlines.opened(connection, System.nanoTime());
                    });
            vertx.setPeriodic(SWEEP_MILLIS, tick -> deadlines.sweep(System.nanoTime()));
            certificates.keepRenewed(server);
            return server.listen(options.port(), options.address());
        }

        @Override
        public Future<?> stop() {
            return server == null
                    ? Future.succeededFuture()
                    : server.shutdown(options.deadlines().drain());
        }
    }
}
