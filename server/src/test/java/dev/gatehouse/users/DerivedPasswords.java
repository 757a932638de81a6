package dev.gatehouse.users;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** Counts how often a password is derived: that takes nearly all of the time, which cannot be compared on a busy machine. */
final class DerivedPasswords {
    private static final long ARGON2_BYTES = 19L * 1024 * 1024;

    private DerivedPasswords() {}

    /** How often this thread derives one meanwhile, by the memory it takes. */
    static long during(Runnable work) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        work.run();
        return (threads.getCurrentThreadAllocatedBytes() - before) / ARGON2_BYTES;
    }
}
