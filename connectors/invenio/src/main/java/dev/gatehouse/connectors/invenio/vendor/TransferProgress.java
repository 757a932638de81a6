package dev.gatehouse.connectors.invenio.vendor;

import dev.gatehouse.connector.ConnectorException;
import dev.gatehouse.connector.Failure;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Whether a transfer moves on. Thread-safe. */
final class TransferProgress {
    private static final ScheduledExecutorService CLOCK = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("transfers").factory());

    private final long patience;
    private volatile long moved = System.nanoTime();
    /** While the one waits whose patience does not count. */
    private volatile boolean waitingForOther;

    private volatile @Nullable IOException failureOfSource;
    private volatile boolean closed;

    TransferProgress(Duration patience) {
        this.patience = patience.toNanos();
    }

    boolean hasStalled() {
        return !waitingForOther && System.nanoTime() - moved > patience;
    }

    /** The earliest that it can have stalled. */
    Duration untilStalled() {
        return Duration.ofNanos(waitingForOther ? patience : Math.max(0, patience - (System.nanoTime() - moved)));
    }

    /** What the source itself failed with, if it did. */
    void rethrowFailureOfSource() throws IOException {
        IOException failure = failureOfSource;
        if (failure != null) {
            throw failure;
        }
    }

    /** What is sent: it moves on with each read, and waiting for the source is not the receiver's fault. */
    InputStream watching(InputStream source) {
        return new FilterInputStream(source) {
            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] target, int from, int length) throws IOException {
                waitingForOther = true;
                try {
                    return in.read(target, from, length);
                } catch (IOException e) {
                    failureOfSource = e;
                    throw e;
                } finally {
                    moved = System.nanoTime();
                    waitingForOther = false;
                }
            }
        };
    }

    /** What is received: closed where nothing comes for too long while somebody waits for it. */
    InputStream bounding(InputStream received) {
        waitingForOther = true;
        ScheduledFuture<?> check = CLOCK.scheduleWithFixedDelay(
                () -> closeIfStalled(received), patience / 4, Math.max(1, patience / 4), TimeUnit.NANOSECONDS);
        return new FilterInputStream(received) {
            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] target, int from, int length) throws IOException {
                moved = System.nanoTime();
                waitingForOther = false;
                try {
                    return in.read(target, from, length);
                } catch (IOException e) {
                    if (closed) {
                        throw stalled(e);
                    }
                    throw e;
                } finally {
                    waitingForOther = true;
                }
            }

            @Override
            public void close() throws IOException {
                check.cancel(false);
                super.close();
            }
        };
    }

    private ConnectorException stalled(IOException closing) {
        String message = "The repository sent nothing more for "
                + Duration.ofNanos(patience).toSeconds() + " seconds.";
        return new ConnectorException(Failure.TIMED_OUT, message, closing);
    }

    private void closeIfStalled(InputStream received) {
        if (hasStalled()) {
            closed = true;
            try {
                received.close();
            } catch (IOException e) {
                // whoever reads is told
            }
        }
    }
}
