package dev.gatehouse;

import dev.gatehouse.access.BearerTokens;
import dev.gatehouse.access.OwnTokens;
import dev.gatehouse.access.issuers.TrustedIssuers;
import dev.gatehouse.audit.AuditLog;
import dev.gatehouse.audit.AuditRoutes;
import dev.gatehouse.clients.ClientLinking;
import dev.gatehouse.clients.ClientRegistry;
import dev.gatehouse.clients.ClientRoutes;
import dev.gatehouse.clients.Clients;
import dev.gatehouse.clients.DynamicRegistration;
import dev.gatehouse.clients.RegistrationRoutes;
import dev.gatehouse.clients.ReservedScopes;
import dev.gatehouse.config.Settings;
import dev.gatehouse.config.TrustedIssuer;
import dev.gatehouse.http.Admission;
import dev.gatehouse.http.ClientGuard;
import dev.gatehouse.http.ConnectionGate;
import dev.gatehouse.http.Door;
import dev.gatehouse.http.DoorOptions;
import dev.gatehouse.http.Route;
import dev.gatehouse.http.outgoing.OutgoingHttp;
import dev.gatehouse.http.outgoing.OutgoingRules;
import dev.gatehouse.keys.MasterKey;
import dev.gatehouse.keys.MasterKeyCheck;
import dev.gatehouse.keys.MasterKeySource;
import dev.gatehouse.keys.NativeCrypto;
import dev.gatehouse.oauth.AuthorizationServer;
import dev.gatehouse.oauth.SystemScopes;
import dev.gatehouse.operations.HealthRoutes;
import dev.gatehouse.operations.MetricsRoutes;
import dev.gatehouse.operations.OpenapiRoutes;
import dev.gatehouse.registry.Onboarding;
import dev.gatehouse.registry.Registry;
import dev.gatehouse.registry.RegistryRoutes;
import dev.gatehouse.store.ChangeFeed;
import dev.gatehouse.store.Database;
import dev.gatehouse.store.DatabaseAddress;
import dev.gatehouse.store.DatabaseFailures;
import dev.gatehouse.store.EmbeddedPostgres;
import dev.gatehouse.store.Presence;
import dev.gatehouse.users.GuessThrottle;
import dev.gatehouse.users.PasswordChange;
import dev.gatehouse.users.PasswordRoutes;
import dev.gatehouse.users.UserRoutes;
import dev.gatehouse.users.Users;
import dev.gatehouse.vault.ConnectionStore;
import dev.gatehouse.vault.ConnectorStore;
import dev.gatehouse.vault.FreshTokens;
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
import dev.gatehouse.vault.vendor.VendorCalls;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The running server: every part, made by hand in the order a reader would explain it, and closed in the opposite one.
 */
public final class Gatehouse implements Running {
    private static final Logger LOG = LoggerFactory.getLogger(Gatehouse.class);
    private static final Duration REFRESH_SWEEP = Duration.ofSeconds(1);
    private static final Duration CERTIFICATE_RENEWAL_CHECK = Duration.ofSeconds(5);

    private final Settings settings;
    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Clock clock = Clock.systemUTC();
    private ConnectionGate gate;
    private Vertx vertx;
    private Events events;
    private VendorCalls vendorCalls;
    private TokenRevoker revoker;
    private RefreshSchedule refreshSchedule;
    private URI adminUrl;
    private URI publicUrl;
    private List<Route> adminRoutes;
    private List<Route> publicRoutes;

    private Gatehouse(Settings settings) {
        this.settings = settings;
    }

    /**
     * Starts everything and returns once both doors answer.
     *
     * @throws dev.gatehouse.config.StartupException with what stands in the way; nothing is left running then
     */
    public static Gatehouse start(Settings settings) {
        Gatehouse gatehouse = new Gatehouse(settings);
        try {
            gatehouse.open();
            return gatehouse;
        } catch (RuntimeException | Error e) {
            gatehouse.close();
            throw e;
        }
    }

