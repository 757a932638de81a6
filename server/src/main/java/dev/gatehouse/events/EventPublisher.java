package dev.gatehouse.events;

import dev.gatehouse.store.ChangeFeed;
import java.time.Duration;
import org.jdbi.v3.core.Jdbi;

/** Publishes what was written to the outbox, as soon as its transaction has committed. Thread-safe. */
public final class EventPublisher implements AutoCloseable {
    private static final int BATCH = 500;

    /** The last net, for an event of which nobody heard. */
    private static final Duration IDLE_PERIOD = Duration.ofSeconds(5);

    private final Jdbi jdbi;
    private final EventStore store = new EventStore();
    private final Worker worker;

    public EventPublisher(Jdbi jdbi, ChangeFeed changes) {
        this.jdbi = jdbi;
        this.worker = new Worker("event-publisher", IDLE_PERIOD, this::publish);
        changes.subscribe(EventStore.WRITTEN, Heard.by(worker::wake));
        worker.start();
    }

    private boolean publish() {
        return !jdbi.inTransaction(transaction -> store.publish(transaction, BATCH))
                .isEmpty();
    }

    @Override
    public void close() {
        worker.close();
    }
}
