package dev.gatehouse.vault.connection;

import java.time.Duration;

/**
 * Gets access tokens that live long enough, from the database or from the third party. Implementations are thread-safe;
 * both methods may block for as long as a call to a third party takes.
 */
public interface FreshTokens {
    /**
     * The connection with an access token that is valid for at least that long from now.
     *
     * @throws dev.gatehouse.api.ApiException ERR12131 where there is no connection, ERR12134 where the person has to
     *     connect again or the third party gives no longer-lived token, ERR12135 where it cannot be had at the moment
     */
    ConnectionStore.Opened atLeast(ConnectionId id, Duration validity);

    /**
     * The connection after its tokens were refreshed, however long they would still have lived.
     *
     * @throws dev.gatehouse.api.ApiException as {@link #atLeast}
     */
    ConnectionStore.Opened refreshed(ConnectionId id);
}