    private void open() {
        NativeCrypto.install();
        Ports ports = Ports.choose(settings.adminDoor(), settings.publicDoor());
        adminUrl = settings.adminUrlAt(ports.admin());
        publicUrl = settings.publicDoor().url(ports.open());
        URI issuer = settings.issuerAt(ports.open());

        DatabaseAddress address = settings.database()
                .url()
                .map(url -> DatabaseAddress.parse(url.value()))
                .orElseGet(() -> opened(EmbeddedPostgres.start(
                                settings.data(), settings.database().poolSize()))
                        .address());
        Database database = opened(Database.open(address, settings.database().poolSize()));
        database.migrate();
        Jdbi jdbi = database.jdbi();
        ChangeFeed changes = opened(new ChangeFeed(address));
        MasterKey masterKey = MasterKeyCheck.open(jdbi, MasterKeySource.of(settings.masterKey()));

        startEventLoops();
        changes.hearOwn(jdbi);
        Users users = new Users(jdbi, clock);
        Clients clients = new Clients(jdbi, clock);
        AuthorizationServer authorizationServer = authorizationServer(jdbi, masterKey, clients, changes, issuer);
        BearerTokens bearerTokens = bearerTokens(authorizationServer, users, changes, issuer);

        ClientRegistry clientRegistry = new ClientRegistry(jdbi, clock, SystemScopes.ALL);
        adminRoutes = new ArrayList<>();
        adminRoutes.addAll(registryRoutes(jdbi, changes, issuer));
        adminRoutes.addAll(peopleRoutes(jdbi, users));
        adminRoutes.addAll(new ClientRoutes(clientRegistry, new ClientLinking(jdbi, clock)).all());
        adminRoutes.addAll(authorizationServer.adminRoutes());
        Vault vault = vault(address, jdbi, masterKey, changes);
        Connecting connecting = connecting(jdbi, masterKey, vault, authorizationServer, clients, issuer);
        adminRoutes.addAll(vault.adminRoutes());
        adminRoutes.addAll(connecting.adminRoutes());
        adminRoutes.addAll(events.adminRoutes());
        adminRoutes.addAll(new AuditRoutes(new AuditLog(jdbi)).all());
        adminRoutes.addAll(operationsRoutes(database, changes, issuer));
        publicRoutes = new ArrayList<>(authorizationServer.routes());
        publicRoutes.addAll(connecting.publicRoutes());
        publicRoutes.addAll(new RegistrationRoutes(
                        new DynamicRegistration(jdbi, clientRegistry, clients, URI.create(issuer + "/oauth2/register")))
                .all());

        new Bootstrap(jdbi, users, clients, clock)
                .run(settings.data().resolve("bootstrap.json"), new Bootstrap.Urls(adminUrl, publicUrl, issuer));

        new JvmMemoryMetrics().bindTo(meters);
        Door.Shared shared = shared(bearerTokens, authorizationServer.clientCallers());
        DoorOptions adminDoor = options("admin", settings.adminDoor(), ports.admin(), settings.adminAllowedOrigins());
        DoorOptions publicDoor = options("public", settings.publicDoor(), ports.open(), Set.of());
        opened(Door.open(shared, adminDoor, adminRoutes));
        opened(Door.open(shared, publicDoor, publicRoutes));
        parts.push(events::endStreams);
    }

    private AuthorizationServer authorizationServer(
            Jdbi jdbi, MasterKey masterKey, Clients clients, ChangeFeed changes, URI issuer) {
        return opened(new AuthorizationServer(
                new AuthorizationServer.Surroundings(jdbi, masterKey, clients, changes, Registry.TOPIC, clock),
                new AuthorizationServer.Options(
                        issuer,
                        settings.accessTokenLifetime(),
                        settings.signingAlgorithm().name(),
                        settings.limits().cacheEntries(),
                        settings.trustedIssuers().stream()
                                .map(TrustedIssuer::issuer)
                                .toList())));
    }

    private BearerTokens bearerTokens(
            AuthorizationServer authorizationServer, Users users, ChangeFeed changes, URI issuer) {
        TrustedIssuers otherIssuers = opened(
                new TrustedIssuers(settings.trustedIssuers(), new OwnersAmongUsers(users), ReservedScopes::isReserved));
        BearerTokens bearerTokens = new BearerTokens(
                new OwnTokens(issuer.toString(), authorizationServer.keys(), authorizationServer.states()::actsAs),
                otherIssuers,
                issuer + "/.well-known/oauth-protected-resource",
                settings.limits().cacheEntries());
        forgetTokensOnChange(changes, bearerTokens);
        dropRevokedTokens(changes, bearerTokens);
        authorizationServer.keys().onChange(bearerTokens::forget);
        return bearerTokens;
    }

    private List<Route> registryRoutes(Jdbi jdbi, ChangeFeed changes, URI issuer) {
        return new RegistryRoutes(
                        new Registry(jdbi, clock, issuer.toString()),
                        new Onboarding(jdbi, clock),
                        changes,
                        settings.limits().cacheEntries())
                .all();
    }

    private Vault vault(DatabaseAddress address, Jdbi jdbi, MasterKey masterKey, ChangeFeed changes) {
        var surroundings =
                new Vault.Surroundings(jdbi, masterKey, Vault.openSealer(jdbi, masterKey, clock), changes, clock);
        OutgoingHttp http = opened(
                new OutgoingHttp(vertx, new OutgoingRules(settings.vault().allowLoopbackHttp())));
        vendorCalls = new VendorCalls(http, settings.vault().vendorTime(), clock);
        revoker = new VendorRevoker(vendorCalls);
        events = events(surroundings, http);
        FreshTokens fresh = refreshing(address, surroundings).tokens();
        refreshSchedule = new Schedule(settings.vault().assumedLifetime());
        return opened(new Vault(
                surroundings,
                new Vault.Vendors(fresh, refreshSchedule, revoker),
                new Vault.Options(
                        new OutgoingUrls(settings.vault().allowLoopbackHttp()),
                        settings.limits().cacheEntries())));
    }

