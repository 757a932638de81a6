package dev.gatehouse.usage;

import dev.gatehouse.store.DatabaseFailures;
import dev.gatehouse.store.Deadlocks;
import dev.gatehouse.store.RepeatedFailure;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes what was counted every few seconds, and once more when it is closed. What cannot be written is kept and tried again with
 * what comes meanwhile. Thread-safe.
 */
public final class UsageFlush implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(UsageFlush.class);
    private static final Duration PERIOD = Duration.ofSeconds(5);
    private static final Duration LAST_TRY = Duration.ofSeconds(10);

    /** Rows in a transaction. */
    private static final int BATCH = 1000;

    private final Jdbi jdbi;
    private final Clock clock;
    private final UsageCounts counts;
    private final UsageStore store = new UsageStore();
    private final RepeatedFailure failure = new RepeatedFailure(LOG, "Counted calls are not written yet");
    private final ScheduledExecutorService thread = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("usage").factory());

    /** Begins to. @param clock the database's */
    public UsageFlush(Jdbi jdbi, Clock clock, UsageCounts counts) {
        this.jdbi = jdbi;
        this.clock = clock;
        this.counts = counts;
        thread.scheduleWithFixedDelay(this::flush, PERIOD.toMillis(), PERIOD.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void flush() {
        try {
            counts.take(clock.instant());
            List<UsageRow> rows = counts.rows();
            for (int i = 0; i < rows.size(); i += BATCH) {
                write(rows.subList(i, Math.min(i + BATCH, rows.size())));
            }
            failure.over();
        } catch (RuntimeException e) {
            failure.met(e);
        }
    }

    /** A row that the database does not take must not keep the others back. */
    private void write(List<UsageRow> batch) {
        try {
            Deadlocks.repeating(() -> jdbi.inTransaction(handle -> store.add(handle, batch)));
            counts.forget(batch);
        } catch (RuntimeException e) {
            if (DatabaseFailures.isOutage(e)) {
                throw e;
            }
            if (batch.size() == 1) {
                LOG.warn("A count of calls cannot be written: {}", e.toString());
                counts.forget(batch);
            } else {
                write(batch.subList(0, batch.size() / 2));
                write(batch.subList(batch.size() / 2, batch.size()));
            }
        }
    }

    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(LAST_TRY.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("What was counted last is lost: the database does not take it");
                thread.shutdownNow();
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        flush();
    }
}
