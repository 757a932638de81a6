package dev.gatehouse;

import dev.gatehouse.config.Settings;
import dev.gatehouse.http.Route;
import dev.gatehouse.http.outgoing.OutgoingHttp;
import dev.gatehouse.http.outgoing.OutgoingRules;
import dev.gatehouse.store.Presence;
import dev.gatehouse.vault.ConnectionStore;
import dev.gatehouse.vault.ConnectorStore;
import dev.gatehouse.vault.OutgoingUrls;
import dev.gatehouse.vault.RefreshSchedule;
import dev.gatehouse.vault.TokenRevoker;
import dev.gatehouse.vault.Vault;
import dev.gatehouse.vault.VendorRevoker;
import dev.gatehouse.vault.connect.Connecting;
import dev.gatehouse.vault.events.Events;
import dev.gatehouse.vault.refresh.RefreshOptions;
import dev.gatehouse.vault.refresh.RefreshParts;
import dev.gatehouse.vault.refresh.Schedule;
import dev.gatehouse.vault.refresh.TokenRefreshing;
import dev.gatehouse.vault.sealing.Sealer;
import dev.gatehouse.vault.vendor.VendorCalls;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Token storage with all around it: calls to third parties, events, refreshing, and how people connect. */
record VaultWiring(Vault vault, Events events, Connecting connecting) {
    private static final Duration REFRESH_SWEEP = Duration.ofSeconds(1);

    /** @param neighbours what connecting knows of the rest of the server */
    static VaultWiring open(Foundation foundation, Vertx vertx, Connecting.Neighbours neighbours) {
        Settings.Vault wanted = foundation.settings().vault();
        Vault.Surroundings surroundings = surroundings(foundation);
        OutgoingHttp http = foundation.opened(new OutgoingHttp(vertx, new OutgoingRules(wanted.allowLoopbackHttp())));
        VendorCalls calls = new VendorCalls(http, wanted.vendorTime(), foundation.clock());
        TokenRevoker revoker = new VendorRevoker(calls);
        RefreshSchedule schedule = new Schedule(wanted.assumedLifetime());

        Events events = events(foundation, surroundings.sealer(), http, revoker);
        TokenRefreshing refreshing = refreshing(foundation, surroundings.sealer(), calls);
        Vault vault = foundation.opened(new Vault(
                surroundings,
                new Vault.Vendors(refreshing.tokens(), schedule, revoker),
                new Vault.Options(new OutgoingUrls(wanted.allowLoopbackHttp()), foundation.cacheEntries())));
        Connecting connecting = new Connecting(
                new Connecting.Surroundings(
                        foundation.jdbi(), foundation.masterKey(), vault, calls, schedule, foundation.clock()),
                neighbours,
                new Connecting.Options(foundation.addresses().issuer(), wanted.assumedLifetime()));
        return new VaultWiring(vault, events, connecting);
    }

    private static Vault.Surroundings surroundings(Foundation foundation) {
        return new Vault.Surroundings(
                foundation.jdbi(),
                foundation.masterKey(),
                Vault.openSealer(foundation.jdbi(), foundation.masterKey(), foundation.clock()),
                foundation.changes(),
                foundation.clock());
    }

    private static Events events(Foundation foundation, Sealer sealer, OutgoingHttp http, TokenRevoker revoker) {
        Settings.Events wanted = foundation.settings().events();
        Events events = foundation.opened(new Events(
                new Events.Surroundings(
                        foundation.jdbi(), sealer, foundation.changes(), http, revoker, foundation.clock()),
                new Events.Options(wanted.kept(), wanted.mostStreams(), wanted.unused(), wanted.notice())));
        foundation.meters().gauge("event.streams", events, Events::openStreams);
        return events;
    }

    private static TokenRefreshing refreshing(Foundation foundation, Sealer sealer, VendorCalls calls) {
        Settings settings = foundation.settings();
        return foundation.opened(new TokenRefreshing(
                new RefreshParts(
                        foundation.jdbi(),
                        foundation.changes(),
                        foundation.opened(Presence.show(foundation.databaseAddress())),
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

    List<Route> adminRoutes() {
        return Stream.of(vault.adminRoutes(), connecting.adminRoutes(), events.adminRoutes())
                .flatMap(List::stream)
                .toList();
    }
}
