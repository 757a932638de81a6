package dev.gatehouse.http.netty;

import dev.gatehouse.http.ResponseSink;
import dev.gatehouse.http.StreamingResponse;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import org.jspecify.annotations.Nullable;

/**
 * A streamed answer on its way to one client. It ends when the client leaves, when the feature says so, when the caller
 * may no longer have it, and when the client takes nothing for too long. Lives on the connection's event loop; the
 * methods of {@link ResponseSink} may be called by any thread.
 */
final class ResponseStream implements ResponseSink {
    private static final long HEARTBEAT_MILLIS = 15_000;

    /** Asks whether the caller may still have a stream, and revokes it or else goes on; called on the event loop. */
    @FunctionalInterface
    interface Permission {
        void ask(ResponseStream stream, Runnable goOn);
    }

    private final ListenerContext listener;
    private final HttpServerRequest http;
    private final HttpServerResponse response;
    private final Context loop;
    private final StreamingResponse streaming;
    private final Permission permission;
    private ConnectionDeadlines.@Nullable Wait taking;
    private @Nullable Runnable waiting;
    private long heartbeats;
    private boolean ended;

    /** @param permission asked now and then, and before parts where the answer wants that */
    ResponseStream(
            ListenerContext listener, HttpServerRequest http, StreamingResponse streaming, Permission permission) {
        this.listener = listener;
        this.http = http;
        this.response = http.response();
        this.loop = listener.vertx().getOrCreateContext();
        this.streaming = streaming;
        this.permission = permission;
    }

    void open(String requestId) {
        if (!listener.answers().openStream(http, requestId, streaming.head())) {
            return;
        }
        response.closeHandler(gone -> finish());
        response.exceptionHandler(broken -> finish());
        response.drainHandler(taken -> drained());
        heartbeats = listener.vertx().setPeriodic(HEARTBEAT_MILLIS, tick -> beat());
        streaming.begin(this);
    }

    @Override
    public void write(byte[] part, Runnable next) {
        ListenerContext.on(loop, () -> {
            if (streaming.asksBeforeParts()) {
                permission.ask(this, () -> ListenerContext.on(loop, () -> send(part, next)));
            } else {
                send(part, next);
            }
        });
    }

    @Override
    public void end() {
        ListenerContext.on(loop, this::endInOrder);
    }

    @Override
    public void breakOff() {
        ListenerContext.on(loop, this::cut);
    }

    /** The caller may have it no longer. */
    void revoke() {
        if (streaming.isFinite()) {
            breakOff();
        } else {
            end();
        }
    }

    private void send(byte[] part, Runnable next) {
        if (ended) {
            return;
        }
        response.write(Buffer.buffer(part));
        if (response.writeQueueFull()) {
            waiting = next;
            awaitTaking();
        } else {
            next.run();
        }
    }

    private void beat() {
        if (ended || taking != null) {
            return;
        }
        byte[] heartbeat = streaming.heartbeat();
        if (heartbeat.length > 0) {
            response.write(Buffer.buffer(heartbeat));
        }
        if (response.writeQueueFull()) {
            awaitTaking();
        }
        permission.ask(this, () -> {});
    }

    private void awaitTaking() {
        if (taking == null) {
            taking = listener.deadlines().forTaking(http.connection(), 0, System.nanoTime(), this::cut);
        }
    }

    private void drained() {
        taken();
        Runnable next = waiting;
        waiting = null;
        if (next != null && !ended) {
            next.run();
        }
    }

    private void taken() {
        if (taking != null) {
            taking.over();
            taking = null;
        }
    }

    private void endInOrder() {
        if (!ended) {
            listener.answers().endStream(http);
            finish();
        }
    }

    /** What was written for the client and not taken yet is not worth keeping. */
    private void cut() {
        if (!ended) {
            ResponseWriter.cutStream(http);
            finish();
        }
    }

    private void finish() {
        if (ended) {
            return;
        }
        ended = true;
        taken();
        waiting = null;
        listener.vertx().cancelTimer(heartbeats);
        listener.deadlines().requestEnded(http.connection(), System.nanoTime());
        streaming.ended();
    }
}
