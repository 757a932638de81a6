package dev.gatehouse.clients.access;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What somebody decides about a request.
 *
 * @param endpoints those of the request's that are given; with null here and for the scopes, all of it
 */
record DecisionInput(
        @Nullable List<String> endpoints,
        @Nullable List<String> scopes,
        @Nullable Instant until,
        @Nullable String reason) {
    static final DecisionInput NOTHING_SAID = new DecisionInput(null, null, null, null);
}
