package dev.gatehouse.http.netty;

import dev.gatehouse.api.ApiException;
import dev.gatehouse.api.ErrorCode;
import dev.gatehouse.http.Authenticator;
import dev.gatehouse.http.ErrorBody;
import dev.gatehouse.http.ErrorForm;
import dev.gatehouse.http.FailureTranslator;
import dev.gatehouse.http.Response;
import dev.gatehouse.http.log.RequestEntry;
import dev.gatehouse.http.log.RequestRecorder;
import dev.gatehouse.http.syntax.HeaderNames;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the exchanges of one event loop of a listener share. */
record ListenerContext(
        Vertx vertx,
        ListenerOptions options,
        Authenticator authenticator,
        Admission admission,
        FailureTranslator failures,
        RequestRecorder recorder,
        ConnectionDeadlines deadlines,
        ResponseWriter answers) {
    private static final Logger LOG = LoggerFactory.getLogger(ListenerContext.class);

    /** Does something on an event loop; one that has ended has no connection left that could be told. */
    static void on(Context loop, Runnable step) {
        try {
            loop.runOnContext(ignored -> step.run());
        } catch (RejectedExecutionException ended) {
            LOG.debug("a connection ended with the process");
        }
    }

    /** The catalogue entry for any failure; an unexpected one is logged under the request's id. */
    ApiException asApiException(Throwable failure, String requestId) {
        if (failure instanceof ApiException known) {
            return known;
        }
        return failures.translate(failure).orElseGet(() -> {
            LOG.error("request {} failed unexpectedly", requestId, failure);
            return ErrorCode.RUNTIME_EXCEPTION.with(requestId);
        });
    }

    /** The same in a form of its own, which may itself fail: the request gets an answer all the same. */
    Response refusal(ApiException error, HttpServerRequest request, RequestEntry entry, @Nullable ErrorForm form) {
        if (form == null) {
            return refusal(error, request, entry);
        }
        try {
            entry.error(error.code());
            return form.writer().write(error, request.getHeader(HeaderNames.ACCEPT_LANGUAGE));
        } catch (RuntimeException failure) {
            return refusal(asApiException(failure, entry.id()), request, entry);
        }
    }

    /** An error as an answer, noted in the request's log entry. */
    Response refusal(ApiException error, HttpServerRequest request, RequestEntry entry) {
        ApiException worded = failures.worded(error);
        entry.error(worded.code());
        return ErrorBody.of(worded, request.getHeader(HeaderNames.ACCEPT), entry.id(), failures.problemForm());
    }
}
