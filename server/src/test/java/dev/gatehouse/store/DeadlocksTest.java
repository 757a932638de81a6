package dev.gatehouse.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.TestDatabase;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Of two transactions that wait for each other the database ends one, and that is done again. */
class DeadlocksTest {
    private final AtomicInteger attempts = new AtomicInteger();

    @Test
    void bothGetThrough() {
        try (Database database = TestDatabase.open(TestDatabase.create(), 2)) {
            CyclicBarrier bothHoldOne = new CyclicBarrier(2);
            CompletableFuture<Void> there = run(database, bothHoldOne, "1", "2");
            CompletableFuture<Void> back = run(database, bothHoldOne, "2", "1");

            there.join();
            back.join();
            assertThat(attempts).hasValue(3);
        }
    }

    private CompletableFuture<Void> run(Database database, CyclicBarrier bothHoldOne, String... locks) {
        return CompletableFuture.runAsync(() ->
                Deadlocks.repeating(() -> database.jdbi().inTransaction(handle -> {
                    boolean first = attempts.incrementAndGet() <= 2;
                    for (String lock : List.of(locks)) {
                        handle.execute("select pg_advisory_xact_lock(" + lock + ")");
                        if (first && lock.equals(locks[0])) {
                            meet(bothHoldOne);
                        }
                    }
                    return locks;
                })));
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (InterruptedException | BrokenBarrierException e) {
            throw new IllegalStateException(e);
        }
    }
}
