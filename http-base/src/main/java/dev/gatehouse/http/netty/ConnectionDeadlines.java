package dev.gatehouse.http.netty;

import io.netty.handler.codec.http2.Http2Error;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpVersion;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Ends what takes too long on open connections: a body that trickles in, an answer that nobody takes, an idle
 * keep-alive; and, when the listener leaves, every connection that idles. One instance per event loop, used by that loop
 * alone.
 */
final class ConnectionDeadlines {
    private static final long NEVER = Long.MAX_VALUE;
    private static final long LINGER_NANOS = 5_000_000_000L;

    /** A client that sends one request after the other has the next one under way within this time. */
    private static final long NEXT_REQUEST_NANOS = 1_000_000_000L;

    /** In a GOAWAY: nothing that was sent is lost, but nothing more should be (RFC 9113 section 6.8). */
    private static final int EVERY_STREAM = Integer.MAX_VALUE;

    /** The slowest reader that is still waited for, beyond the time there is to take something. */
    private static final long ANSWER_NANOS_PER_BYTE = 1_000_000_000L / (64 * 1024);

    private final long headNanos;
    private final long bodyNanos;
    private final long idleNanos;
    private final long takingNanos;
    private final Map<HttpConnection, State> connections = new IdentityHashMap<>();
    private final CompletableFuture<Void> left = new CompletableFuture<>();
    private boolean leaving;
    private long leavingSince;

    /** Stands in a ring with all others: one comes and goes with every request. */
    private final Wait waits = new Wait(NEVER, () -> {});

    /** A connection: since and until when it may be without a request, and whether it still takes one. */
    private static final class State {
        long idleSince;
        long deadline;
        int openRequests;
        boolean closing;
    }

    /** Something of a request that must be over in time. */
    static final class Wait {
        private final long deadline;
        private final Runnable onDeadline;
        private Wait before = this;
        private Wait after = this;

        private Wait(long deadline, Runnable onDeadline) {
            this.deadline = deadline;
            this.onDeadline = onDeadline;
        }

        private void join(Wait ring) {
            before = ring.before;
            after = ring;
            before.after = this;
            ring.before = this;
        }

        /** May be said more than once. */
        void over() {
            before.after = after;
            after.before = before;
            before = this;
            after = this;
        }
    }

    ConnectionDeadlines(ListenerOptions.Deadlines deadlines) {
        headNanos = deadlines.head().toNanos();
        bodyNanos = deadlines.body().toNanos();
        idleNanos = deadlines.idle().toNanos();
        takingNanos = deadlines.taking().toNanos();
    }

    void opened(HttpConnection connection, long now) {
        State state = new State();
        state.idleSince = now;
        state.deadline = now + headNanos;
        connections.put(connection, state);
        connection.closeHandler(closed -> connections.remove(connection));
        if (leaving) {
            sendAway(connection);
        }
    }

    /**
     * From now on answers ask clients to go elsewhere, and connections are closed where no request followed the last
     * answer for a while.
     */
    void leave(long now) {
        if (!leaving) {
            leaving = true;
            leavingSince = now;
            List.copyOf(connections.keySet()).forEach(ConnectionDeadlines::sendAway);
        }
    }

    /** Over HTTP/1.1 the next answer says it. */
    @SuppressWarnings("deprecation") // what Vert.x names in its place says the same, but also closes by its own clock
    private static void sendAway(HttpConnection connection) {
        if (connection.protocolVersion() == HttpVersion.HTTP_2) {
            connection.goAway(Http2Error.NO_ERROR.code(), EVERY_STREAM);
        }
    }

    boolean isLeaving() {
        return leaving;
    }

    /** Done once this loop leaves and no connection is left. */
    CompletableFuture<Void> left() {
        return left;
    }

    void requestStarted(HttpConnection connection) {
        State state = connections.get(connection);
        if (state != null) {
            state.openRequests++;
            state.deadline = NEVER;
        }
    }

    /** Called once for each request that started, when its answer is written or given up. */
    void requestEnded(HttpConnection connection, long now) {
        State state = connections.get(connection);
        if (state != null && --state.openRequests == 0) {
            state.idleSince = now;
            if (!state.closing) {
                state.deadline = now + idleNanos;
            }
        }
    }

    /** No further request is taken from this connection. */
    void closing(HttpConnection connection) {
        State state = connections.get(connection);
        if (state != null) {
            state.closing = true;
        }
    }

    boolean isClosing(HttpConnection connection) {
        State state = connections.get(connection);
        return state != null && state.closing;
    }

    /** The client may go on sending for a short while, so that it comes to read its answer. */
    void linger(HttpConnection connection, long now) {
        State state = connections.get(connection);
        if (state != null) {
            state.deadline = now + LINGER_NANOS;
        }
    }

    /** As {@link #linger}, for one request of a connection that stays. */
    Wait forLingering(long now, Runnable onDeadline) {
        return waiting(now + LINGER_NANOS, onDeadline);
    }

    Wait forBody(long now, Runnable onDeadline) {
        return waiting(now + bodyNanos, onDeadline);
    }

    Wait forTaking(int answerBytes, long now, Runnable onDeadline) {
        return waiting(now + takingNanos + answerBytes * ANSWER_NANOS_PER_BYTE, onDeadline);
    }

    private Wait waiting(long deadline, Runnable onDeadline) {
        Wait wait = new Wait(deadline, onDeadline);
        wait.join(waits);
        return wait;
    }

    /** Ends what is past its deadline. */
    void sweep(long now) {
        for (Wait wait : due(now)) {
            wait.over();
            wait.onDeadline.run();
        }
        for (Map.Entry<HttpConnection, State> entry : List.copyOf(connections.entrySet())) {
            State state = entry.getValue();
            if (isOver(state, now)) {
                state.deadline = NEVER;
                entry.getKey().close();
            }
        }
        // Who just connected may not have sent a first request, and is not known before.
        if (leaving && connections.isEmpty() && now - leavingSince >= NEXT_REQUEST_NANOS) {
            left.complete(null);
        }
    }

    private boolean isOver(State state, long now) {
        if (state.deadline == NEVER) {
            return false;
        }
        return now - state.deadline >= 0 || (leaving && !state.closing && now - state.idleSince >= NEXT_REQUEST_NANOS);
    }

    private List<Wait> due(long now) {
        List<Wait> due = new ArrayList<>();
        for (Wait wait = waits.after; wait != waits; wait = wait.after) {
            if (now - wait.deadline >= 0) {
                due.add(wait);
            }
        }
        return due;
    }
}
