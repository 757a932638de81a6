package dev.gatehouse.http.netty;

import dev.gatehouse.api.ApiException;
import dev.gatehouse.api.ErrorCode;
import dev.gatehouse.http.Response;
import dev.gatehouse.http.log.RequestEntry;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

/** Answers what the HTTP decoder could not read, and closes the connection. One instance per event loop. */
final class InvalidRequests implements Handler<HttpServerRequest> {
    private final ListenerContext listener;

    InvalidRequests(ListenerContext listener) {
        this.listener = listener;
    }

    @Override
    public void handle(HttpServerRequest request) {
        if (listener.deadlines().isClosing(request.connection())) {
            return;
        }
        if (FramingGuard.isAmbiguous(request)) {
            listener.answers().refuse(request);
            return;
        }
        listener.deadlines().requestStarted(request.connection());
        ApiException error = error(request.decoderResult().cause());
        RequestEntry entry = RequestEntry.begin(listener.recorder(), request, ListenerRouter.UNROUTED);
        Response answer = listener.refusal(error, request, entry);
        entry.answered(answer.status(), answer.body().length, null);
        Future<Void> sent = listener.answers().writeLast(request, entry.id(), answer);
        entry.written(answer.status(), answer.body().length, sent);
    }

    private ApiException error(@Nullable Throwable cause) {
        return switch (cause) {
            case TooLongHttpHeaderException e ->
                ErrorCode.REQUEST_HEADERS_TOO_LARGE.with(ServerOptions.MAX_HEADER_BYTES);
            case TooLongHttpLineException e ->
                ErrorCode.REQUEST_TARGET_TOO_LONG.with(listener.options().wire().targetBytes());
            case null, default -> ErrorCode.MALFORMED_REQUEST.with("the head cannot be parsed");
        };
    }
}
