package dev.gatehouse.fuzz;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

/** What Jazzer calls: hands its bytes to readers, and fails where one does what it never says it does. */
public final class FuzzEntry {
    /** Reading allocates all the time, so what it allocates tells on every machine alike how much work it is. */
    private static final ThreadMXBean WORK = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private static final long MAX_ALLOCATED = 64L << 20;
    private static final long MAX_ALLOCATED_PER_BYTE = 8L << 10;

    private static final List<Reader> READERS = new ArrayList<>();

    private FuzzEntry() {}

    /** @param readers their classes */
    public static void fuzzerInitialize(String[] readers) throws ReflectiveOperationException {
        for (String reader : readers) {
            READERS.add((Reader) Class.forName(reader).getDeclaredConstructor().newInstance());
        }
    }

    public static void fuzzerTestOneInput(byte[] sent) throws Exception {
        long most = MAX_ALLOCATED + sent.length * MAX_ALLOCATED_PER_BYTE;
        for (Reader reader : READERS) {
            // The first time, classes may be loaded and rewritten.
            if (allocated(reader, sent) > most && allocated(reader, sent) > most) {
                throw new AssertionError("%s took more than %d MiB of work for %d bytes"
                        .formatted(reader.getClass().getSimpleName(), most >> 20, sent.length));
            }
        }
    }

    private static long allocated(Reader reader, byte[] sent) throws Exception {
        long before = WORK.getCurrentThreadAllocatedBytes();
        try {
            reader.read(sent);
        } catch (Exception failure) {
            if (!reader.isRefusal(failure)) {
                throw failure;
            }
        }
        return WORK.getCurrentThreadAllocatedBytes() - before;
    }
}
