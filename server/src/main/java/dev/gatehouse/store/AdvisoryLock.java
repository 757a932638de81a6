package dev.gatehouse.store;

import org.jdbi.v3.core.Handle;

/** Locks of PostgreSQL that stand for something that is no row. Stateless. */
public final class AdvisoryLock {
    private AdvisoryLock() {}

    /** Waits until no other transaction holds the lock of this name, and holds it until this one ends. */
    public static void take(Handle transaction, String name) {
        transaction.execute("select pg_advisory_xact_lock(hashtext(?))", name);
    }

    /** As {@link #take}, but beside others who share it. */
    public static void share(Handle transaction, String name) {
        transaction.execute("select pg_advisory_xact_lock_shared(hashtext(?))", name);
    }
}
