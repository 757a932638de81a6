package dev.gatehouse.oauth.token;

import dev.gatehouse.crypto.ConstantTime;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * A chain of refresh tokens that began with one authorization.
 *
 * @param userId null for a client's own access
 * @param administrator whether the user is an administrator now
 * @param resource the one resource its access tokens are for, or null
 * @param previousHash of the token before the current one, or null at the beginning
 * @param sealedCurrent the current token, sealed with the previous one
 * @param rotated when the current token was made
 */
public record RefreshFamily(
        UUID familyId,
        UUID originId,
        String clientId,
        String userId,
        boolean administrator,
        String scope,
        String resource,
        String actor,
        Instant authenticated,
        byte[] currentHash,
        byte[] previousHash,
        byte[] sealedCurrent,
        Instant rotated,
        Instant idleUntil,
        Instant expires) {
    /** Long enough to repeat a request whose answer was lost, too short to be of use to a thief. */
    public static final Duration GRACE = Duration.ofSeconds(10);

    /** A user who is never asked again for longer than this has most likely forgotten the client. */
    static final Duration LIFETIME = Duration.ofDays(30);

    /** A client that was not used for longer than this is asked to log its user in again. */
    public static final Duration IDLE = Duration.ofDays(7);

    public boolean isExpired(Instant now) {
        return !now.isBefore(expires) || !now.isBefore(idleUntil);
    }

    public boolean isCurrent(RefreshTokenValue token) {
        return ConstantTime.equal(currentHash, token.hash());
    }

    /** Whether the token was replaced a moment ago, by a token that was not used yet. */
    public boolean isInGrace(RefreshTokenValue token, Instant now) {
        return previousHash != null
                && ConstantTime.equal(previousHash, token.hash())
                && !now.isAfter(rotated.plus(GRACE));
    }
}
