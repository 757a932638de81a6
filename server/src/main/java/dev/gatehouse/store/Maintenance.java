package dev.gatehouse.store;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs what has to be done now and then, about once a minute in each process. Thread-safe. */
public final class Maintenance implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Maintenance.class);
    private static final Duration PERIOD = Duration.ofMinutes(1);

    private final String name;
    private final RepeatedFailure failure;
    private final List<Runnable> tasks;
    private final ScheduledExecutorService thread;

    /** @param name of the thread, such as {@code oauth-maintenance} */
    public Maintenance(String name, List<Runnable> tasks) {
        this.name = name;
        this.failure = new RepeatedFailure(LOG, name + " did not succeed and is tried again");
        this.tasks = List.copyOf(tasks);
        this.thread = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name(name).factory());
        // Processes that start together should not all do this at the same moment.
        long first = ThreadLocalRandom.current().nextLong(PERIOD.toMillis() / 2, PERIOD.toMillis());
        thread.scheduleWithFixedDelay(this::run, first, PERIOD.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void run() {
        boolean failed = false;
        for (Runnable task : tasks) {
            try {
                task.run();
            } catch (RuntimeException e) {
                failure.met(e);
                failed = true;
            }
        }
        if (!failed) {
            failure.over();
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
        try {
            if (!thread.awaitTermination(5, TimeUnit.SECONDS)) {
                LOG.debug("{} still runs", name);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
