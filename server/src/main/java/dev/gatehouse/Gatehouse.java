package dev.gatehouse;

import dev.gatehouse.access.BearerTokens;
import dev.gatehouse.access.changes.ChangeRoutes;
import dev.gatehouse.access.changes.ChangeStreams;
import dev.gatehouse.access.decision.DecisionRoutes;
import dev.gatehouse.access.decision.GraphRoutes;
import dev.gatehouse.access.explanation.ExplanationRoutes;
import dev.gatehouse.access.explanation.Explanations;
import dev.gatehouse.app.AccessWiring;
import dev.gatehouse.app.Addresses;
import dev.gatehouse.app.Bootstrap;
import dev.gatehouse.app.ContractReadings;
import dev.gatehouse.app.EndpointsInRegistry;
import dev.gatehouse.app.Identities;
import dev.gatehouse.app.Infrastructure;
import dev.gatehouse.app.Listeners;
import dev.gatehouse.app.OpenResources;
import dev.gatehouse.app.OpenServices;
import dev.gatehouse.app.OutgoingCalls;
import dev.gatehouse.app.Retention;
import dev.gatehouse.app.Running;
import dev.gatehouse.app.VaultWiring;
import dev.gatehouse.audit.AuditExports;
import dev.gatehouse.audit.AuditRoutes;
import dev.gatehouse.audit.AuditStore;
import dev.gatehouse.authority.scope.ScopeCatalog;
import dev.gatehouse.authority.scope.ScopeRoutes;
import dev.gatehouse.clients.access.OverdueAccess;
import dev.gatehouse.contract.ContractKinds;
import dev.gatehouse.contract.kinds.SupportedKinds;
import dev.gatehouse.http.Route;
import dev.gatehouse.keys.NativeCrypto;
import dev.gatehouse.operations.HealthRoutes;
import dev.gatehouse.operations.MetricsRoutes;
import dev.gatehouse.operations.OpenapiRoutes;
import dev.gatehouse.registry.Registry;
import dev.gatehouse.registry.RegistryRoutes;
import dev.gatehouse.registry.ServiceIds;
import dev.gatehouse.registry.ServiceViews;
import dev.gatehouse.registry.onboarding.LatestContracts;
import dev.gatehouse.registry.onboarding.Onboarding;
import dev.gatehouse.registry.onboarding.OnboardingRoutes;
import dev.gatehouse.registry.policy.PolicyRoutes;
import dev.gatehouse.settings.Settings;
import dev.gatehouse.store.DatabaseFailures;
import dev.gatehouse.store.Maintenance;
import dev.gatehouse.store.server.DatabaseFault;
import dev.gatehouse.usage.UsageCounts;
import dev.gatehouse.usage.UsageFlush;
import dev.gatehouse.usage.report.GuardReports;
import dev.gatehouse.usage.report.UsageRoutes;
import dev.gatehouse.usage.report.Usages;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import java.net.URI;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/**
 * The running server: every part, made by hand in the order a reader would explain it, and closed in the opposite one.
 */
public final class Gatehouse implements Running {
    private final OpenResources resources;
    private final Addresses addresses;
    private final Listeners listeners;
    private final List<Route> adminRoutes;
    private final List<Route> publicRoutes;

    /** Once there is somebody who can call it; until then it is not ready. */
    private volatile boolean begun;

    /**
     * Starts everything and returns once both listeners answer.
     *
     * @throws dev.gatehouse.config.StartupException with what stands in the way; nothing is left running then
     */
    public static Gatehouse start(Settings settings) {
        OpenResources resources = new OpenResources();
        try {
            NativeCrypto.install();
            return new Gatehouse(Infrastructure.open(settings, resources));
        } catch (RuntimeException | Error e) {
            resources.close();
            if (DatabaseFailures.isOutage(e)) {
                throw DatabaseFailures.whileStarting(e);
            }
            throw e;
        }
    }

    private Gatehouse(Infrastructure infrastructure) {
        resources = infrastructure.resources();
        addresses = infrastructure.addresses();
        listeners = new Listeners(infrastructure);
        ContractKinds kinds = SupportedKinds.all();
        OutgoingCalls outgoing = OutgoingCalls.open(infrastructure, listeners.vertx());
        Identities identities = Identities.open(infrastructure, outgoing);
        ChangeStreams changeStreams = AccessWiring.changeStreams(infrastructure, identities.clients());
        VaultWiring vault = VaultWiring.open(infrastructure, outgoing, identities.connecting(), identities.told());
        infrastructure.opened(identities.authorizationServer().logoutDeliveries(outgoing.named()));

        adminRoutes = Route.together(
                serviceRoutes(infrastructure, kinds, identities.bearerTokens(), changeStreams),
                usageRoutes(infrastructure),
                identities.adminRoutes(infrastructure),
                vault.adminRoutes(),
                auditRoutes(new AuditStore(infrastructure.jdbi())),
                healthRoutes(infrastructure),
                new MetricsRoutes(infrastructure.meters()).all(),
                new OpenapiRoutes(addresses.issuer()).all());
        publicRoutes = Route.together(
                identities.publicRoutes(infrastructure), vault.connecting().publicRoutes());

        beginJobs(infrastructure, kinds);
        listeners.open(
                identities.bearerTokens(), identities.authorizationServer().clientCallers(), adminRoutes, publicRoutes);
        new Bootstrap(infrastructure.jdbi(), identities.users(), identities.clients(), infrastructure.clock())
                .run(infrastructure.settings().data().resolve("bootstrap.json"), addresses);
        begun = true;
        infrastructure.opened(vault.events()::endStreams);
        infrastructure.opened(changeStreams);
    }

