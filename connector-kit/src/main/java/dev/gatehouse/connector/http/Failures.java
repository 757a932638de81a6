package dev.gatehouse.connector.http;

import dev.gatehouse.connector.ConnectorException;
import dev.gatehouse.connector.Failure;
import dev.gatehouse.connector.transfer.TransferException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes an entry of the error catalogue of whatever was thrown. Stateless. */
final class Failures {
    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

    private Failures() {}

    /** What a handler threw; an unexpected exception is logged. */
    static HttpFailure of(Throwable thrown, String requestId) {
        return switch (thrown) {
            case HttpFailure failure -> failure;
            case ConnectorException e -> code(e.failure()).with(e.getMessage()).because(e);
            case UncheckedIOException e -> of(Objects.requireNonNull(e.getCause()));
            case IOException e -> of(e);
            default -> unexpected(thrown, requestId);
        };
    }

    /** Why a body did not arrive. */
    static HttpFailure of(TransferException failure, long maximumBytes, Duration stall) {
        return switch (failure.kind()) {
            case TOO_LARGE -> ErrorCode.BODY_TOO_LARGE.with(maximumBytes);
            case NOT_A_FORM -> ErrorCode.INVALID_FORM.with(failure.getMessage());
            case STALLED, CALLER_LEFT -> ErrorCode.REQUEST_TIMEOUT.with(stall.toSeconds());
        };
    }

    /** The third party could not be spoken to. */
    private static HttpFailure of(IOException failure) {
        ErrorCode code = switch (failure) {
            case HttpTimeoutException e -> ErrorCode.THIRD_PARTY_TIMED_OUT;
            case InterruptedIOException e -> ErrorCode.THIRD_PARTY_TIMED_OUT;
            case ConnectException e -> ErrorCode.THIRD_PARTY_UNAVAILABLE;
            case NoRouteToHostException e -> ErrorCode.THIRD_PARTY_UNAVAILABLE;
            case UnknownHostException e -> ErrorCode.THIRD_PARTY_UNAVAILABLE;
            default ->
                failure.getCause() instanceof UnresolvedAddressException
                        ? ErrorCode.THIRD_PARTY_UNAVAILABLE
                        : ErrorCode.THIRD_PARTY_BAD_ANSWER;
        };
        LOG.warn("the third party cannot be spoken to: {}", failure.toString());
        return code.with(
                        switch (code) {
                            case THIRD_PARTY_TIMED_OUT -> "The third party did not answer in time.";
                            case THIRD_PARTY_UNAVAILABLE -> "The third party cannot be reached.";
                            default -> "The connection to the third party broke.";
                        })
                .because(failure);
    }

    private static HttpFailure unexpected(Throwable thrown, String requestId) {
        LOG.error("request {} failed", requestId, thrown);
        return ErrorCode.RUNTIME_EXCEPTION.with(requestId);
    }

    static ErrorCode code(Failure failure) {
        return switch (failure) {
            case INVALID -> ErrorCode.THIRD_PARTY_INVALID;
            case UNAUTHORIZED -> ErrorCode.THIRD_PARTY_UNAUTHORIZED;
            case FORBIDDEN -> ErrorCode.THIRD_PARTY_FORBIDDEN;
            case NOT_FOUND -> ErrorCode.THIRD_PARTY_NOT_FOUND;
            case CONFLICT -> ErrorCode.THIRD_PARTY_CONFLICT;
            case TOO_LARGE -> ErrorCode.THIRD_PARTY_TOO_LARGE;
            case TOO_MANY_REQUESTS -> ErrorCode.THIRD_PARTY_TOO_MANY_REQUESTS;
            case UNSUPPORTED -> ErrorCode.THIRD_PARTY_UNSUPPORTED;
            case BAD_ANSWER -> ErrorCode.THIRD_PARTY_BAD_ANSWER;
            case UNAVAILABLE -> ErrorCode.THIRD_PARTY_UNAVAILABLE;
            case TIMED_OUT -> ErrorCode.THIRD_PARTY_TIMED_OUT;
            case OUT_OF_SPACE -> ErrorCode.THIRD_PARTY_OUT_OF_SPACE;
        };
    }
}
