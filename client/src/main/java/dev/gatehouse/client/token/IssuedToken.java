package dev.gatehouse.client.token;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A refresh token that works; replaced at every use, it is the same entry.
 *
 * @param tokenId names it in lists; no token can be made of it
 * @param userId whose it is; null where the client has it for itself
 * @param scope what it may be refreshed for, separated by space
 * @param resource the one resource its access tokens are for (RFC 8707); null where none was named
 * @param boundToKey whether it is of use only with a key (RFC 9449 section 5)
 */
public record IssuedToken(
        String tokenId,
        String clientId,
        String clientName,
        @Nullable String userId,
        String scope,
        @Nullable String resource,
        boolean boundToKey,
        @JsonUnwrapped Use use) {
    /**
     * When it was and can be used.
     *
     * @param sessionId the session it ends with; null where it outlives that
     * @param signedIn when the user signed in for it; null where the client has it for itself
     * @param lastUsed when it was refreshed; when it was issued, where it was not
     * @param until when it ends, if it is not used before
     */
    public record Use(@Nullable String sessionId, @Nullable Instant signedIn, Instant lastUsed, Instant until) {}
}
