package dev.gatehouse.app;

import dev.gatehouse.http.Route;
import dev.gatehouse.http.outgoing.OutgoingHttp;
import dev.gatehouse.settings.Settings;
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
import dev.gatehouse.vault.portservice.ConnectorCalls;
import dev.gatehouse.vault.refresh.RefreshDependencies;
import dev.gatehouse.vault.refresh.RefreshOptions;
import dev.gatehouse.vault.refresh.Schedule;
import dev.gatehouse.vault.refresh.TokenRefreshing;
import dev.gatehouse.vault.vendor.VendorCalls;
import dev.gatehouse.vault.webhook.ToldClients;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Token storage with all around it: calls to third parties, events, refreshing, and how people connect. */
public record VaultWiring(Vault vault, EventWiring events, ConnectWiring connecting) {
    private static final Duration REFRESH_SWEEP = Duration.ofSeconds(1);

    /**
     * @param neighbours what connecting knows of the rest of the server
     * @param told what delivering knows of it
     */
    public static VaultWiring open(
            Infrastructure infrastructure,
            OutgoingCalls outgoing,
            ConnectWiring.Neighbours neighbours,
            ToldClients told) {
        Settings.Vault wanted = infrastructure.settings().vault();
        Vault.Dependencies on = dependencies(infrastructure);
        OutgoingHttp http = outgoing.named();
        VendorCalls calls = new VendorCalls(http, wanted.vendorTime(), infrastructure.clock());
        TokenRevoker revoker = new VendorRevoker(calls);
        RefreshSchedule schedule = new Schedule(wanted.assumedLifetime());

        EventWiring events = events(infrastructure, on.encryption(), http, revoker, told);
        TokenRefreshing refreshing = refreshing(infrastructure, on.encryption(), calls);
        Vault vault = infrastructure.opened(new Vault(
                on,
                new Vault.Vendors(refreshing.tokens(), schedule, revoker),
                new Vault.Options(new OutgoingUrls(wanted.allowLoopbackHttp()), infrastructure.cacheEntries())));
        ConnectWiring connecting = infrastructure.opened(new ConnectWiring(
                new ConnectWiring.Dependencies(
                        infrastructure.jdbi(),
                        infrastructure.masterKey(),
                        vault,
                        calls,
                        new ConnectorCalls(outgoing.configured(), wanted.connectorUrl(), wanted.vendorTime()),
                        revoker,
                        schedule,
                        infrastructure.clock()),
                neighbours,
                new ConnectWiring.Options(infrastructure.addresses().issuer(), wanted.assumedLifetime())));
        return new VaultWiring(vault, events, connecting);
    }

    private static Vault.Dependencies dependencies(Infrastructure infrastructure) {
        return new Vault.Dependencies(
                infrastructure.jdbi(),
                infrastructure.masterKey(),
                Vault.openEncryption(infrastructure.jdbi(), infrastructure.masterKey(), infrastructure.clock()),
                infrastructure.changes(),
                infrastructure.clock());
    }

    private static EventWiring events(
            Infrastructure infrastructure,
            EnvelopeEncryption encryption,
            OutgoingHttp http,
            TokenRevoker revoker,
            ToldClients told) {
        Settings.Events wanted = infrastructure.settings().vault().events();
        EventWiring events = infrastructure.opened(new EventWiring(
                new EventWiring.Dependencies(
                        infrastructure.jdbi(),
                        encryption,
                        infrastructure.changes(),
                        http,
                        revoker,
                        told,
                        infrastructure.clock()),
                new EventWiring.Options(wanted.mostStreams(), wanted.unused(), wanted.notice())));
        infrastructure.meters().gauge("event.streams", events, EventWiring::openStreams);
        return events;
    }

    private static TokenRefreshing refreshing(
            Infrastructure infrastructure, EnvelopeEncryption encryption, VendorCalls calls) {
        Settings settings = infrastructure.settings();
        return infrastructure.opened(new TokenRefreshing(
                new RefreshDependencies(
                        infrastructure.jdbi(),
                        infrastructure.changes(),
                        infrastructure.opened(InstanceLease.show(infrastructure.database())),
                        new ConnectorStore(encryption),
                        new ConnectionStore(encryption),
                        calls,
                        infrastructure.meters()),
                new RefreshOptions(
                        settings.vault().assumedLifetime(),
                        settings.vault().retryTime(),
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
