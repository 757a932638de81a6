package dev.gatehouse.http.auth;

import dev.gatehouse.api.ApiException;
import dev.gatehouse.api.Caller;
import org.jspecify.annotations.Nullable;

/** Turns a bearer token into a caller. Implementations are thread-safe. */
public interface BearerGuard {
    /** The caller of a token verified before, or null when it is not in memory. Never blocks. */
    @Nullable
    Caller remembered(String bearerToken);

    /**
     * Verifies a token; may block.
     *
     * @throws ApiException ERR10000 or ERR10001 when the token is not valid
     */
    Caller verify(String bearerToken);

    /** The {@code resource_metadata} parameter of challenges (RFC 9728 section 5.1). */
    String resourceMetadata();
}
