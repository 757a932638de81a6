package dev.gatehouse.audit;

import java.time.Duration;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** The partitions of the audit. What changes them locks the whole table, and so waits for that a moment only. Stateless. */
final class AuditMonthStore {
    /** Makes the partitions of this month and of so many after it. */
    void make(Handle handle, int ahead) {
        handle.execute("select make_audit_months(?)", ahead);
    }

    /** Those whose every entry is older. */
    List<String> over(Handle handle, Duration kept) {
        return handle.createQuery("select name from audit_partition where ends < now() - :kept order by ends")
                .bind("kept", kept)
                .mapTo(String.class)
                .list();
    }

    /** Those that hold more than a month. */
    List<String> mixed(Handle handle) {
        return handle.createQuery("""
                        select name from audit_partition
                         where ends is null or begins = '-infinity'
                         order by name
                        """).mapTo(String.class).list();
    }

    /** @param name as {@link #over} tells it; another process may have been faster */
    void drop(Handle transaction, String name) {
        transaction.execute("set local lock_timeout = '200ms'");
        transaction
                .createUpdate("drop table if exists <name>")
                .define("name", name)
                .execute();
    }
}
