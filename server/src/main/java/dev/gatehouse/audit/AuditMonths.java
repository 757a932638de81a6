package dev.gatehouse.audit;

import dev.gatehouse.store.RetentionJob;
import java.time.Duration;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The audit's partitions, one a month: made ahead, and removed whole when the last of their entries has been kept long enough.
 * Processes may do so at the same time. Thread-safe.
 */
public final class AuditMonths {
    private static final Logger LOG = LoggerFactory.getLogger(AuditMonths.class);

    /** So that nothing is missing even after weeks without a process of ours. */
    private static final int AHEAD = 3;

    private final Jdbi jdbi;
    private final AuditMonthStore store = new AuditMonthStore();

    public AuditMonths(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Makes those that are missing. Where a lock does not let it, it is to be tried again; nothing is lost until then. */
    public void makeAhead() {
        jdbi.useHandle(handle -> store.make(handle, AHEAD));
    }

    /**
     * Removes what is too old: months whole, and from what spans several months the single entries.
     *
     * @param kept at least; a month's entries go with its last one
     */
    public void remove(Duration kept) {
        for (String month : jdbi.withHandle(handle -> store.over(handle, kept))) {
            jdbi.useTransaction(handle -> store.drop(handle, month));
            LOG.info("{} is removed: the audit is kept for {} days", month, kept.toDays());
        }
        List<RetentionJob.Table> mixed = jdbi.withHandle(store::mixed).stream()
                .map(name -> new RetentionJob.Table(name, "at", kept))
                .toList();
        new RetentionJob(jdbi, mixed).remove();
    }
}
