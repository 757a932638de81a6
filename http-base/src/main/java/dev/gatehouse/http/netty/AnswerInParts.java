package dev.gatehouse.http.netty;

import dev.gatehouse.http.netty.peer.Peer;
import io.netty.buffer.ByteBuf;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.internal.buffer.BufferInternal;

/**
 * A large answer, given to the transport part by part as the client takes it. Over HTTP/1.1 the transport copies what it is
 * given; over HTTP/2 it holds up every stream of a connection once more waits on one of them than the connection's window
 * takes. Used by one event loop.
 */
final class AnswerInParts {
    /** A frame of HTTP/2. */
    static final int FRAME = 16 * 1024;

    private final HttpServerResponse response;
    private final ByteBuf content;
    private final int size;
    private final Peer peer;
    private final Promise<Void> sent = Promise.promise();

    /** @param size of each part but the last, in bytes */
    AnswerInParts(HttpServerResponse response, ByteBuf content, int size, Peer peer) {
        this.response = response;
        this.content = content;
        this.size = size;
        this.peer = peer;
    }

    /** Done when the client has taken it all. */
    Future<Void> send() {
        next();
        return sent.future();
    }

    private void next() {
        Buffer part = BufferInternal.buffer(content.readSlice(Math.min(size, content.readableBytes())));
        if (content.isReadable()) {
            response.write(part).onComplete(this::taken);
        } else {
            response.end(part).onComplete(sent);
        }
    }

    private void taken(AsyncResult<Void> part) {
        if (part.failed()) {
            sent.fail(part.cause());
            return;
        }
        peer.progressed();
        next();
    }
}
