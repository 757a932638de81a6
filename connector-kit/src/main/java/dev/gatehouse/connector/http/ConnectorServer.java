package dev.gatehouse.connector.http;

import dev.gatehouse.connector.transfer.BufferPool;
import dev.gatehouse.http.Route;
import dev.gatehouse.http.netty.Admission;
import dev.gatehouse.http.netty.FreePort;
import dev.gatehouse.http.netty.Listener;
import dev.gatehouse.http.netty.ListenerOptions;
import dev.gatehouse.http.netty.gate.ConnectionGate;
import dev.gatehouse.http.netty.peer.PeerMemory;
import dev.gatehouse.http.syntax.TrustedProxies;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** The listener of a connector and the event loops it has to itself. Thread-safe. */
public final class ConnectorServer implements AutoCloseable {
    private static final Bounds BOUNDS =
            new Bounds(4096 * Runtime.getRuntime().availableProcessors(), Duration.ofSeconds(60));
    private static final int USUAL_READ = 256 * 1024;
    private static final Duration INTERRUPTED = Duration.ofSeconds(1);
    private static final long SWEEP_MILLIS = 500;
    private static final long CLOSING_SECONDS = 30;

    /** What callers have not sent or taken yet may use an eighth. */
    private static final int PEERS_PART_OF_HEAP = 8;

    /**
     * Arguments may stand in the query, and paths are long. Each part of a body costs a hand-over between threads, so they
     * are large. Callers of connectors may always have done without a Host field.
     */
    private static final ListenerOptions.Wire WIRE =
            new ListenerOptions.Wire(32 * 1024, 128 * 1024, 512 * 1024, false, false);

    private final ConnectionGate gate;
    private final Vertx vertx;
    private final Admission admission;
    private final Listener listener;
    private final int port;

    /**
     * What connections are held to.
     *
     * @param connections how many may be open
     * @param idle how long one may be without a request, from the first moment on
     */
    record Bounds(int connections, Duration idle) {}

    private ConnectorServer(ConnectionGate gate, Vertx vertx, Admission admission, Listener listener, int port) {
        this.gate = gate;
        this.vertx = vertx;
        this.admission = admission;
        this.listener = listener;
        this.port = port;
    }

    /**
     * Binds and starts answering.
     *
     * @param open what operators and readers ask for
     * @throws IOException when the address cannot be bound
     */
    public static ConnectorServer start(
            ServerSettings settings,
            List<Route> open,
            List<OperationRoute> operations,
            MeterRegistry meters,
            OpenTelemetry openTelemetry)
            throws IOException {
        return start(settings, open, operations, new Observers(meters, openTelemetry), BOUNDS);
    }

    /** Who measures and traces. */
    record Observers(MeterRegistry meters, OpenTelemetry openTelemetry) {}

    static ConnectorServer start(
            ServerSettings settings,
            List<Route> open,
            List<OperationRoute> operations,
            Observers observers,
            Bounds bounds)
            throws IOException {
        MeterRegistry meters = observers.meters();
        int port = port(settings);
        Watchdog watchdog = new Watchdog(settings.call());
        TransferLog log = new TransferLog(meters);
        TransferContext shared = new TransferContext(
                settings, watchdog, log, new RequestSpans(observers.openTelemetry()), new BufferPool());
        List<Route> routes = new ArrayList<>(open);
        operations.forEach(operation -> routes.add(operation.on(shared)));
        // Bodies are never taken as a whole, so that none is counted.
        Admission admission = new Admission(settings.maximumRequests(), 0);
        Gauge.builder("connector.requests.in.flight", admission, Admission::inFlight)
                .register(meters);
        PeerMemory peers = new PeerMemory(Runtime.getRuntime().maxMemory() / PEERS_PART_OF_HEAP, System::nanoTime);
        Gauge.builder("connector.peer.bytes", peers, PeerMemory::held).register(meters);
        ConnectionGate gate =
                new ConnectionGate(bounds.connections(), bounds.idle(), USUAL_READ, (listener, peer) -> false);
        Vertx vertx = gate.startEventLoops();
        vertx.setPeriodic(SWEEP_MILLIS, tick -> watchdog.sweep(System.nanoTime()));
        try {
            CallerGuard guard = new CallerGuard(settings.callerToken(), settings.isForThisMachineAlone());
            Listener listener = Listener.open(
                    new Listener.Shared(vertx, guard, admission, peers, new ConnectorFailures()),
                    options(settings, port, bounds.idle()),
                    log,
                    routes);
            return new ConnectorServer(gate, vertx, admission, listener, port);
        } catch (RuntimeException e) {
            vertx.close();
            throw e;
        }
    }

    private static ListenerOptions options(ServerSettings settings, int port, Duration idle) {
        ListenerOptions.Deadlines deadlines =
                new ListenerOptions.Deadlines(idle, idle, idle, settings.stall(), settings.drain());
        return new ListenerOptions(
                "connector", settings.bind(), port, deadlines, WIRE, null, Set.of(), TrustedProxies.NONE);
    }

    /** Known before anything is started. */
    private static int port(ServerSettings settings) throws IOException {
        try (ServerSocket socket = FreePort.bind(InetAddress.getByName(settings.bind()), settings.port())) {
            return socket.getLocalPort();
        }
    }

    public int port() {
        return port;
    }

    /** Lets callers go elsewhere: nobody can connect any more, and every answer is the last of its connection. */
    public void depart() {
        gate.close();
        listener.leave();
    }

    /** Takes no more requests, lets running ones come to their end for a while, then cuts them off. */
    @Override
    public void close() {
        listener.close();
        admission.close(INTERRUPTED);
        vertx.close()
                .toCompletionStage()
                .toCompletableFuture()
                .completeOnTimeout(null, CLOSING_SECONDS, TimeUnit.SECONDS)
                .join();
    }
}
