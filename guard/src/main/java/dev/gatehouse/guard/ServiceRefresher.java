package dev.gatehouse.guard;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps what is known of the service fresh, on a thread of its own. Thread-safe. */
final class ServiceRefresher implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ServiceRefresher.class);

    /** Tokens with made-up keys make it ask no more often than this. */
    private static final Duration BETWEEN_REQUESTED = Duration.ofSeconds(5);

    private static final Duration CALL_TIME = Duration.ofSeconds(10);
    private static final Duration MAX_WAIT = Duration.ofSeconds(10);

    private final GuardOptions options;
    private final Clock clock;
    private final RegistryReader reader;
    private final @Nullable Snapshot snapshot;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition wanted = lock.newCondition();
    private final Condition done = lock.newCondition();
    private final Thread thread = new Thread(this::run, "gatehouse-guard");
    private final Runnable eachRound;
    private volatile @Nullable Known known;
    private volatile Instant requested = Instant.MIN;
    private boolean asked;
    private long rounds;
    private volatile @Nullable RegistryException problem;

    /** @param eachRound is done after each time the registry was asked */
    ServiceRefresher(GuardOptions options, Clock clock, Runnable eachRound) {
        this.eachRound = eachRound;
        this.options = options;
        this.clock = clock;
        this.reader = new RegistryReader(options, clock, CALL_TIME);
        this.snapshot = options.snapshot() == null ? null : new Snapshot(options, options.snapshot());
        thread.setDaemon(true);
    }

    /** @throws IllegalStateException where the registry refuses to be read */
    void start() {
        known = snapshot == null ? null : snapshot.read().orElse(null);
        thread.start();
        awaitRound(0);
        RegistryException now = problem;
        if (now != null && now.isRefusal()) {
            close();
            throw new IllegalStateException(now.getMessage());
        }
    }

    /** What is known, however old; null before anything is. */
    @Nullable
    Known known() {
        return known;
    }

    /** What is known, or null where it is too old to be relied on. */
    @Nullable
    Known usable() {
        Known now = known;
        boolean recent = now != null && clock.instant().isBefore(now.asOf().plus(options.outlasting()));
        return recent ? now : null;
    }

    /** Whether asking anew because of one token is due. */
    boolean mayRefresh() {
        return thread.isAlive() && !clock.instant().isBefore(requested.plus(BETWEEN_REQUESTED));
    }

    /** Has the registry asked at once, and waits for what it says, unless that happened since {@code before} was known. */
    void refreshSoonAfter(@Nullable Known before) {
        lock.lock();
        long round;
        try {
            if (known != before) {
                return;
            }
            if (mayRefresh()) {
                requested = clock.instant();
                asked = true;
                wanted.signal();
            }
            round = rounds;
        } finally {
            lock.unlock();
        }
        awaitRound(round);
    }

    /** Has the registry asked soon, and does not wait for it. */
    void refreshSoon() {
        lock.lock();
        try {
            asked = true;
            wanted.signal();
        } finally {
            lock.unlock();
        }
    }

    private void awaitRound(long after) {
        lock.lock();
        try {
            long left = MAX_WAIT.toNanos();
            while (rounds <= after && left > 0 && thread.isAlive()) {
                left = done.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        try {
            while (true) {
                round();
                eachRound.run();
                pause();
            }
        } catch (InterruptedException e) {
            LOG.debug("the guard of {} stops", options.serviceId());
        }
    }

    private void round() throws InterruptedException {
        RegistryException failed = null;
        try {
            Known before = known;
            Known read = reader.read(before);
            known = read;
            if (snapshot != null
                    && (before == null
                            || before.index() != read.index()
                            || before.tokens() != read.tokens()
                            || !before.rules().equals(read.rules()))) {
                snapshot.write(read);
            }
        } catch (RegistryException e) {
            failed = e;
        } catch (RuntimeException e) {
            // Whatever it says must not end the thread: it may say something better the next time.
            failed = RegistryException.away("what the registry says cannot be understood: " + e, e);
        }
        finished(failed);
    }

    private void finished(@Nullable RegistryException failed) {
        lock.lock();
        try {
            RegistryException before = problem;
            if (failed != null && (before == null || !Objects.equals(failed.getMessage(), before.getMessage()))) {
                LOG.warn(
                        "guard of {}: {}; deciding from what is known for at most {}",
                        options.serviceId(),
                        failed.getMessage(),
                        options.outlasting());
            }
            if (failed == null && before != null) {
                LOG.info("guard of {}: the registry answers again", options.serviceId());
            }
            problem = failed;
            rounds++;
            done.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void pause() throws InterruptedException {
        lock.lock();
        try {
            long left = options.refresh().toNanos();
            while (!asked && left > 0) {
                left = wanted.awaitNanos(left);
            }
            asked = false;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
