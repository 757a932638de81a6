package dev.gatehouse.connectors.webdav;

import java.io.IOException;
import java.util.Optional;
import org.apache.http.HttpConnection;
import org.apache.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/**
 * How far one exchange got, and since when it waits for the server. A socket's own timeout knows neither a server that
 * does not read what it is sent, nor one that answers a byte at a time. Thread-safe.
 */
final class Progress {
    private static final String ATTRIBUTE = Progress.class.getName();
    private static final long NOT_WAITING = 0;

    private final long patienceNanos;
    private volatile long waitingSince = NOT_WAITING;
    private volatile @Nullable HttpConnection connection;
    private volatile boolean exhausted;
    private volatile boolean bodyBegun;
    private volatile boolean bodyEnded;

    Progress(long patienceNanos) {
        this.patienceNanos = patienceNanos;
    }

    /** The one that {@link #enter} left in a context. */
    static Progress of(HttpContext context) {
        return (Progress) context.getAttribute(ATTRIBUTE);
    }

    void enter(HttpContext context) {
        context.setAttribute(ATTRIBUTE, this);
    }

    /** Where it is sent now. */
    void uses(HttpConnection newConnection) {
        connection = newConnection;
    }

    /** The body of the answer where it can be read from the connection's socket. */
    Optional<SocketBody> socketBody() {
        return SocketConnection.body(connection);
    }

    /** From now on it is the server's turn. */
    void waiting() {
        waitingSince = System.nanoTime() | 1;
    }

    void notWaiting() {
        waitingSince = NOT_WAITING;
    }

    /** Ends the exchange where the server had its time. */
    void check() {
        long since = waitingSince;
        HttpConnection used = connection;
        if (since == NOT_WAITING || used == null || System.nanoTime() - since < patienceNanos) {
            return;
        }
        exhausted = true;
        try {
            used.shutdown();
        } catch (IOException e) {
            // whoever waits for it is told that it is closed
        }
    }

    /** Whether it was ended for that. */
    boolean isExhausted() {
        return exhausted;
    }

    /** A body is read and sent from now on; that works once. */
    void bodyBegins() {
        bodyBegun = true;
    }

    void bodyEnds() {
        bodyEnded = true;
    }

    boolean isBodyBegun() {
        return bodyBegun;
    }

    /** Whether a part of a body was sent without the rest, so that nothing else can be sent on this connection. */
    boolean isBodyCut() {
        return bodyBegun && !bodyEnded;
    }
}
