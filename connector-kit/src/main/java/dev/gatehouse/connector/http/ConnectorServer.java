package dev.gatehouse.connector.http;

import dev.gatehouse.connector.transfer.BufferPool;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.opentelemetry.api.OpenTelemetry;
import io.vertx.core.Context;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Listens and serves routes, with one HTTP server per event loop on a shared port. Thread-safe. */
public final class ConnectorServer implements AutoCloseable {
    static final int MAXIMUM_HEADER_BYTES = 16 * 1024;

    /** Arguments may stand in the query, and paths are long. */
    static final int MAXIMUM_TARGET_BYTES = 32 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(ConnectorServer.class);
    private static final int MAXIMUM_CONNECTIONS = 4096;
    private static final long IDLE_MILLIS = 60_000;
    private static final long SWEEP_MILLIS = 500;
    private static final int SOCKET_BUFFER_BYTES = 512 * 1024;

    /** In how large parts bodies come; each costs a hand-over between threads. */
    private static final int CHUNK_BYTES = 128 * 1024;

    private final Vertx vertx;
    private final ServerContext shared;
    private final List<HttpServer> servers = new CopyOnWriteArrayList<>();
    private final int port;

    private ConnectorServer(
            ServerSettings settings, List<Route> routes, MeterRegistry meters, OpenTelemetry openTelemetry)
            throws IOException {
        shared = new ServerContext(
                settings,
                new Routes(routes),
                new CallerGuard(settings.callerToken(), settings.isForThisMachineAlone()),
                new Admission(settings.maximumRequests()),
                new Watchdog(settings.call()),
                new RequestLog(meters),
                new RequestSpans(openTelemetry),
                new BufferPool());
        Gauge.builder("connector.requests.in.flight", shared.admission(), Admission::inFlight)
                .register(meters);
        port = settings.port() == 0 ? freePort(settings.bind()) : settings.port();
        vertx = Vertx.vertx(new VertxOptions()
                .setEventLoopPoolSize(Runtime.getRuntime().availableProcessors())
                .setWorkerPoolSize(2)
                .setInternalBlockingPoolSize(2));
    }

    /**
     * Binds and starts answering.
     *
     * @throws IOException when the address cannot be bound
     */
    public static ConnectorServer start(
            ServerSettings settings, List<Route> routes, MeterRegistry meters, OpenTelemetry openTelemetry)
            throws IOException {
        ConnectorServer server = new ConnectorServer(settings, routes, meters, openTelemetry);
        try {
            DeploymentOptions instances =
                    new DeploymentOptions().setInstances(Runtime.getRuntime().availableProcessors());
            await(server.vertx.deployVerticle(server::listener, instances), 30);
            server.vertx.setPeriodic(
                    SWEEP_MILLIS, tick -> server.shared.watchdog().sweep(System.nanoTime()));
            return server;
        } catch (IOException e) {
            await(server.vertx.close(), 30);
            throw e;
        }
    }

    private Listener listener() {
        return new Listener();
    }

    /** The servers of all event loops have to share one port, so that it must be known beforehand. */
    private static int freePort(String bind) throws IOException {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(bind, 0));
            return socket.getLocalPort();
        }
    }

    public int port() {
        return port;
    }

    /** Takes no more requests, lets running ones come to their end for a while, then cuts them off. */
    @Override
    public void close() {
        long seconds = shared.settings().drain().toSeconds();
        try {
            await(
                    Future.all(servers.stream()
                            .map(server -> server.shutdown(seconds, TimeUnit.SECONDS))
                            .toList()),
                    seconds + 10);
            shared.admission().close(1);
            await(vertx.close(), 30);
        } catch (IOException e) {
            LOG.warn("the connector did not close in order: {}", e.toString());
        }
    }

    private static void await(Future<?> future, long seconds) throws IOException {
        try {
            future.toCompletionStage().toCompletableFuture().get(seconds, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            Throwable cause = Objects.requireNonNullElse(e.getCause(), e);
            throw new IOException(cause.getMessage(), cause);
        } catch (TimeoutException e) {
            throw new IOException("it takes too long", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** One event loop's share. */
    private final class Listener extends VerticleBase {
        @Override
        public Future<?> start() {
            Context loop = vertx.getOrCreateContext();
            ConnectionTimers timers = new ConnectionTimers(vertx, IDLE_MILLIS, MAXIMUM_CONNECTIONS);
            HttpServer server = vertx.createHttpServer(options())
                    .requestHandler(request -> arrived(request, loop, timers))
                    .invalidRequestHandler(request -> unreadable(request, loop, timers))
                    .exceptionHandler(e -> LOG.debug("a connection ended: {}", e.toString()))
                    .connectionHandler(timers::opened);
            servers.add(server);
            return server.listen(port, shared.settings().bind());
        }

        private static HttpServerOptions options() {
            return new HttpServerOptions()
                    .setMaxHeaderSize(MAXIMUM_HEADER_BYTES)
                    .setMaxInitialLineLength(MAXIMUM_TARGET_BYTES)
                    .setMaxChunkSize(CHUNK_BYTES)
                    .setHandle100ContinueAutomatically(false)
                    .setHttp2ClearTextEnabled(false)
                    .setTcpNoDelay(true)
                    .setTcpKeepAlive(true)
                    .setSendBufferSize(SOCKET_BUFFER_BYTES)
                    .setReceiveBufferSize(SOCKET_BUFFER_BYTES)
                    .setAcceptBacklog(1024);
        }

        private void arrived(HttpServerRequest request, Context loop, ConnectionTimers timers) {
            if (Framing.isAmbiguous(request)) {
                ConnectionTimers.abort(request);
                return;
            }
            timers.requestStarted(request.connection());
            new Exchange(shared, loop, request, timers).start();
        }

        private void unreadable(HttpServerRequest request, Context loop, ConnectionTimers timers) {
            if (Framing.isAmbiguous(request)) {
                ConnectionTimers.abort(request);
                return;
            }
            HttpFailure failure = switch (request.decoderResult().cause()) {
                case TooLongHttpHeaderException e -> ErrorCode.HEADERS_TOO_LARGE.with(MAXIMUM_HEADER_BYTES);
                case TooLongHttpLineException e -> ErrorCode.TARGET_TOO_LONG.with(MAXIMUM_TARGET_BYTES);
                case null, default -> ErrorCode.MALFORMED_REQUEST.with("its head cannot be parsed");
            };
            timers.requestStarted(request.connection());
            new Exchange(shared, loop, request, timers).refuseLast(failure);
        }
    }
}
