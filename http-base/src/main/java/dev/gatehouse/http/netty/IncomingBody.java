package dev.gatehouse.http.netty;

import dev.gatehouse.api.ApiException;
import dev.gatehouse.api.ErrorCode;
import dev.gatehouse.http.BodyRule;
import dev.gatehouse.http.Request;
import dev.gatehouse.http.netty.gate.Bites;
import dev.gatehouse.http.netty.peer.Peer;
import dev.gatehouse.http.syntax.HeaderNames;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A request's body on its way in: checked before it is read, bounded in size, in time and in the memory all bodies may
 * take. Lives on the connection's event loop; made only for a request with a body that is wanted.
 */
final class IncomingBody {
    /** Who waits for the body; called on the event loop, one method, once. */
    interface Reader {
        /** The request has its body, or says that it was left out. */
        void bodyRead();

        /** It broke a rule, came too late, or there was no room for it. */
        void bodyFailed(Throwable failure);

        /** The client left before it was complete. */
        void bodyAbandoned();
    }

    private final ListenerContext listener;
    private final HttpServerRequest http;
    private final Request request;
    private final BodyRule rule;
    private final Reader reader;
    private final Peer peer;
    private final Bites bites;
    private @Nullable Buffer received;
    private int reserved;
    private int arriving;
    private ConnectionDeadlines.@Nullable Wait wait;

    IncomingBody(ListenerContext listener, HttpServerRequest http, Request request, BodyRule rule, Reader reader) {
        this.listener = listener;
        this.http = http;
        this.request = request;
        this.rule = rule;
        this.reader = reader;
        this.peer = listener.deadlines().peer(http.connection());
        this.bites = Bites.of(http.connection());
    }

    /** Whether the header fields tell that there is none. */
    static boolean isAbsent(HttpServerRequest http, Request request) {
        return request.announcedLength() == 0 || (!request.announcesBody() && http.version() != HttpVersion.HTTP_2);
    }

    /**
     * Begins to read.
     *
     * @throws ApiException where the header fields tell that the body is not acceptable
     */
    void receive() {
        if (!rule.isOnlyLookedAt()) {
            checkHeaderFields();
        }
        if (request.announcedLength() > rule.limit()) {
            tooLarge();
        } else {
            read();
        }
    }

    private void checkHeaderFields() {
        String encoding = http.getHeader(HeaderNames.CONTENT_ENCODING);
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            throw ErrorCode.CONTENT_ENCODING_UNSUPPORTED.with(encoding);
        }
        boolean present = !isAbsent(http, request);
        checkPresence(present);
        if (present) {
            rule.checkMediaType(http.getHeader(HeaderNames.CONTENT_TYPE));
        }
    }

    private void checkPresence(boolean present) {
        if (!present && rule.required()) {
            throw ErrorCode.VALIDATOR_REQUEST_BODY_MISSING.with(request.method(), request.path());
        }
    }

    private void read() {
        if ("100-continue".equalsIgnoreCase(http.getHeader(HeaderNames.EXPECT))
                && http.version() != HttpVersion.HTTP_1_0) {
            http.response().writeContinue();
        }
        received = Buffer.buffer();
        bites.bodyBegins();
        wait = listener.deadlines().forBody(http.connection(), System.nanoTime(), this::late);
        http.handler(chunk -> guarded(before -> append(before, chunk)));
        http.endHandler(end -> guarded(this::complete));
        http.exceptionHandler(gone -> abandon());
    }

    /** @param step with what was received so far */
    private void guarded(Consumer<Buffer> step) {
        Buffer before = received;
        if (before == null) {
            return;
        }
        try {
            step.accept(before);
        } catch (RuntimeException | Error failure) {
            reader.bodyFailed(failure);
        }
    }

    private void append(Buffer before, Buffer chunk) {
        if (before.length() + (long) chunk.length() > rule.limit()) {
            tooLarge();
            return;
        }
        listener.admission().reserveBody(chunk.length());
        reserved += chunk.length();
        before.appendBuffer(chunk);
        arriving += chunk.length();
        peer.take(chunk.length());
        peer.progressed();
    }

    /** A body that was only to be looked at is left out; what is left of it is not kept. */
    private void tooLarge() {
        if (!rule.isOnlyLookedAt()) {
            throw ErrorCode.REQUEST_BODY_TOO_LARGE.with(rule.limit());
        }
        forget();
        request.leaveBody();
        reader.bodyRead();
    }

    private void complete(Buffer all) {
        byte[] body = all.getBytes();
        waitNoLonger();
        checkPresence(body.length > 0);
        request.setBody(body);
        reader.bodyRead();
    }

    private void late() {
        reader.bodyFailed(ErrorCode.REQUEST_TIMEOUT.with(
                listener.options().deadlines().body().toSeconds()));
    }

    private void abandon() {
        if (received != null) {
            forget();
            reader.bodyAbandoned();
        }
    }

    /** Gives back the memory of what was received; what still comes is not kept. */
    void forget() {
        listener.admission().releaseBody(reserved);
        reserved = 0;
        waitNoLonger();
    }

    private void waitNoLonger() {
        if (received != null) {
            bites.bodyEnds();
        }
        received = null;
        peer.giveBack(arriving);
        arriving = 0;
        if (wait != null) {
            wait.over();
            wait = null;
        }
    }
}
