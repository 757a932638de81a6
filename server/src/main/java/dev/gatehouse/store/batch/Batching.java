package dev.gatehouse.store.batch;

import dev.gatehouse.api.ErrorCode;
import dev.gatehouse.store.DatabaseFailures;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Does for many callers at once what each of them would do in a transaction of its own. Whoever comes while others are
 * served waits for the next batch, and nobody waits for one to fill: who comes alone is served alone. A caller gets its answer
 * after the commit of its batch. Thread-safe.
 *
 * @param <Q> what a caller wants
 * @param <A> what it gets; nullable where there may be nothing for it
 */
public final class Batching<Q, A extends @Nullable Object> {
    private static final int MAX_BATCH = 128;

    /** So many that one batch is prepared while another waits for the disk. */
    private static final int AT_ONCE = 2;

    private static final int MAX_WAITING = 4_096;

    private final Function<List<Q>, List<A>> transaction;
    private final BlockingQueue<Waiting<Q, A>> queue = new ArrayBlockingQueue<>(MAX_WAITING);
    private final Semaphore places = new Semaphore(AT_ONCE);

    private record Waiting<Q, A extends @Nullable Object>(Q wanted, CompletableFuture<A> answer) {}

    /**
     * @param transaction serves all of a batch or fails for all of them, in which case each is served once more alone; answers in
     *     the order of what was wanted. What it does must be safe to be done again where it is unknown whether it was done
     */
    public Batching(Function<List<Q>, List<A>> transaction) {
        this.transaction = transaction;
    }

    /**
     * What the transaction answers.
     *
     * @throws dev.gatehouse.api.ApiException ERR12106 where too many wait already
     * @throws RuntimeException as the transaction fails for this caller alone
     */
    public A get(Q wanted) {
        Waiting<Q, A> mine = new Waiting<>(wanted, new CompletableFuture<>());
        if (!queue.offer(mine)) {
            throw ErrorCode.SERVER_BUSY
                    .with(MAX_WAITING + " requests that wait for the database")
                    .withHeader("Retry-After", "1");
        }
        if (places.tryAcquire()) {
            Thread.ofVirtual().name("batch").start(this::serve);
        }
        try {
            return mine.answer().join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : e;
        }
    }

    /** Whoever came too late for the last batch found no place, or finds this one. */
    private void serve() {
        do {
            try {
                List<Waiting<Q, A>> batch = new ArrayList<>();
                while (queue.drainTo(batch, MAX_BATCH) > 0) {
                    serve(batch);
                    batch.clear();
                }
            } finally {
                places.release();
            }
        } while (!queue.isEmpty() && places.tryAcquire());
    }

    private void serve(List<Waiting<Q, A>> batch) {
        try {
            List<A> answers =
                    transaction.apply(batch.stream().map(Waiting::wanted).toList());
            for (int i = 0; i < batch.size(); i++) {
                batch.get(i).answer().complete(answers.get(i));
            }
        } catch (RuntimeException | Error failure) {
            failed(batch, failure);
        }
    }

    /** Without the database all of them fail, also those that would wait for it one after the other. */
    private void failed(List<Waiting<Q, A>> batch, Throwable failure) {
        if (DatabaseFailures.isOutage(failure)) {
            queue.drainTo(batch);
        } else if (batch.size() > 1) {
            batch.forEach(each -> serve(List.of(each)));
            return;
        }
        batch.forEach(each -> each.answer().completeExceptionally(failure));
    }
}
