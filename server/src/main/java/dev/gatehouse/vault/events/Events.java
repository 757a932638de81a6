package dev.gatehouse.vault.events;

import dev.gatehouse.http.Route;
import dev.gatehouse.http.outgoing.OutgoingHttp;
import dev.gatehouse.store.ChangeFeed;
import dev.gatehouse.store.ExpiredRows;
import dev.gatehouse.store.Maintenance;
import dev.gatehouse.vault.ConnectionStore;
import dev.gatehouse.vault.ConnectorStore;
import dev.gatehouse.vault.TokenRevoker;
import dev.gatehouse.vault.sealing.Sealer;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/** Everything that tells of connections in this process, and ends those nobody uses. Thread-safe. */
public final class Events implements AutoCloseable {
    private final EventPublisher publisher;
    private final Deliveries deliveries;
    private final EventStreams streams;
    private final Maintenance maintenance;
    private final List<Route> routes;

    /** What it is built on. */
    public record Surroundings(
            Jdbi jdbi, Sealer sealer, ChangeFeed changes, OutgoingHttp http, TokenRevoker revoker, Clock clock) {}

    /**
     * What an operator decides.
     *
     * @param kept how long events stay
     * @param mostStreams at a time
     * @param unused how long nobody reads a connection's tokens before it is revoked; zero for never
     * @param notice how long before that it is announced
     */
    public record Options(Duration kept, int mostStreams, Duration unused, Duration notice) {}

    /** Begins to publish and to deliver. */
    public Events(Surroundings surroundings, Options options) {
        Jdbi jdbi = surroundings.jdbi();
        Sealer sealer = surroundings.sealer();
        WebhookStore store = new WebhookStore(sealer);
        WebhookCalls calls = new WebhookCalls(surroundings.http(), surroundings.clock());
        Webhooks webhooks = new Webhooks(jdbi, store, calls, surroundings.clock());
        streams = new EventStreams(jdbi, surroundings.changes(), options.mostStreams());
        deliveries = new Deliveries(jdbi, store, calls, surroundings.changes());
        publisher = new EventPublisher(jdbi, surroundings.changes());
        UnusedConnections unused = new UnusedConnections(
                jdbi,
                new ConnectorStore(sealer),
                new ConnectionStore(sealer),
                surroundings.revoker(),
                new UnusedConnections.Rules(options.unused(), options.notice()));
        ExpiredRows old = new ExpiredRows(
                jdbi,
                surroundings.clock(),
                List.of(new ExpiredRows.Table("connection_event", "occurred", options.kept())));
        maintenance = new Maintenance("connection-maintenance", List.of(unused::end, old::remove));
        routes = new ArrayList<>(new WebhookRoutes(webhooks, new SentMessages(jdbi, webhooks, deliveries)).all());
        routes.addAll(new EventRoutes(streams).all());
    }

    /** The operations of the admin door. */
    public List<Route> adminRoutes() {
        return List.copyOf(routes);
    }

    /** How many streams are open. */
    public int openStreams() {
        return streams.count();
    }

    /** Ends all streams, so that a door that closes does not wait for them; no more are begun. */
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
