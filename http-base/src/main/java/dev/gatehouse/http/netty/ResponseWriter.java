package dev.gatehouse.http.netty;

import dev.gatehouse.http.Response;
import dev.gatehouse.http.netty.peer.Peer;
import dev.gatehouse.http.syntax.HeaderField;
import dev.gatehouse.http.syntax.HeaderNames;
import dev.gatehouse.http.syntax.HttpDate;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.internal.buffer.BufferInternal;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * Writes answers, and closes the connection after one where the client or the state of its body asks for that. Used by
 * one event loop.
 */
final class ResponseWriter {
    /** RFC 9113 section 7. */
    private static final long NO_ERROR = 0;

    private static final long CANCEL = 8;

    private static final byte[] NO_BODY = {};

    private static final CharSequence NO_SNIFFING = HttpHeaders.createOptimized("nosniff");
    private static final CharSequence NOT_STORED = HttpHeaders.createOptimized("no-store");
    private static final CharSequence REVALIDATED = HttpHeaders.createOptimized("private, no-cache");

    private final ConnectionDeadlines deadlines;
    private CharSequence date = "";
    private long dateSecond;

    ResponseWriter(ConnectionDeadlines deadlines) {
        this.deadlines = deadlines;
    }

    /** Ends the request with this answer; a client that has left is not told. */
    Future<Void> write(HttpServerRequest request, String requestId, Response answer) {
        return write(request, requestId, answer, isLast(request));
    }

    /** As {@link #write}, and takes no further request from the connection. */
    Future<Void> writeLast(HttpServerRequest request, String requestId, Response answer) {
        return write(request, requestId, answer, true);
    }

    private Future<Void> write(HttpServerRequest request, String requestId, Response answer, boolean last) {
        HttpServerResponse response = request.response();
        if (response.closed()) {
            return gone(request);
        }
        boolean close = isHttp1(request) && (last || hasUnreadBody(request));
        putHead(response, requestId, answer);
        if (close) {
            response.putHeader(HeaderNames.CONNECTION, "close");
            deadlines.closing(request.connection());
        }
        Future<Void> sent = send(request, answer);
        afterwards(request, sent, answer.body(), close);
        return sent;
    }

    private Future<Void> gone(HttpServerRequest request) {
        deadlines.requestEnded(request.connection(), System.nanoTime());
        return Future.failedFuture("the client has left");
    }

    /** Sends the head of an answer whose length nobody knows; false where the client has left. */
    boolean openStream(HttpServerRequest request, String requestId, Response head) {
        HttpServerResponse response = request.response();
        if (response.closed()) {
            deadlines.requestEnded(request.connection(), System.nanoTime());
            return false;
        }
        prepareParts(request, requestId, head, OptionalLong.empty(), isLast(request));
        response.writeHead();
        return true;
    }

    private void prepareParts(
            HttpServerRequest request, String requestId, Response head, OptionalLong length, boolean last) {
        HttpServerResponse response = request.response();
        putHead(response, requestId, head);
        boolean endsWithConnection = length.isEmpty() && request.version() == HttpVersion.HTTP_1_0;
        if (isHttp1(request) && (last || endsWithConnection)) {
            response.putHeader(HeaderNames.CONNECTION, "close");
            deadlines.closing(request.connection());
        }
        if (length.isPresent()) {
            response.putHeader(HeaderNames.CONTENT_LENGTH, Long.toString(length.getAsLong()));
        } else {
            response.setChunked(request.version() == HttpVersion.HTTP_1_1);
        }
    }

    /** Makes ready to send an answer part by part, its head with the first one; nothing where the client has left. */
    void beginParts(HttpServerRequest request, String requestId, Response head, OptionalLong length) {
        if (!request.response().closed()) {
            prepareParts(request, requestId, head, length, isLast(request) || hasUnreadBody(request));
        }
    }

    /** Ends what {@link #beginParts} began. */
    Future<Void> endParts(HttpServerRequest request) {
        if (request.response().closed()) {
            return gone(request);
        }
        Future<Void> sent = request.response().end();
        afterwards(request, sent, NO_BODY, isHttp1(request) && deadlines.isClosing(request.connection()));
        return sent;
    }

    /** Ends what {@link #openStream} began. */
    void endStream(HttpServerRequest request) {
        HttpConnection connection = request.connection();
        Future<Void> sent = request.response().end();
        if (deadlines.isClosing(connection)) {
            sent.onComplete(done -> connection.close());
        }
    }

    /** Ends it without waiting for the client to take what was written; other answers of the connection stay. */
    static void cutStream(HttpServerRequest request) {
        if (isHttp1(request)) {
            ConnectionDeadlines.abort(request.connection());
        } else {
            request.response().reset(CANCEL);
        }
    }

    /** Closes without an answer; a request behind this one is not looked at. */
    void refuse(HttpServerRequest request) {
        deadlines.closing(request.connection());
        request.connection().close();
    }

