package dev.gatehouse.users;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.gatehouse.testing.TestServer;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CredentialsTest {
    private static final long ARGON2_BYTES = 19L * 1024 * 1024;

    /** Deriving takes nearly all of the time and a known amount of memory, which can be counted where time cannot. */
    @Test
    void s8_aPasswordIsDerivedAlsoWhereThereIsNoSuchUser() {
        Credentials credentials = new Credentials(TestServer.shared().jdbi(), Clock.systemUTC());
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        String nobody = "user-" + UUID.randomUUID();

        long before = threads.getCurrentThreadAllocatedBytes();
        assertThat(credentials.check(nobody, "a password")).isEmpty();
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;

        assertThat(allocated).isGreaterThan(ARGON2_BYTES);
    }
}
