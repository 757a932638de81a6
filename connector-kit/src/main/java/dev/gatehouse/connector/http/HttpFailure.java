package dev.gatehouse.connector.http;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An entry of the error catalogue, thrown. Immutable; without a stack trace, since its code says where it comes from. */
public final class HttpFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final ErrorCode code;
    private final transient Map<String, String> headers;
    private final transient List<Violation> violations;

    HttpFailure(ErrorCode code, String description) {
        this(code, description, null, Map.of(), List.of());
    }

    private HttpFailure(
            ErrorCode code,
            String description,
            @Nullable Throwable cause,
            Map<String, String> headers,
            List<Violation> violations) {
        super(description, cause, false, false);
        this.code = code;
        this.headers = headers;
        this.violations = violations;
    }

    /** CON11004 with everything that is wrong. */
    public static HttpFailure invalid(List<Violation> violations) {
        String description = violations.stream().map(Violation::toString).collect(Collectors.joining("; ")) + ".";
        return new HttpFailure(ErrorCode.INVALID_ARGUMENTS, description, null, Map.of(), List.copyOf(violations));
    }

    /** CON11004 with the one thing that is wrong. */
    public static HttpFailure invalid(String field, String problem) {
        return invalid(List.of(new Violation(field, problem)));
    }

    /** The same with a header field that goes with the answer. */
    public HttpFailure withHeader(String name, String value) {
        Map<String, String> more = new TreeMap<>(headers);
        more.put(name, value);
        return new HttpFailure(code, getMessage(), getCause(), more, violations);
    }

    /** The same with what led to it, for the log. */
    public HttpFailure because(Throwable cause) {
        return new HttpFailure(code, getMessage(), cause, headers, violations);
    }

    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }

    public ErrorCode code() {
        return code;
    }

    Map<String, String> headers() {
        return headers;
    }

    public List<Violation> violations() {
        return violations;
    }
}
