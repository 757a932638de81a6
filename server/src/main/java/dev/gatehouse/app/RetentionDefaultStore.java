package dev.gatehouse.app;

import org.jdbi.v3.core.Handle;

/** What the migration wrote down about the database as it found it. Stateless. */
final class RetentionDefaultStore {
    /** Whether there was something before anything was ever removed, so that nothing is until an operator says so. */
    boolean keepsEverything(Handle handle) {
        return handle.createQuery("select keeps_everything from retention_default")
                .mapTo(Boolean.class)
                .one();
    }
}
