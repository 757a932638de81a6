package dev.gatehouse.connector.http;

import dev.gatehouse.api.ApiException;
import dev.gatehouse.api.ErrorCode;
import dev.gatehouse.api.Violation;
import dev.gatehouse.connector.ConnectorException;
import dev.gatehouse.connector.Failure;
import dev.gatehouse.connector.transfer.TransferException;
import dev.gatehouse.http.FailureTranslator;
import dev.gatehouse.http.ProblemForm;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes an entry of the error catalogue of whatever was thrown, and words what the shared parts refuse. Stateless. */
final class ConnectorFailures implements FailureTranslator {
    private static final Logger LOG = LoggerFactory.getLogger(ConnectorFailures.class);
    private static final String RETRY_AFTER = "Retry-After";
    private static final ProblemForm PROBLEMS = new ProblemForm("urn:gatehouse:request:", false);

    /** How a connector says what the shared parts say; the arguments are the same. */
    private static final Map<ErrorCode, ConnectorError> WORDS = Map.of(
            ErrorCode.INVALID_REQUEST_PATH, ConnectorError.INVALID_REQUEST_PATH,
            ErrorCode.METHOD_NOT_ALLOWED, ConnectorError.METHOD_NOT_ALLOWED,
            ErrorCode.RUNTIME_EXCEPTION, ConnectorError.RUNTIME_EXCEPTION,
            ErrorCode.VALIDATOR_SCHEMA_INVALID_JSON, ConnectorError.INVALID_JSON,
            ErrorCode.SERVER_BUSY, ConnectorError.SERVER_BUSY,
            ErrorCode.REQUEST_HEADERS_TOO_LARGE, ConnectorError.HEADERS_TOO_LARGE,
            ErrorCode.REQUEST_TARGET_TOO_LONG, ConnectorError.TARGET_TOO_LONG,
            ErrorCode.MALFORMED_REQUEST, ConnectorError.MALFORMED_REQUEST);

    /** @param field the argument's name, with a slash before each name and index on the way to it where it is within another */
    private record ArgumentViolation(String field, String problem) {
        static ArgumentViolation of(Violation violation) {
            String path = violation.pointer().replaceFirst("^/", "");
            return new ArgumentViolation(path.replace("~1", "/").replace("~0", "~"), violation.problem());
        }

        @Override
        public String toString() {
            return (field.isEmpty() ? "The body" : field) + " " + problem;
        }
    }

    @Override
    public Optional<ApiException> translate(Throwable thrown) {
        return switch (thrown) {
            case ConnectorException e ->
                Optional.of(
                        code(e.failure()).with(String.valueOf(e.getMessage())).because(e));
            case UncheckedIOException e -> Optional.of(of(Objects.requireNonNull(e.getCause())));
            case IOException e -> Optional.of(of(e));
            default -> Optional.empty();
        };
    }

    @Override
    public ApiException worded(ApiException error) {
        ApiException own = switch (error.code()) {
            case ErrorCode.VALIDATOR_SCHEMA -> invalid(error);
            case ErrorCode.VALIDATOR_REQUEST_PARAMETER_INVALID_FORMAT ->
                ConnectorError.INVALID_ARGUMENTS.with(error.getMessage());
            case ErrorCode shared when WORDS.containsKey(shared) -> error.as(WORDS.get(shared));
            default -> error;
        };
        boolean later = own.code().status() == 503 && !own.headers().containsKey(RETRY_AFTER);
        return later ? own.withHeader(RETRY_AFTER, "5") : own;
    }

    private static ApiException invalid(ApiException error) {
        List<ArgumentViolation> violations =
                error.violations().stream().map(ArgumentViolation::of).toList();
        String all = violations.stream().map(ArgumentViolation::toString).collect(Collectors.joining("; "));
        return ConnectorError.INVALID_ARGUMENTS.with(all + ".").withMember("violations", violations);
    }

    @Override
    public ProblemForm problemForm() {
        return PROBLEMS;
    }

    /** Why a body did not arrive. */
    static ApiException of(TransferException failure, long maximumBytes, Duration stall) {
        return switch (failure.kind()) {
            case TOO_LARGE -> ConnectorError.BODY_TOO_LARGE.with(maximumBytes);
            case NOT_A_FORM -> ConnectorError.INVALID_FORM.with(String.valueOf(failure.getMessage()));
            case STALLED, CALLER_LEFT -> ConnectorError.REQUEST_TIMEOUT.with(stall.toSeconds());
        };
    }

    /** The third party could not be spoken to. */
    private static ApiException of(IOException failure) {
        ConnectorError code = switch (failure) {
            case HttpTimeoutException e -> ConnectorError.THIRD_PARTY_TIMED_OUT;
            case InterruptedIOException e -> ConnectorError.THIRD_PARTY_TIMED_OUT;
            case ConnectException e -> ConnectorError.THIRD_PARTY_UNAVAILABLE;
            case NoRouteToHostException e -> ConnectorError.THIRD_PARTY_UNAVAILABLE;
            case UnknownHostException e -> ConnectorError.THIRD_PARTY_UNAVAILABLE;
            default ->
                failure.getCause() instanceof UnresolvedAddressException
                        ? ConnectorError.THIRD_PARTY_UNAVAILABLE
                        : ConnectorError.THIRD_PARTY_BAD_ANSWER;
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

    static ConnectorError code(Failure failure) {
        return switch (failure) {
            case INVALID -> ConnectorError.THIRD_PARTY_INVALID;
            case UNAUTHORIZED -> ConnectorError.THIRD_PARTY_UNAUTHORIZED;
            case FORBIDDEN -> ConnectorError.THIRD_PARTY_FORBIDDEN;
            case NOT_FOUND -> ConnectorError.THIRD_PARTY_NOT_FOUND;
            case CONFLICT -> ConnectorError.THIRD_PARTY_CONFLICT;
            case TOO_LARGE -> ConnectorError.THIRD_PARTY_TOO_LARGE;
            case TOO_MANY_REQUESTS -> ConnectorError.THIRD_PARTY_TOO_MANY_REQUESTS;
            case UNSUPPORTED -> ConnectorError.THIRD_PARTY_UNSUPPORTED;
            case BAD_ANSWER -> ConnectorError.THIRD_PARTY_BAD_ANSWER;
            case UNAVAILABLE -> ConnectorError.THIRD_PARTY_UNAVAILABLE;
            case TIMED_OUT -> ConnectorError.THIRD_PARTY_TIMED_OUT;
            case OUT_OF_SPACE -> ConnectorError.THIRD_PARTY_OUT_OF_SPACE;
        };
    }
}
