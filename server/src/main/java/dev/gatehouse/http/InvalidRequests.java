package dev.gatehouse.http;

import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;

/** Answers what the HTTP decoder could not read, and closes the connection. */
final class InvalidRequests implements Handler<HttpServerRequest> {
    @Override
    public void handle(HttpServerRequest request) {
        if (FramingGuard.isAmbiguous(request)) {
            request.connection().close();
            return;
        }
        Response answer = ErrorBody.of(error(request.decoderResult().cause()), null, "-");
        request.response()
                .setStatusCode(answer.status())
                .putHeader("Content-Type", answer.contentType())
                .putHeader("Connection", "close")
                .end(Buffer.buffer(answer.body()))
                .onComplete(written -> request.connection().close());
    }

    private static ApiException error(Throwable cause) {
        return switch (cause) {
            case TooLongHttpHeaderException e ->
                ErrorCode.REQUEST_HEADERS_TOO_LARGE.with(ServerOptions.MAXIMUM_HEADER_BYTES);
            case TooLongHttpLineException e ->
                ErrorCode.REQUEST_TARGET_TOO_LONG.with(ServerOptions.MAXIMUM_TARGET_BYTES);
            case null, default -> ErrorCode.MALFORMED_REQUEST.with("the head cannot be parsed");
        };
    }
}
