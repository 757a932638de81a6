package dev.gatehouse.store.server;

import dev.gatehouse.api.ApiException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers requests that met a fault of the database, and tells the log of each kind once an outage instead of once a
 * request. Thread-safe.
 */
public final class DatabaseFaults {
    private static final Logger LOG = LoggerFactory.getLogger(DatabaseFaults.class);

    /** When nobody met it for so long, an outage is over, also where nobody looked. */
    private static final long OVER_NANOS = Duration.ofMinutes(1).toNanos();

    /** For so long a write of a request that failed says more than one of our own that worked. */
    private static final long RECENT_NANOS = Duration.ofSeconds(5).toNanos();

    private final LongSupplier nanoTime;
    private final Map<DatabaseFault, Long> lastMet = new EnumMap<>(DatabaseFault.class);
    private final RefusedValues refusedValues = new RefusedValues();
    private volatile @Nullable DatabaseFault behindBusy;

    /** @param nanoTime the time in nanoseconds, as {@link System#nanoTime} tells it */
    public DatabaseFaults(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** The answer to a request that failed; empty where neither the database nor a value of the request was the reason. */
    public Optional<ApiException> answer(Throwable failure) {
        return DatabaseFault.of(failure).map(fault -> answer(fault, failure)).or(() -> refusedValues.answer(failure));
    }

    private ApiException answer(DatabaseFault fault, Throwable failure) {
        DatabaseFault reason = behindBusy;
        DatabaseFault met = fault == DatabaseFault.BUSY && reason != null ? reason : fault;
        met(met, DatabaseFault.reason(failure));
        return met.answer();
    }

    /** Why all connections of the pool are in use at present, where that is no mere load; null otherwise. */
    void behindBusy(@Nullable DatabaseFault fault) {
        behindBusy = fault;
    }

    /** Whether the database is known to be away, so that asking it would be waiting in vain. */
    boolean isAway() {
        return behindBusy == DatabaseFault.AWAY;
    }

    /** Notes that it was met, by a request or by ourselves. */
    synchronized void met(DatabaseFault fault, String reason) {
        long now = nanoTime.getAsLong();
        Long before = lastMet.put(fault, now);
        if (before == null || now - before > OVER_NANOS) {
            LOG.warn("The database {}: {}", fault.told(), reason);
        }
    }

    /** Whether there is an outage that a write which works would end. */
    synchronized boolean isOut() {
        return lastMet.keySet().stream().anyMatch(DatabaseFault::endsWithAWrite);
    }

    /** What keeps requests from writing, as they met it a moment ago. */
    synchronized Optional<DatabaseFault> metByWrites() {
        long now = nanoTime.getAsLong();
        return lastMet.entrySet().stream()
                .filter(met -> met.getKey().stopsWrites() && now - met.getValue() < RECENT_NANOS)
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** Notes that a write works. */
    synchronized void over() {
        if (lastMet.keySet().removeIf(DatabaseFault::endsWithAWrite)) {
            LOG.info("The database takes writes again");
        }
    }
}
