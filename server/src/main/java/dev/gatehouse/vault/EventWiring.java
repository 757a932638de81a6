package dev.gatehouse.vault;

import dev.gatehouse.events.EventPublisher;
import dev.gatehouse.events.EventRoutes;
import dev.gatehouse.events.EventStreams;
import dev.gatehouse.http.Route;
import dev.gatehouse.http.outgoing.OutgoingHttp;
import dev.gatehouse.store.ChangeFeed;
import dev.gatehouse.store.Maintenance;
import dev.gatehouse.store.RetentionJob;
import dev.gatehouse.vault.connection.ConnectionStore;
import dev.gatehouse.vault.connection.TokenRevoker;
import dev.gatehouse.vault.connection.UnusedConnections;
import dev.gatehouse.vault.connector.ConnectorStore;
import dev.gatehouse.vault.encryption.EnvelopeEncryption;
import dev.gatehouse.vault.webhook.Deliveries;
import dev.gatehouse.vault.webhook.SentMessages;
import dev.gatehouse.vault.webhook.ToldClients;
import dev.gatehouse.vault.webhook.WebhookCalls;
import dev.gatehouse.vault.webhook.WebhookRoutes;
import dev.gatehouse.vault.webhook.WebhookStore;
import dev.gatehouse.vault.webhook.Webhooks;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/** Everything that tells of connections in this process, and ends those nobody uses. Thread-safe. */
public final class EventWiring implements AutoCloseable {
    private final EventPublisher publisher;
    private final Deliveries deliveries;
    private final EventStreams streams;
    private final Maintenance maintenance;
    private final List<Route> routes;

    /** What it is built on. */
    public record Dependencies(
            Jdbi jdbi,
            EnvelopeEncryption encryption,
            ChangeFeed changes,
            OutgoingHttp http,
            TokenRevoker revoker,
            ToldClients told,
            Clock clock) {}

    /**
     * What an operator decides.
     *
     * @param mostStreams at a time
     * @param unused how long nobody reads a connection's tokens before it is revoked; zero for never
     * @param notice how long before that it is announced
     */
    public record Options(int mostStreams, Duration unused, Duration notice) {}

    /** Begins to publish and to deliver. */
    public EventWiring(Dependencies on, Options options) {
        Jdbi jdbi = on.jdbi();
        EnvelopeEncryption encryption = on.encryption();
        WebhookStore store = new WebhookStore(encryption);
        WebhookCalls calls = new WebhookCalls(on.http(), on.clock());
        Webhooks webhooks = new Webhooks(jdbi, store, calls, on.clock());
        streams = new EventStreams(jdbi, on.changes(), options.mostStreams());
        deliveries = new Deliveries(jdbi, store, calls, on.changes(), on.told());
        publisher = new EventPublisher(jdbi, on.changes());
        UnusedConnections unused = new UnusedConnections(
                jdbi,
                new ConnectorStore(encryption),
                new ConnectionStore(encryption),
                on.revoker(),
                new UnusedConnections.Rules(options.unused(), options.notice()));
        maintenance = new Maintenance("connection-maintenance", List.of(unused::end));
        routes = new ArrayList<>(new WebhookRoutes(webhooks, new SentMessages(jdbi, webhooks, deliveries)).all());
        routes.addAll(new EventRoutes(streams).all());
    }

    /**
     * What is removed once its time has passed.
     *
     * @param kept how long events stay
     * @param deliveriesKept how long deliveries stay that were made or given up; none outlives its event
     */
    public static List<RetentionJob.Table> expiring(Duration kept, Duration deliveriesKept) {
        return List.of(
                new RetentionJob.Table("webhook_delivery", "last_attempt", "status <> 'pending'", deliveriesKept),
                new RetentionJob.Table("connection_event", "occurred", kept));
    }

    /** The operations of the admin listener. */
    public List<Route> adminRoutes() {
        return List.copyOf(routes);
    }

    /** How many streams are open. */
    public int openStreams() {
        return streams.count();
    }

    /** Ends all streams, so that a listener that closes does not wait for them; no more are begun. */
    public void endStreams() {
        streams.close();
    }

    @Override
    public void close() {
        streams.close();
        maintenance.close();
        publisher.close();
        deliveries.close();
    }
}
