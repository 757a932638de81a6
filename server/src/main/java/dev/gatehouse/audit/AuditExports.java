package dev.gatehouse.audit;

import dev.gatehouse.api.ErrorCode;
import dev.gatehouse.http.StreamingResponse;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Whole stretches of the audit on their way to clients. Each is read page by page, the next one when the client has taken the
 * last, so that neither a long stretch nor a slow client holds memory or a connection to the database. Thread-safe.
 */
public final class AuditExports {
    private static final int MOST = 10;

    /** Reads at a time, so that requests find connections to the database too. */
    private static final int DATABASE_TURNS = 2;

    private final AuditStore store;
    private final AtomicInteger open = new AtomicInteger();
    private final Semaphore turns = new Semaphore(DATABASE_TURNS);

    public AuditExports(AuditStore store) {
        this.store = store;
    }

    /**
     * The entries that fit, the oldest first.
     *
     * @param after only entries with a greater id
     * @throws dev.gatehouse.api.ApiException ERR12106 where this process has too many on their way
     */
    StreamingResponse open(AuditFilter filter, long after) {
        if (open.get() >= MOST) {
            throw ErrorCode.SERVER_BUSY.with(MOST + " exports of the audit").withHeader("Retry-After", "5");
        }
        return new AuditExport(this, filter, after);
    }

    /** Several may be let in at the same moment; the bound is held here. */
    boolean add() {
        boolean fits = open.incrementAndGet() <= MOST;
        if (!fits) {
            open.decrementAndGet();
        }
        return fits;
    }

    void remove() {
        open.decrementAndGet();
    }

    List<AuditEntry> read(AuditFilter filter, long after) {
        turns.acquireUninterruptibly();
        try {
            return store.following(filter, after);
        } finally {
            turns.release();
        }
    }
}
