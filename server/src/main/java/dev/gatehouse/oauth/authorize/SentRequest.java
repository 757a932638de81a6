package dev.gatehouse.oauth.authorize;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of an authorization request. Immutable.
 *
 * @param pushedAs the request URI that stands for them (RFC 9126), or null where they came with the browser
 */
record SentRequest(
        Map<String, List<String>> parameters, @Nullable String pushedAs) {
    static SentRequest of(Map<String, List<String>> parameters) {
        return new SentRequest(parameters, null);
    }
}
