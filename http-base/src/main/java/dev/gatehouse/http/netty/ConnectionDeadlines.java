package dev.gatehouse.http.netty;

import io.vertx.core.http.HttpConnection;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Ends what takes too long on open connections: a body that trickles in, an answer that nobody takes, an idle
 * keep-alive. One instance per event loop, used by that loop alone.
 */
final class ConnectionDeadlines {
    private static final long NEVER = Long.MAX_VALUE;
    private static final long LINGER_NANOS = 5_000_000_000L;

    /** The slowest reader that is still waited for, beyond the time there is to take something. */
    private static final long ANSWER_NANOS_PER_BYTE = 1_000_000_000L / (64 * 1024);

    private final long headNanos;
    private final long bodyNanos;
    private final long idleNanos;
    private final long takingNanos;
    private final Map<HttpConnection, State> connections = new IdentityHashMap<>();

    /** Stands in a ring with all others: one comes and goes with every request. */
    private final Wait waits = new Wait(NEVER, () -> {});

    /** A connection: until when it may be without a request, and whether it still takes one. */
    private static final class State {
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
        state.deadline = now + headNanos;
        connections.put(connection, state);
        connection.closeHandler(closed -> connections.remove(connection));
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
        if (state != null && --state.openRequests == 0 && !state.closing) {
            state.deadline = now + idleNanos;
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
            if (state.deadline != NEVER && now - state.deadline >= 0) {
                state.deadline = NEVER;
                entry.getKey().close();
            }
        }
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