    private Connecting connecting(
            Jdbi jdbi,
            MasterKey masterKey,
            Vault vault,
            AuthorizationServer authorizationServer,
            Clients clients,
            URI issuer) {
        GuessThrottle throttle = new GuessThrottle(jdbi, clock);
        return new Connecting(
                new Connecting.Surroundings(jdbi, masterKey, vault, vendorCalls, refreshSchedule, clock),
                new Connecting.Neighbours(
                        authorizationServer.visitors(),
                        new ConnectingClients(clients, authorizationServer),
                        throttle::count,
                        new ConnectStates(authorizationServer.statements())),
                new Connecting.Options(issuer, settings.vault().assumedLifetime()));
    }

    private TokenRefreshing refreshing(DatabaseAddress address, Vault.Surroundings surroundings) {
        Settings.Vault vault = settings.vault();
        return opened(new TokenRefreshing(
                new RefreshParts(
                        surroundings.jdbi(),
                        surroundings.changes(),
                        opened(Presence.show(address)),
                        new ConnectorStore(surroundings.sealer()),
                        new ConnectionStore(surroundings.sealer()),
                        vendorCalls,
                        meters),
                new RefreshOptions(
                        vault.assumedLifetime(),
                        vault.callsPerVendor(),
                        Math.max(1, settings.database().poolSize() / 2),
                        REFRESH_SWEEP)));
    }

    private Events events(Vault.Surroundings surroundings, OutgoingHttp http) {
        Settings.Events wanted = settings.events();
        Events begun = opened(new Events(
                new Events.Surroundings(
                        surroundings.jdbi(), surroundings.sealer(), surroundings.changes(), http, revoker, clock),
                new Events.Options(wanted.kept(), wanted.mostStreams(), wanted.unused(), wanted.notice())));
        meters.gauge("event.streams", begun, Events::openStreams);
        return begun;
    }

    private List<Route> peopleRoutes(Jdbi jdbi, Users users) {
        List<Route> routes = new ArrayList<>(new UserRoutes(users).all());
        routes.addAll(new PasswordRoutes(new PasswordChange(jdbi, clock, new GuessThrottle(jdbi, clock))).all());
        return routes;
    }

    private List<Route> operationsRoutes(Database database, ChangeFeed changes, URI issuer) {
        List<Route> routes = new ArrayList<>(new HealthRoutes(database::isReachable, changes::healthy).all());
        routes.addAll(new MetricsRoutes(meters).all());
        routes.addAll(new OpenapiRoutes(issuer).all());
        return routes;
    }

    private void startEventLoops() {
        gate = new ConnectionGate(
                settings.limits().maxConnections(), settings.limits().headerTime());
        vertx = gate.startEventLoops();
        parts.push(() -> vertx.close().toCompletionStage().toCompletableFuture().join());
    }

    private Door.Shared shared(BearerTokens bearerTokens, ClientGuard clientCallers) {
        Admission admission = opened(new Admission(
                settings.limits().maxRequestsInFlight(), settings.limits().bodyMemoryBytes()));
        meters.gauge("http.server.in.flight", admission, Admission::inFlight);
        meters.gauge("http.server.body.bytes", admission, Admission::bodyBytes);
        meters.gauge("http.server.connections", gate, ConnectionGate::open);
        return new Door.Shared(
                vertx,
                bearerTokens,
                clientCallers,
                admission,
                DatabaseFailures::translate,
                settings.log().access(),
                meters);
    }

    private static void forgetTokensOnChange(ChangeFeed changes, BearerTokens bearerTokens) {
        for (String topic : List.of(Clients.TOPIC, Users.TOPIC)) {
            changes.subscribe(topic, new ChangeFeed.Listener() {
                @Override
                public void changed(String key) {
                    bearerTokens.forget();
                }

                @Override
                public void lost() {
                    bearerTokens.forget();
                }
            });
        }
    }

    private static void dropRevokedTokens(ChangeFeed changes, BearerTokens bearerTokens) {
        changes.subscribe(AuthorizationServer.REVOKED_TOPIC, new ChangeFeed.Listener() {
            @Override
            public void changed(String id) {
                bearerTokens.revoked(id);
            }

            @Override
            public void lost() {
                bearerTokens.forget();
            }
        });
    }

    private DoorOptions options(String name, Settings.Door door, int port, Set<String> allowedOrigins) {
        Settings.Limits limits = settings.limits();
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

    private <T extends AutoCloseable> T opened(T part) {
        parts.push(part);
        return part;
    }

    /** Where the admin door answers. */
    public URI adminUrl() {
        return adminUrl;
    }

    /** Where the public door answers. */
    public URI publicUrl() {
        return publicUrl;
    }

    /** Every operation of the admin door. */
    public List<Route> adminRoutes() {
        return List.copyOf(adminRoutes);
    }

    /** Every operation of the public door. */
    public List<Route> publicRoutes() {
        return List.copyOf(publicRoutes);
    }

    @Override
    public String readyLine() {
        return "Gatehouse is ready: admin door " + adminUrl + ", public door " + publicUrl;
    }

    @Override
    public void close() {
        while (!parts.isEmpty()) {
            AutoCloseable part = parts.pop();
            try {
                part.close();
            } catch (Exception e) {
                LOG.warn("{} did not close in order", part.getClass().getSimpleName(), e);
            }
        }
    }
}
