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
    static final String UI_LOCALES = "ui_locales";

    static SentRequest of(Map<String, List<String>> parameters) {
        return new SentRequest(parameters, null);
    }

    /** The languages the client prefers (OpenID Connect Core section 3.1.2.1), unchecked; null for none. */
    @Nullable
    String uiLocales() {
        return uiLocales(parameters);
    }

    static @Nullable String uiLocales(Map<String, List<String>> parameters) {
        List<String> given = parameters.get(UI_LOCALES);
        return given == null || given.isEmpty() ? null : given.getFirst();
    }
}
