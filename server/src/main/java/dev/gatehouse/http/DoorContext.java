package dev.gatehouse.http;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the exchanges of one event loop of a door share.
 *
 * @param failures turns a known failure, for example of the database, into an entry of the error catalogue
 */
record DoorContext(
        Vertx vertx,
        DoorOptions options,
        Guard guard,
        Admission admission,
        Function<Throwable, Optional<ApiException>> failures,
        ConnectionDeadlines deadlines) {
    private static final Logger LOG = LoggerFactory.getLogger(DoorContext.class);

    /** The catalogue entry for any failure; an unexpected one is logged under the request's id. */
    ApiException asApiException(Throwable failure, String requestId) {
        if (failure instanceof ApiException known) {
            return known;
        }
        return failures.apply(failure).orElseGet(() -> {
            LOG.error("request {} failed unexpectedly", requestId, failure);
            return ErrorCode.RUNTIME_EXCEPTION.with(requestId);
        });
    }

    /** Writes the body and closes the connection where the client or the state of its body asks for that. */
    void finish(HttpServerRequest request, HttpServerResponse response, Buffer body) {
        boolean close = request.version() != HttpVersion.HTTP_2 && (asksToClose(request) || hasUnreadBody(request));
        if (close) {
            response.putHeader(HeaderNames.CONNECTION, "close");
        }
        Buffer content = body;
        if (request.method() == HttpMethod.HEAD) {
            response.putHeader(HeaderNames.CONTENT_LENGTH, Integer.toString(body.length()));
            content = Buffer.buffer();
        }
        response.end(content).onComplete(written -> {
            deadlines.requestEnded(request.connection(), System.nanoTime());
            if (close) {
                request.connection().close();
            }
        });
    }

    /** The rest of a body nobody wants is not read: the connection ends with the answer. */
    private static boolean hasUnreadBody(HttpServerRequest request) {
        if (request.isEnded()) {
            return false;
        }
        String length = request.getHeader(HeaderNames.CONTENT_LENGTH);
        return request.headers().contains(HeaderNames.TRANSFER_ENCODING) || (length != null && !length.equals("0"));
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
}
