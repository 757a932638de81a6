package dev.gatehouse.vault.encryption;

import dev.gatehouse.store.ChangeFeed;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread that takes a key rotation to its end: begun by whoever, at the start, when a key is announced, and every few
 * minutes. Thread-safe.
 */
public final class Reencryption implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Reencryption.class);
    private static final Duration PERIOD = Duration.ofMinutes(2);

    /** After rows were left out that somebody else held locked. */
    private static final Duration AGAIN = Duration.ofSeconds(1);

    private final DataKeyRotation rotation;
    private final Semaphore wanted = new Semaphore(1);
    private final Thread thread;
    private volatile boolean closed;

    public Reencryption(DataKeyRotation rotation, ChangeFeed changes) {
        this.rotation = rotation;
        changes.subscribe(DataKeyRotation.TOPIC, new ChangeFeed.Listener() {
            @Override
            public void changed(String keyId) {
                wanted.release();
            }

            @Override
            public void lost() {
                wanted.release();
            }
        });
        this.thread = Thread.ofPlatform().daemon().name("re-encryption").start(this::run);
    }

    private void run() {
        try {
            Duration wait = PERIOD;
            while (!closed) {
                boolean _ = wanted.tryAcquire(wait.toMillis(), TimeUnit.MILLISECONDS);
                wanted.drainPermits();
                wait = finish() ? PERIOD : AGAIN;
            }
        } catch (InterruptedException e) {
            LOG.debug("re-encryption ends");
        }
    }

    /** Whether nothing is left. */
    private boolean finish() {
        try {
            boolean more = true;
            while (more && !closed) {
                more = rotation.step();
            }
            return !rotation.isPending();
        } catch (RuntimeException e) {
            if (!closed) {
                LOG.warn("Rows were not encrypted anew; it is tried again: {}", e.toString());
            }
            return true;
        }
    }

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
