package dev.gatehouse.client.call;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A call that did not succeed: it was refused, or there was no answer. Its text holds no secret. */
public final class GatehouseException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final URI uri;
    private final transient ErrorAnswer answer;

    private GatehouseException(String text, CallTarget target, ErrorAnswer answer, @Nullable Throwable cause) {
        super(text, cause);
        this.uri = target.uri();
        this.answer = answer;
    }

    static GatehouseException refused(CallTarget target, ApiReply reply) {
        ErrorAnswer answer = ErrorAnswer.of(reply);
        return new GatehouseException(target + " was answered " + answer, target, answer, null);
    }

    static GatehouseException unanswered(CallTarget target, Throwable cause) {
        String reason = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        return new GatehouseException(target + " got no answer: " + reason, target, ErrorAnswer.none(reason), cause);
    }

    static GatehouseException unreadable(CallTarget target, ApiReply reply, Throwable cause) {
        String text = target + " was answered with what cannot be read";
        return new GatehouseException(text, target, ErrorAnswer.of(reply), cause);
    }

    /** What was called, without a query. */
    public URI uri() {
        return uri;
    }

    /** The HTTP status of the answer, from 200 to 299 where it is not what was promised; 0 where there was no answer. */
    public int status() {
        return answer.status();
    }

    /**
     * The entry of the error catalogue, such as {@code ERR12015}, or an error code of OAuth such as {@code invalid_grant};
     * empty where the answer has none.
     */
    public String code() {
        return answer.code();
    }

    /** The name of the entry, such as {@code SERVICE_NOT_FOUND}; empty where the answer has none. */
    public String message() {
        return answer.message();
    }

    /** What is wrong and what to do about it, for people, or why there was no answer; empty where the answer does not say. */
    public String description() {
        return answer.description();
    }

    /** After how long to try again, where the answer says so. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(answer.retryAfter());
    }

    /** Which token would do, as the field WWW-Authenticate says it (RFC 6750 section 3); empty where it does not. */
    public String challenge() {
        return answer.challenge();
    }

    /** Everything that is wrong with the body that was sent, where that is the reason. */
    public List<BodyViolation> violations() {
        return answer.violations();
    }

    /** Names the request in the server's log; empty where there was no answer. */
    public String requestId() {
        return answer.requestId();
    }

    /** The whole answer, for members that some errors have; a missing node where it is not JSON. */
    public JsonNode body() {
        return answer.body();
    }
}
