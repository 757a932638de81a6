package dev.gatehouse.vault.connection;

import java.time.Duration;

/**
 * Gets access tokens that live long enough, from the database or from the third party. Implementations are thread-safe;
 * both methods may block for as long as a call to a third party takes.
 */
public interface FreshTokens {
    /**
     * The connection with an access token as fresh as wanted, or as the third party gives them.
     *
     * @throws dev.gatehouse.api.ApiException ERR12131 where there is no connection, ERR12134 where there is no token before
     *     the person connects again, ERR12135 where none can be had at the moment
     */
    ConnectionStore.Opened get(ConnectionId id, Freshness wanted);

    /** As {@link #get}, by somebody who insists on that validity. */
    default ConnectionStore.Opened atLeast(ConnectionId id, Duration validity) {
        return get(id, Freshness.atLeast(validity));
    }

    /**
     * The connection after its tokens were refreshed, however long they would still have lived.
     *
     * @throws dev.gatehouse.api.ApiException as {@link #atLeast}
     */
    ConnectionStore.Opened refreshed(ConnectionId id);
}
