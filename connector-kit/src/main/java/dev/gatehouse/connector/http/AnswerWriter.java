package dev.gatehouse.connector.http;

import dev.gatehouse.connector.transfer.BodyPipe;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import java.time.Duration;
import java.util.OptionalLong;

/** Writes one request's answer, and closes the connection behind it where that has to be. Used by one event loop. */
final class AnswerWriter {
    private static final long LINGER_MILLIS = 3_000;

    private final Context loop;
    private final HttpServerRequest request;
    private final HttpServerResponse response;
    private final ConnectionTimers timers;
    private final RequestLog.Entry entry;
    private final BodyPipe body;
    private final Duration stall;
    private boolean close;
    private boolean ended;

    AnswerWriter(
            Context loop,
            HttpServerRequest request,
            ConnectionTimers timers,
            RequestLog.Entry entry,
            BodyPipe body,
            Duration stall) {
        this.loop = loop;
        this.request = request;
        this.response = request.response();
        this.timers = timers;
        this.entry = entry;
        this.body = body;
        this.stall = stall;
    }

    /** No further request is taken from the connection. */
    void last() {
        close = true;
    }

    /** A whole answer; to HEAD goes the length of what GET would have got (RFC 9110 section 8.6). */
    void write(Answer answer) {
        if (response.closed() || response.headWritten()) {
            ended(answer.status(), 0, "left");
            return;
        }
        byte[] bytes = answer.bytes();
        putHead(answer);
        boolean head = request.method() == HttpMethod.HEAD;
        if (answer.status() != 204) {
            response.putHeader("Content-Length", Integer.toString(bytes.length));
        }
        Future<Void> sent = response.end(head ? Buffer.buffer() : Buffer.buffer(bytes));
        afterwards(sent, answer.status(), head ? 0 : bytes.length);
    }

    /** The head of an answer whose content is not asked for. */
    void writeHead(Answer answer, OptionalLong length) {
        if (response.closed()) {
            ended(answer.status(), 0, "left");
            return;
        }
        putHead(answer);
        length.ifPresent(bytes -> response.putHeader("Content-Length", Long.toString(bytes)));
        afterwards(response.end(), answer.status(), 0);
    }

    /** The head of an answer whose content follows. */
    void begin(Answer answer, OptionalLong length) {
        if (response.closed()) {
            return;
        }
        putHead(answer);
        if (length.isPresent()) {
            response.putHeader("Content-Length", Long.toString(length.getAsLong()));
        } else if (request.version() == HttpVersion.HTTP_1_0) {
            close = true;
            response.putHeader("Connection", "close");
        } else {
            response.setChunked(true);
        }
    }

    /** The end of what {@link #begin} began. */
    void end(long bytes) {
        if (response.closed()) {
            ended(response.getStatusCode(), bytes, "left");
            return;
        }
        afterwards(response.end(), response.getStatusCode(), bytes);
    }

    /** Ends the connection in place of the answer, so that the caller sees that it is not all. */
    void cut() {
        ConnectionTimers.abort(request);
        ended(response.getStatusCode(), response.bytesWritten(), "cut");
    }

    private void putHead(Answer answer) {
        response.setStatusCode(answer.status());
        response.putHeader("X-Request-Id", entry.id());
        response.putHeader("X-Content-Type-Options", "nosniff");
        response.putHeader("Cache-Control", "no-store");
        answer.headers().forEach(response::putHeader);
        close = close || Framing.asksToClose(request) || (Framing.hasBody(request) && !body.isComplete());
        if (close) {
            response.putHeader("Connection", "close");
        }
    }

    private void afterwards(Future<Void> sent, int status, long bytes) {
        long late = loop.owner().setTimer(stall.toMillis(), now -> ConnectionTimers.abort(request));
        sent.onComplete(done -> {
            loop.owner().cancelTimer(late);
            ended(status, bytes, done.succeeded() ? "" : "left");
            if (close && done.succeeded() && !request.isEnded()) {
                linger();
            } else if (close) {
                request.connection().close();
            }
        });
    }

    /**
     * Reads on and throws away for a short while (RFC 9112 section 9.6): closing on unread bytes makes the network reset
     * the connection, and with it the caller loses an answer it has not read yet.
     */
    private void linger() {
        loop.owner().setTimer(LINGER_MILLIS, late -> ConnectionTimers.abort(request));
        request.handler(discarded -> {});
        request.endHandler(end -> request.connection().close());
        request.resume();
    }

    private void ended(int status, long bytes, String outcome) {
        if (!ended) {
            ended = true;
            timers.requestEnded(request.connection());
            entry.ended(status, body.arrived(), bytes, outcome);
        }
    }
}