    /** What is told at a start, and what is done now and then from then on. */
    private static void beginJobs(Infrastructure infrastructure, ContractKinds kinds) {
        Jdbi jdbi = infrastructure.jdbi();
        OpenServices.tell(jdbi);
        new JvmMemoryMetrics().bindTo(infrastructure.meters());
        infrastructure.opened(Retention.start(infrastructure));
        infrastructure.opened(ContractReadings.tell(jdbi, kinds));
        infrastructure.opened(new Maintenance("access-ends", List.of(new OverdueAccess(jdbi)::end)));
    }

    private static List<Route> auditRoutes(AuditStore audit) {
        return new AuditRoutes(audit, new AuditExports(audit)).all();
    }

    private List<Route> healthRoutes(Infrastructure infrastructure) {
        return new HealthRoutes(
                        () -> infrastructure.database().fault().map(DatabaseFault::name),
                        infrastructure.changes()::healthy,
                        () -> begun && !listeners.isDeparting())
                .all();
    }

    /** Services, and decisions about requests to them. */
    private static List<Route> serviceRoutes(
            Infrastructure infrastructure,
            ContractKinds kinds,
            BearerTokens bearerTokens,
            ChangeStreams changeStreams) {
        Registry registry = new Registry(
                infrastructure.jdbi(),
                infrastructure.clock(),
                infrastructure.addresses().issuer().toString(),
                kinds);
        return Route.together(
                registryRoutes(infrastructure, registry, kinds),
                decisionRoutes(infrastructure, registry, kinds, bearerTokens),
                new ChangeRoutes(changeStreams, ServiceIds::of, registry::requireService).all());
    }

    private static List<Route> registryRoutes(Infrastructure infrastructure, Registry registry, ContractKinds kinds) {
        ServiceViews views = new ServiceViews(registry, infrastructure.changes(), infrastructure.cacheEntries());
        Onboarding onboarding = new Onboarding(infrastructure.jdbi(), infrastructure.clock(), kinds);
        return Route.together(
                new RegistryRoutes(registry, views).all(),
                new OnboardingRoutes(onboarding).all(),
                new ScopeRoutes(new ScopeCatalog(infrastructure.jdbi())).all(),
                new PolicyRoutes(registry, registry.issuer()).all());
    }

    private static List<Route> usageRoutes(Infrastructure infrastructure) {
        return new UsageRoutes(
                        new Usages(infrastructure.jdbi()),
                        new GuardReports(infrastructure.jdbi(), infrastructure.clock()))
                .all();
    }

    /** Counts are written until no decision is made any more. */
    private static UsageCounts counts(Infrastructure infrastructure) {
        UsageCounts counts = new UsageCounts();
        infrastructure.opened(new UsageFlush(infrastructure.jdbi(), infrastructure.clock(), counts));
        FunctionCounter.builder("usage.lost", counts, UsageCounts::lost).register(infrastructure.meters());
        return counts;
    }

    private static List<Route> decisionRoutes(
            Infrastructure infrastructure, Registry registry, ContractKinds kinds, BearerTokens bearerTokens) {
        EndpointsInRegistry registered =
                new EndpointsInRegistry(registry, kinds, new LatestContracts(infrastructure.jdbi()));
        DecisionRoutes.Options options = new DecisionRoutes.Options(
                infrastructure.addresses().issuer().toString(),
                Registry.TOPIC,
                infrastructure.settings().access().decisionsOutlasting(),
                kinds.maximumRequestBytes());
        DecisionRoutes decisions = new DecisionRoutes(
                registered,
                bearerTokens,
                counts(infrastructure),
                infrastructure.changes(),
                infrastructure.clock(),
                options);
        Explanations explanations = new Explanations(infrastructure.jdbi(), decisions.explainer());
        return Route.together(
                decisions.all(),
                new ExplanationRoutes(explanations).all(),
                new GraphRoutes(decisions::graph, ServiceIds::of, registry::requireService).all());
    }

    /** Where the admin listener answers. */
    public URI adminUrl() {
        return addresses.admin();
    }

    /** Where the public listener answers. */
    public URI publicUrl() {
        return addresses.open();
    }

    /** Every operation of the admin listener. */
    public List<Route> adminRoutes() {
        return adminRoutes;
    }

    /** Every operation of the public listener. */
    public List<Route> publicRoutes() {
        return publicRoutes;
    }

    @Override
    public String readyLine() {
        return "Gatehouse is ready: admin " + adminUrl() + ", public " + publicUrl();
    }

    @Override
    public void depart() {
        listeners.depart();
    }

    @Override
    public void close() {
        resources.close();
    }
}
