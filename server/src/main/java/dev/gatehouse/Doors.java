package dev.gatehouse;

import dev.gatehouse.config.Settings;
import dev.gatehouse.http.Admission;
import dev.gatehouse.http.ClientGuard;
import dev.gatehouse.http.ConnectionGate;
import dev.gatehouse.http.Door;
import dev.gatehouse.http.DoorOptions;
import dev.gatehouse.http.Guard;
import dev.gatehouse.http.Route;
import dev.gatehouse.store.DatabaseFailures;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** The event loops, which calls out use too, and the two doors on them. */
final class Doors {
    private static final Duration CERTIFICATE_RENEWAL_CHECK = Duration.ofSeconds(5);

    private final Foundation foundation;
    private final ConnectionGate gate;
    private final Vertx vertx;

    /** Starts the event loops; both doors stay closed. */
    Doors(Foundation foundation) {
        Settings.Limits limits = foundation.settings().limits();
        this.foundation = foundation;
        gate = new ConnectionGate(limits.maxConnections(), limits.headerTime());
        vertx = gate.startEventLoops();
        foundation.opened(
                () -> vertx.close().toCompletionStage().toCompletableFuture().join());
    }

    Vertx vertx() {
        return vertx;
    }

    /** Returns once both doors answer. */
    void open(Guard guard, ClientGuard clients, List<Route> adminRoutes, List<Route> publicRoutes) {
        Settings settings = foundation.settings();
        Ports ports = foundation.addresses().ports();
        Door.Shared shared = shared(guard, clients);
        DoorOptions admin = options("admin", settings.adminDoor(), ports.admin(), settings.adminAllowedOrigins());
        DoorOptions open = options("public", settings.publicDoor(), ports.open(), Set.of());
        foundation.opened(Door.open(shared, admin, adminRoutes));
        foundation.opened(Door.open(shared, open, publicRoutes));
    }

    private Door.Shared shared(Guard guard, ClientGuard clients) {
        Settings settings = foundation.settings();
        MeterRegistry meters = foundation.meters();
        Admission admission = foundation.opened(new Admission(
                settings.limits().maxRequestsInFlight(), settings.limits().bodyMemoryBytes()));
        meters.gauge("http.server.in.flight", admission, Admission::inFlight);
        meters.gauge("http.server.body.bytes", admission, Admission::bodyBytes);
        meters.gauge("http.server.connections", gate, ConnectionGate::open);
        return new Door.Shared(
                vertx,
                guard,
                clients,
                admission,
                DatabaseFailures::translate,
                settings.log().access(),
                meters);
    }

    private DoorOptions options(String name, Settings.Door door, int port, Set<String> allowedOrigins) {
        Settings.Limits limits = foundation.settings().limits();
        return new DoorOptions(
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
