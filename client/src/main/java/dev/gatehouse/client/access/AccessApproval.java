package dev.gatehouse.client.access;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is given of an access request.
 *
 * @param endpoints those of the request; with null here and for the scopes, all of it
 * @param until when it ends by itself; null for what was asked for
 * @param reason for the asking side to read
 */
public record AccessApproval(
        @Nullable List<String> endpoints,
        @Nullable List<String> scopes,
        @Nullable Instant until,
        @Nullable String reason) {
    /** All of it, as it was asked for. */
    public static AccessApproval ofAll() {
        return new AccessApproval(null, null, null, null);
    }
}
