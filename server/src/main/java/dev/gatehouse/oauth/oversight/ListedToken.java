package dev.gatehouse.oauth.oversight;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A refresh token that works, with those that replaced it before, as lists show it. Immutable.
 *
 * @param tokenId names it to whoever may see it; opens nothing, and is no part of the token
 * @param userId null for a client's own access
 * @param scope what it may be refreshed for, separated by space
 * @param resource the one resource its access tokens are for (RFC 8707); null where that is this server
 * @param boundToKey whether it is of use only with a key (RFC 9449 section 5)
 * @param use when it is used
 */
record ListedToken(
        String tokenId,
        String clientId,
        String clientName,
        @Nullable String userId,
        String scope,
        @Nullable String resource,
        boolean boundToKey,
        @JsonUnwrapped Use use) {
    /**
     * When.
     *
     * @param sessionId of the session it ends with; null where it outlives that
     * @param signedIn when the user signed in for it; null for a client's own access
     * @param lastUsed when it was refreshed; when it was issued, where it was not
     * @param until when it ends, without further use
     */
    record Use(@Nullable UUID sessionId, @Nullable Instant signedIn, Instant lastUsed, Instant until) {}
}
