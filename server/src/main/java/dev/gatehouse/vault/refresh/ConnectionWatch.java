package dev.gatehouse.vault.refresh;

import dev.gatehouse.store.ChangeFeed;
import dev.gatehouse.vault.connection.ConnectionId;
import dev.gatehouse.vault.connection.ConnectionStore;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Lets callers wait until a connection changes, in whichever process that happens. Thread-safe. */
final class ConnectionWatch {
    private final ConcurrentMap<String, Set<Ticket>> waiting = new ConcurrentHashMap<>();

    ConnectionWatch(ChangeFeed changes) {
        changes.subscribe(ConnectionStore.TOPIC, new ChangeFeed.Listener() {
            @Override
            public void changed(String key) {
                wake(waiting.getOrDefault(key, Set.of()));
            }

            @Override
            public void lost() {
                waiting.values().forEach(ConnectionWatch::wake);
            }
        });
    }

    private static void wake(Set<Ticket> tickets) {
        tickets.forEach(ticket -> ticket.changed.countDown());
    }

    /** Takes note of every change from now on. */
    Ticket on(ConnectionId id) {
        Ticket ticket = new Ticket(id.key());
        waiting.compute(ticket.key, (_, tickets) -> {
            Set<Ticket> all = tickets == null ? ConcurrentHashMap.newKeySet() : tickets;
            all.add(ticket);
            return all;
        });
        return ticket;
    }

    /** Somebody who waits for a connection to change. */
    final class Ticket implements AutoCloseable {
        private final String key;
        private final CountDownLatch changed = new CountDownLatch(1);

        private Ticket(String key) {
            this.key = key;
        }

        /** Returns when it has changed since the ticket was taken, or the time is over. */
        void await(Duration atMost) throws InterruptedException {
            changed.await(atMost.toNanos(), TimeUnit.NANOSECONDS);
        }

        @Override
        public void close() {
            waiting.computeIfPresent(key, (_, tickets) -> {
                tickets.remove(this);
                return tickets.isEmpty() ? null : tickets;
            });
        }
    }
}
