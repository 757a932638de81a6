package dev.gatehouse.decision;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request as it reached the gateway, before anybody decoded or tidied it. Immutable.
 *
 * @param method as on the request line; methods are case-sensitive (RFC 9110 section 9.1)
 * @param target as on the request line: origin form or absolute form (RFC 9112 section 3.2)
 * @param methodOverrides methods that header fields such as X-HTTP-Method-Override ask for in place of the real one
 * @param preflightMethod the method a CORS preflight asks about, or null where the request is none
 */
public record ForwardedRequest(
        String method,
        String target,
        List<String> methodOverrides,
        @Nullable String preflightMethod) {
    public ForwardedRequest {
        methodOverrides = List.copyOf(methodOverrides);
    }

    /** A request without unusual header fields. */
    public static ForwardedRequest of(String method, String target) {
        return new ForwardedRequest(method, target, List.of(), null);
    }

    /** What follows the question mark in the target, as it came; empty where there is none. */
    public String query() {
        int start = target.indexOf('?');
        return start < 0 ? "" : target.substring(start + 1);
    }

    /** The request that a preflight asks about; null where this is none. */
    @Nullable
    ForwardedRequest announced() {
        return preflightMethod != null && method.equals("OPTIONS")
                ? new ForwardedRequest(preflightMethod, target, methodOverrides, null)
                : null;
    }
}
