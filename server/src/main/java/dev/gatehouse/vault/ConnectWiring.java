package dev.gatehouse.vault;

import dev.gatehouse.http.Route;
import dev.gatehouse.keys.MasterKey;
import dev.gatehouse.pages.PageLanguages;
import dev.gatehouse.pages.Visitors;
import dev.gatehouse.store.Maintenance;
import dev.gatehouse.store.RetentionJob;
import dev.gatehouse.vault.connect.AuthorizationCodeFlow;
import dev.gatehouse.vault.connect.CodeExchange;
import dev.gatehouse.vault.connect.ConfirmRoutes;
import dev.gatehouse.vault.connect.Confirmations;
import dev.gatehouse.vault.connect.ConnectPages;
import dev.gatehouse.vault.connect.ConnectRoutes;
import dev.gatehouse.vault.connect.ConnectService;
import dev.gatehouse.vault.connect.ConnectionWriter;
import dev.gatehouse.vault.connect.Throttle;
import dev.gatehouse.vault.connect.link.Applications;
import dev.gatehouse.vault.connect.link.ConnectLinks;
import dev.gatehouse.vault.connect.link.LinkRoutes;
import dev.gatehouse.vault.connection.RefreshSchedule;
import dev.gatehouse.vault.connection.TokenRevoker;
import dev.gatehouse.vault.portservice.ConnectorCalls;
import dev.gatehouse.vault.portservice.PortAnswers;
import dev.gatehouse.vault.portservice.PortNames;
import dev.gatehouse.vault.portservice.PortProjects;
import dev.gatehouse.vault.portservice.PortService;
import dev.gatehouse.vault.portservice.PortServiceRoutes;
import dev.gatehouse.vault.portservice.PortStates;
import dev.gatehouse.vault.portservice.PortUsers;
import dev.gatehouse.vault.portservice.StateTokens;
import dev.gatehouse.vault.vendor.VendorCalls;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;

/** Connecting people to third-party services, as one part. Thread-safe. */
public final class ConnectWiring implements AutoCloseable {
    /** What is removed once its time has passed. */
    public static final List<RetentionJob.Table> EXPIRING = Stream.of(
                    "connect_link", "connect_attempt", "used_port_state")
            .map(name -> new RetentionJob.Table(name, Duration.ZERO))
            .toList();

    private final ConnectRoutes connectRoutes;
    private final LinkRoutes linkRoutes;
    private final ConfirmRoutes confirmRoutes;
    private final Maintenance maintenance;
    private final PortServiceRoutes portServiceRoutes;

    /** What it is built on. */
    public record Dependencies(
            Jdbi jdbi,
            MasterKey masterKey,
            Vault vault,
            VendorCalls calls,
            ConnectorCalls connectorCalls,
            TokenRevoker revoker,
            RefreshSchedule schedule,
            Clock clock) {}

    /** What it knows of the rest of the server. */
    public record Neighbours(
            Visitors visitors,
            PageLanguages languages,
            Applications applications,
            Throttle throttle,
            StateTokens stateTokens) {}

    /**
     * What an operator decides.
     *
     * @param issuer where the public listener is reached
     * @param assumedLifetime of an access token that can be refreshed and of which nobody says how long it lives
     */
    public record Options(URI issuer, Duration assumedLifetime) {}

    public ConnectWiring(Dependencies on, Neighbours neighbours, Options options) {
        Jdbi jdbi = on.jdbi();
        Clock clock = on.clock();
        Vault vault = on.vault();
        URI callback = URI.create(options.issuer() + "/connect/callback");
        ConnectLinks links =
                new ConnectLinks(jdbi, vault.connectors(), neighbours.applications(), options.issuer(), clock);
        CodeExchange exchange = new CodeExchange(on.calls(), clock);
        ConnectionWriter writer = new ConnectionWriter(
                jdbi, vault.connectors(), vault.connections(), on.schedule(), options.assumedLifetime(), clock);
        ConnectPages pages = new ConnectPages(links, neighbours.languages());
        PortStates states = new PortStates(jdbi, neighbours.stateTokens(), on.masterKey(), callback, clock);
        PortAnswers answers = new PortAnswers(
                jdbi, neighbours.applications(), vault.connectors(), vault.connections(), states, exchange, writer);

        Confirmations confirmations = new Confirmations(
                new Confirmations.Dependencies(jdbi, vault.connectors(), links, writer, vault.unconfirmed()),
                on.revoker(),
                clock);
        AuthorizationCodeFlow flow = new AuthorizationCodeFlow(
                new AuthorizationCodeFlow.Dependencies(jdbi, vault.connectors(), exchange, confirmations),
                on.masterKey(),
                callback,
                clock);
        ConnectService service = new ConnectService(
                new ConnectService.Dependencies(jdbi, vault.connectors(), links, flow, confirmations),
                neighbours.throttle(),
                on.calls().time(),
                clock);
        connectRoutes = new ConnectRoutes(neighbours.visitors(), service, pages, answers);
        linkRoutes = new LinkRoutes(links);
        confirmRoutes = new ConfirmRoutes(confirmations);
        maintenance = new Maintenance("connect-maintenance", List.of(confirmations::endLate));
        PortNames names = new PortNames(jdbi, vault.connectors());
        portServiceRoutes = new PortServiceRoutes(
                new PortService(vault.registrations(), names, states, answers, writer, clock),
                answers,
                new PortUsers(vault.userTokens(), vault.ends(), names),
                new PortProjects(vault.userTokens(), names, on.connectorCalls()),
                pages);
    }

    /** The operations of the public listener. */
    public List<Route> publicRoutes() {
        return connectRoutes.all();
    }

    /** The operations of the admin listener. */
    public List<Route> adminRoutes() {
        List<Route> all = new ArrayList<>(linkRoutes.all());
        all.addAll(confirmRoutes.all());
        all.addAll(portServiceRoutes.all());
        return all;
    }

    /** Stops the work in the background. */
    @Override
    public void close() {
        maintenance.close();
    }
}
