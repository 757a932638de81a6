package dev.gatehouse.connectors.webdav.http;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;

/**
 * How far one exchange got, and since when it waits for the server. A socket's own timeout knows neither a server that
 * does not read what it is sent, nor one that answers a byte at a time. Thread-safe.
 */
final class ExchangeProgress {
    private static final long NOT_WAITING = 0;

    private final long patienceNanos;
    private volatile long waitingSince = NOT_WAITING;
    private volatile boolean exhausted;
    private volatile boolean bodyBegun;
    private volatile boolean bodySent;
    private volatile Runnable cut = () -> {};

    /** Something that waits for the server. */
    @FunctionalInterface
    public interface Wait<T> {
        T run() throws IOException;
    }

    /** @param patience how long the server may keep it waiting */
    ExchangeProgress(Duration patience) {
        patienceNanos = patience.toNanos();
    }

    /**
     * Waits for the server; a wait within another shares its time.
     *
     * @throws SocketTimeoutException where it was given up because the server had its time
     */
    <T> T await(Wait<T> wait) throws IOException {
        if (waitingSince != NOT_WAITING) {
            return wait.run();
        }
        resume();
        try {
            return wait.run();
        } catch (IOException e) {
            throw exhausted ? timedOut(e) : e;
        } finally {
            pause();
        }
    }

    private static SocketTimeoutException timedOut(IOException cause) {
        SocketTimeoutException timedOut = new SocketTimeoutException("the server did not go on in time");
        timedOut.initCause(cause);
        return timedOut;
    }

    /** Within a wait: it is somebody else's turn. */
    void pause() {
        waitingSince = NOT_WAITING;
    }

    /** From now on it is the server's turn. */
    void resume() {
        waitingSince = System.nanoTime() | 1;
    }

    /** Whether the server had its time, so that the connection has to be closed. */
    boolean isExhausted() {
        long since = waitingSince;
        if (since != NOT_WAITING && System.nanoTime() - since >= patienceNanos) {
            exhausted = true;
        }
        return exhausted;
    }

    /** @param closing closes the connection that serves the exchange from now on */
    void servedBy(Runnable closing) {
        cut = closing;
    }

    /** Closes the connection before anything more is sent. */
    void cut() {
        cut.run();
    }

    /** A body is read and sent from now on; that works once. */
    void bodyBegins() {
        bodyBegun = true;
    }

    void bodyEnds() {
        bodySent = true;
    }

    boolean isBodyBegun() {
        return bodyBegun;
    }

    boolean isBodySent() {
        return bodySent;
    }
}