    private void putHead(HttpServerResponse response, String requestId, Response answer) {
        response.setStatusCode(answer.status());
        MultiMap fields = response.headers();
        // None of these is there before.
        fields.add(HttpHeaders.DATE, date());
        fields.add(HeaderNames.REQUEST_ID, requestId);
        fields.add(HeaderNames.CONTENT_TYPE_OPTIONS, NO_SNIFFING);
        fields.add(HeaderNames.CACHE_CONTROL, answer.entityTag() == null ? NOT_STORED : REVALIDATED);
        if (answer.contentType() != null) {
            fields.add(HeaderNames.CONTENT_TYPE, answer.contentType());
        }
        if (answer.entityTag() != null) {
            fields.add(HeaderNames.ETAG, answer.entityTag());
        }
        for (HeaderField field : answer.headers()) {
            put(fields, field);
        }
    }

    /** A cookie adds to those already set (RFC 6265 section 3); any other field replaces its value. */
    private static void put(MultiMap fields, HeaderField field) {
        if ("Set-Cookie".contentEquals(field.name())) {
            fields.add(field.name(), field.value());
        } else {
            fields.set(field.name(), field.value());
        }
    }

    private Future<Void> send(HttpServerRequest request, Response answer) {
        HttpServerResponse response = request.response();
        byte[] body = answer.body();
        // To HEAD goes the length of what GET would have got (RFC 9110 section 8.6), and nothing of it.
        if (request.method() == HttpMethod.HEAD) {
            if (answer.status() != 204 && answer.status() != 304) {
                response.putHeader(HeaderNames.CONTENT_LENGTH, Integer.toString(body.length));
            }
            return response.end(Buffer.buffer());
        }
        // Not copied: many may wait for the same one.
        ByteBuf content = Unpooled.wrappedBuffer(body);
        int part = isHttp1(request) ? Peer.PART : AnswerInParts.FRAME;
        if (body.length <= part) {
            return response.end(BufferInternal.buffer(content));
        }
        response.putHeader(HeaderNames.CONTENT_LENGTH, Integer.toString(body.length));
        return new AnswerInParts(response, content, part, deadlines.peer(request.connection())).send();
    }

    private void afterwards(HttpServerRequest request, Future<Void> sent, byte[] body, boolean close) {
        HttpConnection connection = request.connection();
        Peer peer = deadlines.peer(connection);
        ConnectionDeadlines.Wait taking = deadlines.forTaking(
                connection, body.length, System.nanoTime(), () -> ConnectionDeadlines.abort(connection));
        long counted = peer.takeBody(body);
        sent.onComplete(done -> {
            taking.over();
            peer.giveBackBody(body, counted);
            deadlines.requestEnded(connection, System.nanoTime());
            if (!isHttp1(request)) {
                readOnForAWhile(request);
                return;
            }
            if (!close) {
                return;
            }
            if (done.succeeded() && hasUnreadBody(request)) {
                linger(request);
            } else {
                connection.close();
            }
        });
    }

    /**
     * Reads on and throws away for a short while (RFC 9112 section 9.6): closing on unread bytes makes the network reset
     * the connection, and with it the client loses an answer it has not read yet.
     */
    private void linger(HttpServerRequest request) {
        HttpConnection connection = request.connection();
        deadlines.linger(connection, System.nanoTime());
        request.handler(discarded -> {});
        request.endHandler(end -> connection.close());
        request.resume();
    }

    /**
     * The rest of a stream's body is thrown away as it comes, so that it takes nothing from the window all streams of the
     * connection share; a client that goes on for long is told to stop (RFC 9113 section 8.1).
     */
    private void readOnForAWhile(HttpServerRequest request) {
        if (request.isEnded() || request.response().closed()) {
            return;
        }
        ConnectionDeadlines.Wait rest = deadlines.forLingering(
                request.connection(),
                System.nanoTime(),
                () -> request.response().reset(NO_ERROR));
        request.exceptionHandler(gone -> rest.over());
        request.endHandler(end -> rest.over());
    }

    private static boolean isHttp1(HttpServerRequest request) {
        return request.version() != HttpVersion.HTTP_2;
    }

    private static boolean hasUnreadBody(HttpServerRequest request) {
        if (request.isEnded()) {
            return false;
        }
        String length = request.getHeader(HeaderNames.CONTENT_LENGTH);
        return request.headers().contains(HeaderNames.TRANSFER_ENCODING) || (length != null && !length.equals("0"));
    }

    private boolean isLast(HttpServerRequest request) {
        return deadlines.isLeaving() || asksToClose(request);
    }

    /** RFC 9110 section 7.6.1: Connection is a list, and "close" may stand anywhere in it. */
    private static boolean asksToClose(HttpServerRequest request) {
        for (String field : request.headers().getAll(HeaderNames.CONNECTION)) {
            for (String option : field.split(",")) {
                if (option.strip().toLowerCase(Locale.ROOT).equals("close")) {
                    return true;
                }
            }
        }
        return false;
    }

    private CharSequence date() {
        long second = System.currentTimeMillis() / 1000;
        if (second != dateSecond) {
            dateSecond = second;
            date = HttpHeaders.createOptimized(HttpDate.of(Instant.ofEpochSecond(second)));
        }
        return date;
    }
}
