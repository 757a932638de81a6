package dev.gatehouse.http.netty;

import dev.gatehouse.api.ApiException;
import dev.gatehouse.api.ErrorCode;
import dev.gatehouse.http.BearerGuard;
import dev.gatehouse.http.ClientGuard;
import io.vertx.core.Vertx;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the exchanges of one event loop of a door share.
 *
 * @param failures turns a known failure, for example of the database, into an entry of the error catalogue
 */
record ListenerContext(
        Vertx vertx,
        ListenerOptions options,
        BearerGuard guard,
        ClientGuard clients,
        Admission admission,
        Function<Throwable, Optional<ApiException>> failures,
        ConnectionDeadlines deadlines,
        ResponseWriter answers) {
    private static final Logger LOG = LoggerFactory.getLogger(ListenerContext.class);

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
}
