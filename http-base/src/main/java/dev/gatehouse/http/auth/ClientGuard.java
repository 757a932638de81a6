package dev.gatehouse.http.auth;

import dev.gatehouse.api.ApiException;
import dev.gatehouse.api.Caller;
import dev.gatehouse.http.syntax.BasicCredentials;
import org.jspecify.annotations.Nullable;

/** Turns a client's id and secret into a caller. Implementations are thread-safe. */
public interface ClientGuard {
    /** The caller of credentials that were right before, or null when they are not in memory. Never blocks. */
    @Nullable
    Caller remembered(BasicCredentials credentials);

    /**
     * Verifies credentials; may block.
     *
     * @param address where the request came from
     * @throws ApiException ERR12136 where they are wrong, ERR12104 after too many wrong ones
     */
    Caller verify(BasicCredentials credentials, String address);
}
