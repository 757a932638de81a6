package dev.gatehouse.events;

import dev.gatehouse.store.RepeatedFailure;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A thread that works until nothing is left, then waits for a signal, or a while. Thread-safe. */
public final class Worker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Worker.class);
    private static final Duration CLOSING_TIME = Duration.ofSeconds(5);

    private final RepeatedFailure failure;
    private final Step step;
    private final Duration idlePeriod;
    private final Signal signal = new Signal();
    private final Thread thread;
    private volatile boolean closed;

    /** A bit of work. */
    @FunctionalInterface
    public interface Step {
        /** Whether there may be more to do right away. */
        boolean work() throws InterruptedException;
    }

    /** @param idlePeriod after which it looks again without a signal */
    public Worker(String name, Duration idlePeriod, Step step) {
        this.failure = new RepeatedFailure(LOG, name + " does not work at present and tries again");
        this.step = step;
        this.idlePeriod = idlePeriod;
        this.thread = Thread.ofPlatform().daemon().name(name).unstarted(this::run);
    }

    public void start() {
        thread.start();
    }

    /** There may be work. */
    public void wake() {
        signal.give();
    }

    private void run() {
        while (!closed) {
            try {
                boolean more = step.work();
                failure.over();
                if (!more) {
                    signal.await(idlePeriod);
                }
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                failure.met(e);
                pause();
            }
        }
    }

    private void pause() {
        try {
            Thread.sleep(idlePeriod);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
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
