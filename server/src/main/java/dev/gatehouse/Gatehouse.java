package dev.gatehouse;

import dev.gatehouse.access.BearerTokens;
import dev.gatehouse.access.decision.DecisionRoutes;
import dev.gatehouse.app.AccessWiring;
import dev.gatehouse.app.Addresses;
import dev.gatehouse.app.Bootstrap;
import dev.gatehouse.app.ConnectStates;
import dev.gatehouse.app.ConnectingClients;
import dev.gatehouse.app.EndpointsInRegistry;
import dev.gatehouse.app.Infrastructure;
import dev.gatehouse.app.Listeners;
import dev.gatehouse.app.OpenResources;
import dev.gatehouse.app.Retention;
import dev.gatehouse.app.Running;
import dev.gatehouse.app.VaultWiring;
import dev.gatehouse.audit.AuditLog;
import dev.gatehouse.audit.AuditRoutes;
import dev.gatehouse.clients.ClientRegistry;
import dev.gatehouse.clients.ClientRoutes;
import dev.gatehouse.clients.Clients;
import dev.gatehouse.clients.link.ClientLinking;
import dev.gatehouse.clients.registration.DynamicRegistration;
import dev.gatehouse.clients.registration.RegistrationRoutes;
import dev.gatehouse.config.Settings;
import dev.gatehouse.http.Route;
import dev.gatehouse.keys.NativeCrypto;
import dev.gatehouse.oauth.AuthorizationServer;
import dev.gatehouse.oauth.token.SystemScopes;
import dev.gatehouse.operations.HealthRoutes;
import dev.gatehouse.operations.MetricsRoutes;
import dev.gatehouse.operations.OpenapiRoutes;
import dev.gatehouse.registry.Registry;
import dev.gatehouse.registry.RegistryRoutes;
import dev.gatehouse.registry.onboarding.Onboarding;
import dev.gatehouse.store.ChangeFeed;
import dev.gatehouse.users.GuessThrottle;
import dev.gatehouse.users.PasswordChange;
import dev.gatehouse.users.PasswordRoutes;
import dev.gatehouse.users.UserRoutes;
import dev.gatehouse.users.Users;
import dev.gatehouse.vault.ConnectWiring;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;

/**
 * The running server: every part, made by hand in the order a reader would explain it, and closed in the opposite one.
 */
public final class Gatehouse implements Running {
    private final OpenResources parts;
    private final Addresses addresses;
    private final List<Route> adminRoutes;
    private final List<Route> publicRoutes;

    /**
     * Starts everything and returns once both doors answer.
     *
     * @throws dev.gatehouse.config.StartupException with what stands in the way; nothing is left running then
     */
    public static Gatehouse start(Settings settings) {
        OpenResources parts = new OpenResources();
        try {
            NativeCrypto.install();
            return new Gatehouse(Infrastructure.open(settings, parts));
        } catch (RuntimeException | Error e) {
            parts.close();
            throw e;
        }
    }

    private Gatehouse(Infrastructure foundation) {
        parts = foundation.parts();
        addresses = foundation.addresses();
        URI issuer = addresses.issuer();
        Jdbi jdbi = foundation.jdbi();
        Clock clock = foundation.clock();
        ChangeFeed changes = foundation.changes();

        Listeners doors = new Listeners(foundation);
        Users users = new Users(jdbi, clock);
        GuessThrottle throttle = new GuessThrottle(jdbi, clock);
        Clients clients = new Clients(jdbi, clock);
        ClientRegistry clientRegistry = new ClientRegistry(jdbi, clock, SystemScopes.ALL);
        AuthorizationServer authorizationServer = AccessWiring.authorizationServer(foundation, clients);
        BearerTokens bearerTokens = AccessWiring.bearerTokens(foundation, authorizationServer, users);
        Registry registry = new Registry(jdbi, clock, issuer.toString());
        VaultWiring vault = VaultWiring.open(
                foundation,
                doors.vertx(),
                new ConnectWiring.Neighbours(
                        authorizationServer.visitors(),
                        new ConnectingClients(clients, authorizationServer),
                        throttle::count,
                        new ConnectStates(authorizationServer.statements())));

        adminRoutes = Stream.of(
                        new RegistryRoutes(registry, new Onboarding(jdbi, clock), changes, foundation.cacheEntries())
                                .all(),
                        decisionRoutes(foundation, registry, bearerTokens),
                        new UserRoutes(users).all(),
                        new PasswordRoutes(new PasswordChange(jdbi, clock, throttle)).all(),
                        new ClientRoutes(clientRegistry, new ClientLinking(jdbi, clock)).all(),
                        authorizationServer.adminRoutes(),
                        vault.adminRoutes(),
                        new AuditRoutes(new AuditLog(jdbi)).all(),
                        new HealthRoutes(foundation.database()::isReachable, changes::healthy).all(),
                        new MetricsRoutes(foundation.meters()).all(),
                        new OpenapiRoutes(issuer).all())
                .flatMap(List::stream)
                .toList();
        publicRoutes = Stream.of(
                        authorizationServer.routes(),
                        vault.connecting().publicRoutes(),
                        new RegistrationRoutes(new DynamicRegistration(
                                        jdbi, clientRegistry, clients, URI.create(issuer + "/oauth2/register")))
                                .all())
                .flatMap(List::stream)
                .toList();

        new Bootstrap(jdbi, users, clients, clock)
                .run(foundation.settings().data().resolve("bootstrap.json"), addresses);
        new JvmMemoryMetrics().bindTo(foundation.meters());
        foundation.opened(Retention.start(foundation));
        doors.open(bearerTokens, authorizationServer.clientCallers(), adminRoutes, publicRoutes);
        foundation.opened(vault.events()::endStreams);
    }

    private static List<Route> decisionRoutes(Infrastructure foundation, Registry registry, BearerTokens bearerTokens) {
        DecisionRoutes.Options options = new DecisionRoutes.Options(
                foundation.addresses().issuer().toString(),
                Registry.TOPIC,
                foundation.settings().decisionsOutlasting());
        return new DecisionRoutes(new EndpointsInRegistry(registry), bearerTokens, foundation.changes(), options).all();
    }

    /** Where the admin door answers. */
    public URI adminUrl() {
        return addresses.admin();
    }

    /** Where the public door answers. */
    public URI publicUrl() {
        return addresses.open();
    }

    /** Every operation of the admin door. */
    public List<Route> adminRoutes() {
        return adminRoutes;
    }

    /** Every operation of the public door. */
    public List<Route> publicRoutes() {
        return publicRoutes;
    }

    @Override
    public String readyLine() {
        return "Gatehouse is ready: admin door " + adminUrl() + ", public door " + publicUrl();
    }

    @Override
    public void close() {
        parts.close();
    }
}
