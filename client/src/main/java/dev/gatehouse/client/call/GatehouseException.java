package dev.gatehouse.client.call;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** A call that did not succeed: it was refused, or there was no answer. Its text holds no secret. */
public final class GatehouseException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient @Nullable ErrorAnswer answer;

    private GatehouseException(String text, @Nullable ErrorAnswer answer, @Nullable Throwable cause) {
        super(text, cause);
        this.answer = answer;
    }

    static GatehouseException refused(ApiOperation operation, Reply reply) {
        ErrorAnswer answer = ErrorAnswer.of(reply);
        return new GatehouseException(operation + " was answered " + answer, answer, null);
    }

    static GatehouseException unanswered(ApiOperation operation, Throwable cause) {
        String reason = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        return new GatehouseException(operation + " got no answer: " + reason, null, cause);
    }

    static GatehouseException unreadable(ApiOperation operation, Throwable cause) {
        return new GatehouseException(operation + " was answered with what cannot be read", null, cause);
    }

    /** The HTTP status of the answer; 0 where there was none that could be read. */
    public int status() {
        return answer == null ? 0 : answer.status();
    }

    /**
     * The entry of the error catalogue, such as {@code ERR12015}, or an error code of OAuth such as {@code invalid_grant};
     * empty where the answer has none.
     */
    public String code() {
        return answer == null ? "" : answer.code();
    }

    /** The name of the entry, such as {@code SERVICE_NOT_FOUND}; empty where the answer has none. */
    public String message() {
        return answer == null ? "" : answer.message();
    }

    /** What is wrong and what to do about it, for people; empty where the answer does not say. */
    public String description() {
        return answer == null ? "" : answer.description();
    }

    /** After how long to try again, where the answer says so. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(answer).map(ErrorAnswer::retryAfter);
    }

    /** Which token would do, as the field WWW-Authenticate says it (RFC 6750 section 3); empty where it does not. */
    public String challenge() {
        return answer == null ? "" : answer.challenge();
    }

    /** Everything that is wrong with the body that was sent, where that is the reason. */
    public List<BodyViolation> violations() {
        return answer == null ? List.of() : answer.violations();
    }

    /** Names the request in the server's log; empty where there was no answer. */
    public String requestId() {
        return answer == null ? "" : answer.requestId();
    }

    /** The whole answer, for members that some errors have; a missing node where it is not JSON. */
    public JsonNode body() {
        return answer == null ? MissingNode.getInstance() : answer.body();
    }
}
