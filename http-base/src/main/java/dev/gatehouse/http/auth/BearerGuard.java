package dev.gatehouse.http.auth;

import dev.gatehouse.api.ApiException;
import dev.gatehouse.api.Caller;
import org.jspecify.annotations.Nullable;

/** Turns an access token into a caller. Implementations are thread-safe. */
public interface BearerGuard {
    /** The caller of a token verified before, its proof included, or null when it is not in memory. Never blocks. */
    @Nullable
    Caller remembered(PresentedToken token);

    /**
     * Verifies a token, and that whoever presents it may; may block.
     *
     * @throws ApiException ERR10000, ERR10001 or ERR10003 when it is not valid, or not presented as it has to be
     */
    Caller verify(PresentedToken token);

    /** The {@code resource_metadata} parameter of challenges (RFC 9728 section 5.1). */
    String resourceMetadata();
}
