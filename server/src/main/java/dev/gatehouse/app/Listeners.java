package dev.gatehouse.app;

import dev.gatehouse.config.Settings;
import dev.gatehouse.http.BearerGuard;
import dev.gatehouse.http.ClientGuard;
import dev.gatehouse.http.Route;
import dev.gatehouse.http.netty.Admission;
import dev.gatehouse.http.netty.ConnectionGate;
import dev.gatehouse.http.netty.Listener;
import dev.gatehouse.http.netty.ListenerOptions;
import dev.gatehouse.store.DatabaseFailures;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** The event loops, which calls out use too, and the two listeners on them. */
public final class Listeners {
    private static final Duration CERTIFICATE_RENEWAL_CHECK = Duration.ofSeconds(5);

    private final Infrastructure infrastructure;
    private final ConnectionGate gate;
    private final Vertx vertx;

    /** Starts the event loops; both listeners stay closed. */
    public Listeners(Infrastructure infrastructure) {
        Settings.Limits limits = infrastructure.settings().limits();
        this.infrastructure = infrastructure;
        gate = new ConnectionGate(limits.maxConnections(), limits.headerTime());
        vertx = gate.startEventLoops();
        infrastructure.opened(
                () -> vertx.close().toCompletionStage().toCompletableFuture().join());
    }

    public Vertx vertx() {
        return vertx;
    }

    /** Returns once both listeners answer. */
    public void open(BearerGuard guard, ClientGuard clients, List<Route> adminRoutes, List<Route> publicRoutes) {
        Settings settings = infrastructure.settings();
        Ports ports = infrastructure.addresses().ports();
        Listener.Shared shared = shared(guard, clients);
        ListenerOptions admin = options("admin", settings.adminDoor(), ports.admin(), settings.adminAllowedOrigins());
        ListenerOptions open = options("public", settings.publicDoor(), ports.open(), Set.of());
        infrastructure.opened(Listener.open(shared, admin, adminRoutes));
        infrastructure.opened(Listener.open(shared, open, publicRoutes));
    }

    private Listener.Shared shared(BearerGuard guard, ClientGuard clients) {
        Settings settings = infrastructure.settings();
        MeterRegistry meters = infrastructure.meters();
        Admission admission = infrastructure.opened(new Admission(
                settings.limits().maxRequestsInFlight(), settings.limits().bodyMemoryBytes()));
        meters.gauge("http.server.in.flight", admission, Admission::inFlight);
        meters.gauge("http.server.body.bytes", admission, Admission::bodyBytes);
        meters.gauge("http.server.connections", gate, ConnectionGate::open);
        return new Listener.Shared(
                vertx,
                guard,
                clients,
                admission,
                DatabaseFailures::translate,
                settings.log().access(),
                meters);
    }

    private ListenerOptions options(String name, Settings.Door door, int port, Set<String> allowedOrigins) {
        Settings.Limits limits = infrastructure.settings().limits();
        return new ListenerOptions(
                name,
                door.bind(),
                port,
                limits.headerTime(),
                limits.bodyTime(),
                limits.idleTime(),
                door.tls().map(Settings.Tls::certificate).orElse(null),
                door.tls().map(Settings.Tls::key).orElse(null),
                CERTIFICATE_RENEWAL_CHECK,
                allowedOrigins);
    }
}
