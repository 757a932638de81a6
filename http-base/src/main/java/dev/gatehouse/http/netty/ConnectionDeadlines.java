package dev.gatehouse.http.netty;

import dev.gatehouse.http.netty.peer.Peer;
import dev.gatehouse.http.netty.peer.PeerMemory;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2Error;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Ends what takes too long on open connections: a body that trickles in, an answer that nobody takes, an idle
 * keep-alive; and, when the listener leaves, every connection that idles. It knows each connection, and so what is kept
 * for it. One instance per event loop, used by that loop alone.
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

    /** What was looked up last: a request asks for its connection again and again. */
    private @Nullable HttpConnection last;

    private @Nullable State ofLast;
    private final CompletableFuture<Void> left = new CompletableFuture<>();
    private boolean leaving;
    private long leavingSince;

    /** Stands in a ring with all others: one comes and goes with every request. */
    private final Wait waits;

    private final PeerMemory memory;
    private final Peer nobody;

    /** A connection: since and until when it may be without a request, and whether it still takes one. */
    private static final class State {
        final Peer peer;
        final String address;
        long idleSince;
        long deadline;
        int openRequests;
        boolean closing;

        State(Peer peer, String address) {
            this.peer = peer;
            this.address = address;
        }
    }

    /** Something of a request that must be over in time. */
    static final class Wait {
        private final Peer peer;
        private final long deadline;
        private final Runnable onDeadline;
        private Wait before = this;
        private Wait after = this;

        private Wait(Peer peer, long deadline, Runnable onDeadline) {
            this.peer = peer;
            this.deadline = deadline;
            this.onDeadline = onDeadline;
        }

        private void join(Wait ring) {
            before = ring.before;
            after = ring;
            before.after = this;
            ring.before = this;
            peer.waits();
        }

        /** May be said more than once. */
        void over() {
            if (after != this) {
                peer.waitsNoLonger();
            }
            before.after = after;
            after.before = before;
            before = this;
            after = this;
        }
    }

    ConnectionDeadlines(ListenerOptions.Deadlines deadlines, PeerMemory memory) {
        this.memory = memory;
        nobody = memory.connected("", () -> {});
        nobody.gone();
        waits = new Wait(nobody, NEVER, () -> {});
        headNanos = deadlines.head().toNanos();
        bodyNanos = deadlines.body().toNanos();
        idleNanos = deadlines.idle().toNanos();
        takingNanos = deadlines.taking().toNanos();
    }

    void opened(HttpConnection connection, long now) {
        String address = ClientAddress.of(connection);
        State state = new State(memory.connected(address, () -> abort(connection)), address);
        last = null;
        state.idleSince = now;
        state.deadline = now + headNanos;
        connections.put(connection, state);
        connection.closeHandler(closed -> {
            connections.remove(connection);
            last = null;
            state.peer.gone();
        });
        if (leaving) {
            sendAway(connection);
        }
    }

    private @Nullable State state(HttpConnection connection) {
        if (connection != last) {
            ofLast = connections.get(connection);
            last = connection;
        }
        return ofLast;
    }

    /** Where it comes from; an empty text where that is not known. */
    String address(HttpConnection connection) {
        State state = state(connection);
        return state == null ? ClientAddress.of(connection) : state.address;
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
        ChannelHandlerContext http = ((ConnectionBase) connection).channelHandlerContext();
        if (http.handler() instanceof Http2ConnectionHandler codec) {
            codec.goAway(http, EVERY_STREAM, Http2Error.NO_ERROR.code(), Unpooled.EMPTY_BUFFER, http.newPromise());
            codec.flush(http);
        }
    }

    boolean isLeaving() {
        return leaving;
    }

    /** Done once this loop leaves and no connection is left. */
    CompletableFuture<Void> left() {
        return left;
    }

    /** What is kept for a connection. */
    Peer peer(HttpConnection connection) {
        State state = state(connection);
        return state == null ? nobody : state.peer;
    }

    /** Unlike an orderly close, this does not wait for the client to take what was written. May be called by any thread. */
    static void abort(HttpConnection connection) {
        ((ConnectionBase) connection).channelHandlerContext().close();
    }

    void requestStarted(HttpConnection connection) {
        State state = state(connection);
        if (state != null) {
            state.openRequests++;
            state.deadline = NEVER;
            state.peer.take(Peer.REQUEST);
        }
    }

    /** Whether a connection has more requests open than one. */
    boolean hasOthersOpen(HttpConnection connection) {
        State state = state(connection);
        return state != null && state.openRequests > 1;
    }

    /** Called once for each request that started, when its answer is written or given up. */
    void requestEnded(HttpConnection connection, long now) {
        State state = state(connection);
        if (state == null) {
            return;
        }
        state.peer.giveBack(Peer.REQUEST);
        if (--state.openRequests == 0) {
            state.idleSince = now;
            if (!state.closing) {
                state.deadline = now + idleNanos;
            }
        }
    }

    /** No further request is taken from this connection. */
    void closing(HttpConnection connection) {
        State state = state(connection);
        if (state != null) {
            state.closing = true;
        }
    }

    boolean isClosing(HttpConnection connection) {
        State state = state(connection);
        return state != null && state.closing;
    }

    /** The client may go on sending for a short while, so that it comes to read its answer. */
    void linger(HttpConnection connection, long now) {
        State state = state(connection);
        if (state != null) {
            state.deadline = now + LINGER_NANOS;
        }
    }

    /** As {@link #linger}, for one request of a connection that stays. */
    Wait forLingering(HttpConnection connection, long now, Runnable onDeadline) {
        return waiting(connection, now + LINGER_NANOS, onDeadline);
    }

    Wait forBody(HttpConnection connection, long now, Runnable onDeadline) {
        return waiting(connection, now + bodyNanos, onDeadline);
    }

    Wait forTaking(HttpConnection connection, int answerBytes, long now, Runnable onDeadline) {
        return waiting(connection, now + takingNanos + answerBytes * ANSWER_NANOS_PER_BYTE, onDeadline);
    }

    private Wait waiting(HttpConnection connection, long deadline, Runnable onDeadline) {
        Wait wait = new Wait(peer(connection), deadline, onDeadline);
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
