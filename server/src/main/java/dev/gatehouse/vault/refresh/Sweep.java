package dev.gatehouse.vault.refresh;

import dev.gatehouse.store.RepeatedFailure;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Refreshes ahead of time what is due. Connectors take turns, and each vendor has slots of its own, so that neither a
 * slow vendor nor one with many connections keeps the others waiting. No more is claimed than there are slots, so memory
 * does not grow with what is due. Thread-safe.
 */
final class Sweep implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Sweep.class);
    private static final int MAX_BATCH = 64;

    /** Lets a few slots become free, so that they are filled by one statement. */
    private static final Duration BETWEEN_BATCHES = Duration.ofMillis(20);

    private final ClaimStore claims;
    private final Refresher refresher;
    private final VendorBulkheads hosts;
    private final ExecutorService refreshes;
    private final Duration idlePeriod;
    private final Semaphore slots = new Semaphore(RefreshOptions.CALLS_IN_ALL);
    private final Semaphore freed = new Semaphore(0);
    private final Thread thread;
    private final RepeatedFailure failure =
            new RepeatedFailure(LOG, "Tokens are not refreshed ahead of time at present");
    private volatile boolean closed;

    Sweep(
            ClaimStore claims,
            Refresher refresher,
            VendorBulkheads hosts,
            ExecutorService refreshes,
            Duration idlePeriod) {
        this.claims = claims;
        this.refresher = refresher;
        this.hosts = hosts;
        this.refreshes = refreshes;
        this.idlePeriod = idlePeriod;
        this.thread = Thread.ofPlatform().daemon().name("token-refresh").start(this::run);
    }

    private void run() {
        while (!closed) {
            try {
                boolean claimedSome = sweep();
                failure.over();
                rest(claimedSome);
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                failure.met(e);
                freed.drainPermits();
                pause();
            }
        }
    }

    /** After a batch the next may follow as soon as slots are free; when nothing is due, or no slot free, later. */
    private void rest(boolean claimedSome) throws InterruptedException {
        if (claimedSome) {
            Thread.sleep(BETWEEN_BATCHES);
        } else if (freed.tryAcquire(idlePeriod.toMillis(), TimeUnit.MILLISECONDS)) {
            freed.drainPermits();
            Thread.sleep(BETWEEN_BATCHES);
        }
    }

    private void pause() {
        try {
            Thread.sleep(idlePeriod);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean sweep() {
        List<ClaimStore.DueConnector> due = claims.dueConnectors();
        // Where the slots of all vendors together run out, it should not always be the same that come last.
        Collections.shuffle(due);
        boolean claimedSome = false;
        for (ClaimStore.DueConnector connector : due) {
            claimedSome |= sweep(connector);
        }
        return claimedSome;
    }

    private boolean sweep(ClaimStore.DueConnector connector) {
        VendorBulkhead host = hosts.of(connector.endpoint());
        int entered = host.enterInBackground(Math.min(MAX_BATCH, slots.availablePermits()));
        int started = 0;
        try {
            if (entered > 0) {
                for (Claim claim : claims.claimDue(connector.name(), entered)) {
                    start(claim, host);
                    started++;
                }
            }
            return started > 0;
        } finally {
            host.leaveBackground(entered - started);
        }
    }

    private void start(Claim claim, VendorBulkhead host) {
        slots.acquireUninterruptibly();
        try {
            refreshes.execute(() -> refresh(claim, host));
        } catch (RuntimeException e) {
            slots.release();
            throw e;
        }
    }

    private void refresh(Claim claim, VendorBulkhead host) {
        try {
            refresher.refresh(claim);
        } catch (RuntimeException e) {
            LOG.warn(
                    "The refresh of connection {} did not end in order: {}",
                    claim.id().key(),
                    e.toString());
        } finally {
            slots.release();
            host.leaveBackground(1);
            freed.release();
        }
    }

    /** Begins nothing new; what is in flight goes on. */
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            thread.join(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
