package dev.gatehouse.app;

import dev.gatehouse.http.Route;
import dev.gatehouse.http.auth.BearerGuard;
import dev.gatehouse.http.auth.ClientGuard;
import dev.gatehouse.http.auth.TokenAuthenticator;
import dev.gatehouse.http.log.RequestLog;
import dev.gatehouse.http.netty.Admission;
import dev.gatehouse.http.netty.Listener;
import dev.gatehouse.http.netty.ListenerOptions;
import dev.gatehouse.http.netty.ListenerOptions.CertificateFiles;
import dev.gatehouse.http.netty.ListenerOptions.Deadlines;
import dev.gatehouse.http.netty.ListenerOptions.Wire;
import dev.gatehouse.http.netty.gate.ConnectionGate;
import dev.gatehouse.http.netty.peer.PeerMemory;
import dev.gatehouse.settings.Settings;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** The event loops, which calls out use too, and the two listeners on them. */
public final class Listeners {
    private static final Duration CERTIFICATE_RENEWAL_CHECK = Duration.ofSeconds(5);
    private static final Duration DRAIN = Duration.ofSeconds(10);

    /** The head of a usual request, in bytes. */
    private static final int USUAL_READ = 2 * 1024;

    private final Infrastructure infrastructure;
    private final ConnectionGate gate;
    private final Vertx vertx;
    private final List<Listener> opened = new CopyOnWriteArrayList<>();
    private volatile boolean departing;

    /** Starts the event loops; both listeners stay closed. */
    public Listeners(Infrastructure infrastructure) {
        Settings.Limits limits = infrastructure.settings().limits();
        this.infrastructure = infrastructure;
        gate = new ConnectionGate(limits.maxConnections(), limits.headerTime(), USUAL_READ, this::isProxied);
        vertx = gate.startEventLoops();
        infrastructure.opened(
                () -> vertx.close().toCompletionStage().toCompletableFuture().join());
    }

    /** Only whoever is trusted has to say, and is believed, for whom it opens a connection. */
    private boolean isProxied(int port, InetAddress peer) {
        Settings.Listeners listeners = infrastructure.settings().listeners();
        Ports ports = infrastructure.addresses().ports();
        boolean said = switch (listeners.proxyProtocol()) {
            case OFF -> false;
            case ADMIN -> port == ports.admin();
            case PUBLIC -> port == ports.open();
            case BOTH -> true;
        };
        return said && listeners.proxies().trusts(peer);
    }

    public Vertx vertx() {
        return vertx;
    }

    /** Returns once both listeners answer. */
    public void open(BearerGuard guard, ClientGuard clients, List<Route> adminRoutes, List<Route> publicRoutes) {
        Settings settings = infrastructure.settings();
        Ports ports = infrastructure.addresses().ports();
        Listener.Shared shared = shared(guard, clients);
        ListenerOptions admin = options(
                "admin",
                settings.listeners().admin(),
                ports.admin(),
                settings.listeners().adminAllowedOrigins());
        ListenerOptions open = options("public", settings.listeners().open(), ports.open(), Set.of());
        opened.add(infrastructure.opened(Listener.open(shared, admin, requestLog("admin"), adminRoutes)));
        opened.add(infrastructure.opened(Listener.open(shared, open, requestLog("public"), publicRoutes)));
    }

    /** Whether the process was told to stop. */
    public boolean isDeparting() {
        return departing;
    }

    /** See {@link Running#depart()}. */
    public void depart() {
        departing = true;
        goOn(infrastructure.settings().listeners().stopDelay());
        gate.close();
        opened.forEach(Listener::leave);
    }

    private static void goOn(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Listener.Shared shared(BearerGuard guard, ClientGuard clients) {
        Settings settings = infrastructure.settings();
        MeterRegistry meters = infrastructure.meters();
        Admission admission = infrastructure.opened(new Admission(
                settings.limits().maxRequestsInFlight(), settings.limits().bodyMemoryBytes()));
        PeerMemory peers = new PeerMemory(settings.limits().peerMemoryBytes(), System::nanoTime);
        meters.gauge("http.server.in.flight", admission, Admission::inFlight);
        meters.gauge("http.server.body.bytes", admission, Admission::bodyBytes);
        meters.gauge("http.server.peer.bytes", peers, PeerMemory::held);
        meters.gauge("http.server.connections", gate, ConnectionGate::open);
        FunctionCounter.builder("http.server.connections.cut", peers, PeerMemory::cutOff)
                .register(meters);
        return new Listener.Shared(
                vertx,
                new TokenAuthenticator(
                        guard,
                        clients,
                        List.of(
                                infrastructure.addresses().issuer().toString(),
                                infrastructure.addresses().admin().toString())),
                admission,
                peers,
                infrastructure.database().faults()::answer);
    }

    private RequestLog requestLog(String listener) {
        return new RequestLog(listener, infrastructure.settings().log().access(), infrastructure.meters());
    }

    private ListenerOptions options(String name, Settings.Listener listener, int port, Set<String> allowedOrigins) {
        Settings.Limits limits = infrastructure.settings().limits();
        Deadlines deadlines =
                new Deadlines(limits.headerTime(), limits.bodyTime(), limits.idleTime(), limits.idleTime(), DRAIN);
        CertificateFiles certificate = listener.tls()
                .map(tls -> new CertificateFiles(tls.certificate(), tls.key(), CERTIFICATE_RENEWAL_CHECK))
                .orElse(null);
        return new ListenerOptions(
                name,
                listener.bind(),
                port,
                deadlines,
                Wire.WHOLE_MESSAGES,
                certificate,
                allowedOrigins,
                infrastructure.settings().listeners().proxies());
    }
}
