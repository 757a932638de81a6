package dev.gatehouse.http.netty;

import dev.gatehouse.api.ApiException;
import dev.gatehouse.api.ErrorCode;
import dev.gatehouse.http.Response;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;

/** Answers what the HTTP decoder could not read, and closes the connection. One instance per event loop. */
final class InvalidRequests implements Handler<HttpServerRequest> {
    private final ListenerContext door;

    InvalidRequests(ListenerContext door) {
        this.door = door;
    }

    @Override
    public void handle(HttpServerRequest request) {
        if (door.deadlines().isClosing(request.connection())) {
            return;
        }
        if (FramingGuard.isAmbiguous(request)) {
            door.answers().refuse(request);
            return;
        }
        door.deadlines().requestStarted(request.connection());
        ApiException error = error(request.decoderResult().cause());
        RequestEntry entry = RequestEntry.begin(door.recorder(), request, ListenerRouter.UNROUTED);
        Response answer = door.refusal(error, request, entry);
        entry.answered(answer.status(), answer.body().length, null);
        door.answers().writeLast(request, entry.id(), answer);
    }

    private ApiException error(Throwable cause) {
        return switch (cause) {
            case TooLongHttpHeaderException e ->
                ErrorCode.REQUEST_HEADERS_TOO_LARGE.with(ServerOptions.MAXIMUM_HEADER_BYTES);
            case TooLongHttpLineException e ->
                ErrorCode.REQUEST_TARGET_TOO_LONG.with(door.options().wire().targetBytes());
            case null, default -> ErrorCode.MALFORMED_REQUEST.with("the head cannot be parsed");
        };
    }
}
