package dev.gatehouse.app;

import dev.gatehouse.contract.ContractKinds;
import dev.gatehouse.registry.onboarding.StoredReadings;
import dev.gatehouse.store.GrowingPause;
import dev.gatehouse.store.RepeatedFailure;
import dev.gatehouse.store.Waiting;
import java.time.Duration;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has a thread of its own tell which contracts would be read otherwise today, as that takes a while for thousands of them. */
public final class ContractReadings implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ContractReadings.class);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration MAX_PAUSE = Duration.ofMinutes(10);
    private static final Duration CLOSING_TIME = Duration.ofSeconds(5);

    private final StoredReadings readings;
    private final Thread thread;
    private volatile boolean closed;

    private ContractReadings(StoredReadings readings) {
        this.readings = readings;
        this.thread = Thread.ofPlatform().daemon().name("contract-readings").unstarted(this::run);
    }

    /** Begins to tell, and goes on after a failure; to close it ends it, finished or not. */
    public static ContractReadings tell(Jdbi jdbi, ContractKinds kinds) {
        ContractReadings telling = new ContractReadings(new StoredReadings(jdbi, kinds));
        telling.thread.start();
        return telling;
    }

    private void run() {
        RepeatedFailure failure = new RepeatedFailure(
                LOG, "Which services' contracts would be read otherwise today is not known yet, and looked at again");
        GrowingPause pause = new GrowingPause(FIRST_PAUSE, MAX_PAUSE);
        while (!closed && !isTold(failure)) {
            Waiting.pause(pause.next());
        }
    }

    private boolean isTold(RepeatedFailure failure) {
        try {
            readings.tell();
            return true;
        } catch (RuntimeException e) {
            if (!closed) {
                failure.met(e);
            }
            return false;
        }
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            thread.join(CLOSING_TIME);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
