package dev.gatehouse.api;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Ends a request with an entry of the error catalogue. It carries no stack trace: it is an answer, not a fault.
 *
 * <p>Immutable.
 */
public final class ApiException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;
    private final transient Map<String, String> headers;
    private final transient Map<String, Object> members;

    ApiException(ErrorCode code, String description) {
        this(code, description, Map.of(), Map.of());
    }

    private ApiException(ErrorCode code, String description, Map<String, String> headers, Map<String, Object> members) {
        super(description, null, false, false);
        this.code = code;
        this.headers = headers;
        this.members = members;
    }

    /** Every violation of a body at once (ERR11004). */
    public static ApiException invalid(List<Violation> violations) {
        String all = violations.stream().map(Violation::toString).collect(Collectors.joining("; "));
        return ErrorCode.VALIDATOR_SCHEMA.with(all).withMember("violations", violations);
    }

    /** A single violation of a body (ERR11004). */
    public static ApiException invalid(String pointer, String problem) {
        return invalid(List.of(new Violation(pointer, problem)));
    }

    public ErrorCode code() {
        return code;
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
        return new ApiException(code, getMessage(), all, members);
    }

    public ApiException withMember(String name, Object value) {
        Map<String, Object> all = new LinkedHashMap<>(members);
        all.put(name, value);
        return new ApiException(code, getMessage(), headers, all);
    }
}
