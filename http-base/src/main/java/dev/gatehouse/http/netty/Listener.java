package dev.gatehouse.http.netty;

import dev.gatehouse.config.StartupException;
import dev.gatehouse.http.Authenticator;
import dev.gatehouse.http.FailureTranslator;
import dev.gatehouse.http.Route;
import dev.gatehouse.http.log.RequestRecorder;
import dev.gatehouse.http.netty.gate.FirstRequest;
import dev.gatehouse.http.netty.peer.PeerMemory;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A listener with its routes: one HTTP server per event loop on a shared port.
 *
 * <p>Thread-safe once opened. {@link #close()} stops accepting, lets running requests finish, then closes; where
 * {@link #leave()} came before, it first waits until clients have gone.
 */
public final class Listener implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Listener.class);
    private static final long SWEEP_MILLIS = 500;

    /** For what should take no time at all. */
    private static final Duration WAIT = Duration.ofSeconds(30);

    private final Vertx vertx;
    private final ListenerOptions options;
    private final List<EventLoop> loops;
    private final String deployment;
    private volatile boolean leaving;

    private Listener(Vertx vertx, ListenerOptions options, List<EventLoop> loops, String deployment) {
        this.vertx = vertx;
        this.options = options;
        this.loops = loops;
        this.deployment = deployment;
    }

    /**
     * What every listener of a process shares.
     *
     * @param authenticator asked for routes that are not open
     */
    public record Shared(
            Vertx vertx,
            Authenticator authenticator,
            Admission admission,
            PeerMemory peers,
            FailureTranslator failures) {}

    /**
     * Binds and starts answering.
     *
     * @throws StartupException when the address cannot be bound or the certificate cannot be read
     */
    public static Listener open(Shared shared, ListenerOptions options, RequestRecorder recorder, List<Route> routes) {
        Certificates certificates = Certificates.open(shared.vertx(), options);
        List<EventLoop> loops = IntStream.range(0, Runtime.getRuntime().availableProcessors())
                .mapToObj(each -> new EventLoop(shared, options, recorder, routes, certificates))
                .toList();
        DeploymentOptions instances = new DeploymentOptions().setInstances(loops.size());
        try {
            Iterator<EventLoop> next = loops.iterator();
            String deployment = await(shared.vertx().deployVerticle(next::next, instances), WAIT);
            return new Listener(shared.vertx(), options, loops, deployment);
        } catch (RuntimeException e) {
            throw new StartupException("The " + options.name() + " listener cannot listen on " + options.address() + ":"
                    + options.port() + ": " + reason(e));
        }
    }

    /**
     * Lets clients go elsewhere: from now on every answer says that it is the connection's last, and connections without
     * a request for a second are closed. To be called when nobody connects any more.
     */
    public void leave() {
        leaving = true;
        await(Future.all(loops.stream().map(EventLoop::leave).toList()), WAIT);
    }

    @Override
    public void close() {
        if (leaving) {
            awaitDeparture();
        }
        try {
            await(vertx.undeploy(deployment), options.deadlines().drain().plus(WAIT));
        } catch (RuntimeException e) {
            LOG.warn("the {} listener did not close in order: {}", options.name(), reason(e));
        }
    }

    private void awaitDeparture() {
        CompletableFuture<?>[] departures =
                loops.stream().map(loop -> loop.deadlines.left()).toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(departures)
                .completeOnTimeout(null, options.deadlines().drain().toMillis(), TimeUnit.MILLISECONDS)
                .join();
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
        private final ConnectionDeadlines deadlines;
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
            this.deadlines = new ConnectionDeadlines(options.deadlines(), shared.peers());
        }

        Future<Void> leave() {
            Promise<Void> left = Promise.promise();
            context.runOnContext(loop -> {
                deadlines.leave(System.nanoTime());
                left.complete();
            });
            return left.future();
        }

        @Override
        public Future<?> start() {
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
                        Http2Limits.on(connection, deadlines.peer(connection));
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
