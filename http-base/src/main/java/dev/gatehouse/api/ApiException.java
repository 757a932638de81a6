package dev.gatehouse.api;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Ends a request with an entry of an error catalogue. It carries no stack trace: it is an answer, not a fault.
 *
 * <p>Immutable.
 */
public final class ApiException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final String VIOLATIONS = "violations";

    private final transient ErrorEntry code;
    private final transient Object[] arguments;
    private final transient Map<String, String> headers;
    private final transient Map<String, Object> members;

    ApiException(ErrorEntry code, Object... arguments) {
        this(code, code.describe(arguments), arguments, null, Map.of(), Map.of());
    }

    private ApiException(
            ErrorEntry code,
            String description,
            Object[] arguments,
            @Nullable Throwable cause,
            Map<String, String> headers,
            Map<String, Object> members) {
        super(description, cause, false, false);
        this.code = code;
        this.arguments = arguments;
        this.headers = headers;
        this.members = members;
    }

    /** Every violation of a body at once (ERR11004). */
    public static ApiException invalid(List<Violation> violations) {
        String all = violations.stream().map(Violation::toString).collect(Collectors.joining("; "));
        return ErrorCode.VALIDATOR_SCHEMA.with(all).withMember(VIOLATIONS, List.copyOf(violations));
    }

    /** A single violation of a body (ERR11004). */
    public static ApiException invalid(String pointer, String problem) {
        return invalid(List.of(new Violation(pointer, problem)));
    }

    /** Never null, as every entry has a description. */
    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }

    public ErrorEntry code() {
        return code;
    }

    /** What {@link #invalid} was given; empty for any other error. */
    public List<Violation> violations() {
        return members.get(VIOLATIONS) instanceof List<?> list
                ? list.stream()
                        .filter(Violation.class::isInstance)
                        .map(Violation.class::cast)
                        .toList()
                : List.of();
    }

    /** Headers the answer carries besides the usual ones. */
    public Map<String, String> headers() {
        return headers;
    }

    /** Members the error body carries besides the usual ones, for programs that want to act on the error. */
    public Map<String, Object> members() {
        return members;
    }

    public ApiException withHeader(String name, String value) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put(name, value);
        return new ApiException(code, getMessage(), arguments, getCause(), all, members);
    }

    public ApiException withMember(String name, Object value) {
        Map<String, Object> all = new LinkedHashMap<>(members);
        all.put(name, value);
        return new ApiException(code, getMessage(), arguments, getCause(), headers, all);
    }

    /** The same with what led to it, for the log. */
    public ApiException because(Throwable cause) {
        return new ApiException(code, getMessage(), arguments, cause, headers, members);
    }

    /** The same in the words of another catalogue's entry, which takes the same arguments. */
    public ApiException as(ErrorEntry other) {
        return new ApiException(other, other.describe(arguments), arguments, getCause(), headers, members);
    }
}
