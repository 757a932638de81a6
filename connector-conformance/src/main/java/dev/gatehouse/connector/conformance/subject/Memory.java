package dev.gatehouse.connector.conformance.subject;

import java.lang.management.ManagementFactory;
import java.util.OptionalLong;

/** What a connector holds on to. */
public final class Memory {
    private Memory() {}

    /** The bytes of heap in use after a garbage collection of this process, for connectors that run inside the test. */
    public static OptionalLong ofThisProcess() {
        System.gc();
        return OptionalLong.of(
                ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
    }
}
