package dev.gatehouse.http;

import io.vertx.core.http.HttpConnection;
import java.util.IdentityHashMap;
import java.util.Map;

/**
 * Closes connections that take too long to say what they want: a trickled request head, a trickled body, an idle
 * keep-alive. One instance per event loop, used by that loop alone.
 */
final class ConnectionDeadlines {
    private static final long NEVER = Long.MAX_VALUE;

    private final long headNanos;
    private final long bodyNanos;
    private final long idleNanos;
    private final Map<HttpConnection, State> connections = new IdentityHashMap<>();

    /** What a connection is waiting for, and until when. */
    private static final class State {
        long deadline;
        int openRequests;
        Runnable onBodyDeadline;
    }

    ConnectionDeadlines(DoorOptions options) {
        headNanos = options.headDeadline().toNanos();
        bodyNanos = options.bodyDeadline().toNanos();
        idleNanos = options.idleDeadline().toNanos();
    }

    void opened(HttpConnection connection, long now, Runnable onClosed) {
        State state = new State();
        state.deadline = now + headNanos;
        connections.put(connection, state);
        connection.closeHandler(closed -> {
            connections.remove(connection);
            onClosed.run();
        });
    }

    void requestStarted(HttpConnection connection) {
        State state = connections.get(connection);
        if (state != null) {
            state.openRequests++;
            state.deadline = NEVER;
        }
    }

    /** A body is awaited; past the deadline {@code onDeadline} runs in place of a plain close. */
    void bodyStarted(HttpConnection connection, long now, Runnable onDeadline) {
        State state = connections.get(connection);
        if (state != null && state.deadline == NEVER) {
            state.deadline = now + bodyNanos;
            state.onBodyDeadline = onDeadline;
        }
    }

    void bodyEnded(HttpConnection connection) {
        State state = connections.get(connection);
        if (state != null) {
            state.deadline = NEVER;
            state.onBodyDeadline = null;
        }
    }

    void requestEnded(HttpConnection connection, long now) {
        State state = connections.get(connection);
        if (state != null && --state.openRequests <= 0) {
            state.openRequests = 0;
            state.deadline = now + idleNanos;
            state.onBodyDeadline = null;
        }
    }

    /** Closes what is past its deadline. */
    void sweep(long now) {
        for (Map.Entry<HttpConnection, State> entry : Map.copyOf(connections).entrySet()) {
            State state = entry.getValue();
            if (state.deadline == NEVER || now - state.deadline < 0) {
                continue;
            }
            Runnable onBodyDeadline = state.onBodyDeadline;
            state.deadline = NEVER;
            if (onBodyDeadline != null) {
                onBodyDeadline.run();
            } else {
                entry.getKey().close();
            }
        }
    }
}
