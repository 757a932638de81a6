package dev.gatehouse.app;

import dev.gatehouse.config.Settings;
import dev.gatehouse.http.Route;
import dev.gatehouse.http.outgoing.OutgoingHttp;
import dev.gatehouse.http.outgoing.OutgoingRules;
import dev.gatehouse.store.InstanceLease;
import dev.gatehouse.vault.ConnectWiring;
import dev.gatehouse.vault.EventWiring;
import dev.gatehouse.vault.Vault;
import dev.gatehouse.vault.connection.ConnectionStore;
import dev.gatehouse.vault.connection.RefreshSchedule;
import dev.gatehouse.vault.connection.TokenRevoker;
import dev.gatehouse.vault.connection.VendorRevoker;
import dev.gatehouse.vault.connector.ConnectorStore;
import dev.gatehouse.vault.connector.OutgoingUrls;
import dev.gatehouse.vault.encryption.EnvelopeEncryption;
import dev.gatehouse.vault.refresh.RefreshDependencies;
import dev.gatehouse.vault.refresh.RefreshOptions;
import dev.gatehouse.vault.refresh.Schedule;
import dev.gatehouse.vault.refresh.TokenRefreshing;
import dev.gatehouse.vault.vendor.VendorCalls;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Token storage with all around it: calls to third parties, events, refreshing, and how people connect. */
public record VaultWiring(Vault vault, EventWiring events, ConnectWiring connecting) {
    private static final Duration REFRESH_SWEEP = Duration.ofSeconds(1);

    /** @param neighbours what connecting knows of the rest of the server */
    public static VaultWiring open(Infrastructure foundation, Vertx vertx, ConnectWiring.Neighbours neighbours) {
        Settings.Vault wanted = foundation.settings().vault();
        Vault.Surroundings surroundings = surroundings(foundation);
        OutgoingHttp http = foundation.opened(new OutgoingHttp(vertx, new OutgoingRules(wanted.allowLoopbackHttp())));
        VendorCalls calls = new VendorCalls(http, wanted.vendorTime(), foundation.clock());
        TokenRevoker revoker = new VendorRevoker(calls);
        RefreshSchedule schedule = new Schedule(wanted.assumedLifetime());

        EventWiring events = events(foundation, surroundings.sealer(), http, revoker);
        TokenRefreshing refreshing = refreshing(foundation, surroundings.sealer(), calls);
        Vault vault = foundation.opened(new Vault(
                surroundings,
                new Vault.Vendors(refreshing.tokens(), schedule, revoker),
                new Vault.Options(new OutgoingUrls(wanted.allowLoopbackHttp()), foundation.cacheEntries())));
        ConnectWiring connecting = new ConnectWiring(
                new ConnectWiring.Surroundings(
                        foundation.jdbi(), foundation.masterKey(), vault, calls, schedule, foundation.clock()),
                neighbours,
                new ConnectWiring.Options(foundation.addresses().issuer(), wanted.assumedLifetime()));
        return new VaultWiring(vault, events, connecting);
    }

    private static Vault.Surroundings surroundings(Infrastructure foundation) {
        return new Vault.Surroundings(
                foundation.jdbi(),
                foundation.masterKey(),
                Vault.openSealer(foundation.jdbi(), foundation.masterKey(), foundation.clock()),
                foundation.changes(),
                foundation.clock());
    }

    private static EventWiring events(
            Infrastructure foundation, EnvelopeEncryption sealer, OutgoingHttp http, TokenRevoker revoker) {
        Settings.Events wanted = foundation.settings().events();
        EventWiring events = foundation.opened(new EventWiring(
                new EventWiring.Surroundings(
                        foundation.jdbi(), sealer, foundation.changes(), http, revoker, foundation.clock()),
                new EventWiring.Options(wanted.mostStreams(), wanted.unused(), wanted.notice())));
        foundation.meters().gauge("event.streams", events, EventWiring::openStreams);
        return events;
    }

    private static TokenRefreshing refreshing(Infrastructure foundation, EnvelopeEncryption sealer, VendorCalls calls) {
        Settings settings = foundation.settings();
        return foundation.opened(new TokenRefreshing(
                new RefreshDependencies(
                        foundation.jdbi(),
                        foundation.changes(),
                        foundation.opened(InstanceLease.show(foundation.databaseAddress())),
                        new ConnectorStore(sealer),
                        new ConnectionStore(sealer),
                        calls,
                        foundation.meters()),
                new RefreshOptions(
                        settings.vault().assumedLifetime(),
                        settings.vault().callsPerVendor(),
                        Math.max(1, settings.database().poolSize() / 2),
                        REFRESH_SWEEP)));
    }

    public List<Route> adminRoutes() {
        return Stream.of(vault.adminRoutes(), connecting.adminRoutes(), events.adminRoutes())
                .flatMap(List::stream)
                .toList();
    }
}
