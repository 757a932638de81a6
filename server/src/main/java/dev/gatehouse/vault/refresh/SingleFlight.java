package dev.gatehouse.vault.refresh;

import dev.gatehouse.vault.connection.ConnectionId;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;

/** One refresh of a connection at a time in this process; who comes meanwhile waits for the same one. Thread-safe. */
final class SingleFlight {
    private final ConcurrentMap<ConnectionId, CompletableFuture<Void>> inFlight = new ConcurrentHashMap<>();
    private final Executor threads;

    /** @param threads on which refreshes run, so that they go on when those who asked give up */
    SingleFlight(Executor threads) {
        this.threads = threads;
    }

    /** Joins the flight, or begins it with this work; the future ends with it and must not be completed. */
    CompletableFuture<Void> join(ConnectionId id, Runnable work) {
        CompletableFuture<Void> mine = new CompletableFuture<>();
        CompletableFuture<Void> others = inFlight.putIfAbsent(id, mine);
        if (others != null) {
            return others.copy();
        }
        try {
            threads.execute(() -> fly(id, work, mine));
        } catch (RuntimeException e) {
            inFlight.remove(id, mine);
            throw e;
        }
        return mine.copy();
    }

    private void fly(ConnectionId id, Runnable work, CompletableFuture<Void> mine) {
        try {
            work.run();
            inFlight.remove(id, mine);
            mine.complete(null);
        } catch (RuntimeException e) {
            inFlight.remove(id, mine);
            mine.completeExceptionally(e);
        }
    }
}
