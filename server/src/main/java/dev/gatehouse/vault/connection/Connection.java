package dev.gatehouse.vault.connection;

import java.time.Instant;

/**
 * What is known of a connection, apart from its secrets. Immutable; times are cut to microseconds.
 *
 * @param registrant the client that registered the connector
 * @param tokenVersion grows with every other set of tokens
 * @param expires of the access token, or null where nobody said
 * @param refreshDue when the background looks at it next, or null for never
 * @param leaseUntil until when somebody refreshes it at most, or null
 * @param attempts failed refreshes since the last that worked
 * @param lastError what went wrong last since the last refresh that worked, or null
 * @param refreshed when tokens were refreshed last, or null
 * @param lastAccess when a caller got tokens last, to the day
 */
public record Connection(
        ConnectionId id,
        String registrant,
        ConnectionStatus status,
        long tokenVersion,
        Instant expires,
        Instant refreshDue,
        Instant leaseUntil,
        int attempts,
        String lastError,
        Instant lastErrorAt,
        Instant connected,
        Instant refreshed,
        Instant lastAccess) {

    /** The status to show: a lease that has not ended says that it is being refreshed. */
    public ConnectionStatus statusAt(Instant now) {
        return leaseUntil != null && leaseUntil.isAfter(now) ? ConnectionStatus.REFRESHING : status;
    }

    /** Whether the access token is good until then at least; one of unknown end is taken for good. */
    public boolean isValidUntil(Instant time) {
        return expires == null || !expires.isBefore(time);
    }
}
