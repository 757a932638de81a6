package dev.gatehouse.oauth.token;

import dev.gatehouse.authority.ScopeLimit;
import dev.gatehouse.crypto.ConstantTime;
import dev.gatehouse.oauth.claims.TokenClaim;
import dev.gatehouse.oauth.session.Ground;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A chain of refresh tokens that began with one authorization. Immutable.
 *
 * @param grant what the authorization gave
 * @param userinfo what userinfo tells of the user beside what the scope stands for
 * @param rotation which of its tokens is current
 */
public record RefreshFamily(
        UUID familyId,
        UUID originId,
        Grant grant,
        Set<TokenClaim> userinfo,
        Rotation rotation,
        Instant idleUntil,
        Instant expires) {

    /**
     * Who was given what.
     *
     * @param userId null for a client's own access
     * @param limit the system scopes that the user and the owner of the client may both hold now
     * @param resource the one resource its access tokens are for, or null
     * @param actor the {@code act} claim's subject, or null
     * @param ground what ends it, for a user's; null for a client's own access
     * @param boundTo the thumbprint of the key without which its tokens are of no use (RFC 9449 section 5), or null
     */
    public record Grant(
            String clientId,
            @Nullable String userId,
            ScopeLimit limit,
            String scope,
            @Nullable String resource,
            @Nullable String actor,
            @Nullable Ground ground,
            @Nullable String boundTo) {}

    /**
     * The tokens that are known of.
     *
     * @param previousHash of the token before the current one, or null at the beginning
     * @param sealedCurrent the current token, sealed with the previous one; null at the beginning
     * @param rotated when the current token was made
     */
    record Rotation(
            byte[] currentHash, byte @Nullable [] previousHash, byte @Nullable [] sealedCurrent, Instant rotated) {
        static Rotation first(byte[] hash, Instant now) {
            return new Rotation(hash, null, null, now);
        }
    }

    /** A user who is never asked again for longer than this has most likely forgotten the client. */
    static final Duration LIFETIME = Duration.ofDays(30);

    /** A client that was not used for longer than this is asked to log its user in again. */
    public static final Duration IDLE = Duration.ofDays(7);

    public boolean isExpired(Instant now) {
        return !now.isBefore(expires) || !now.isBefore(idleUntil);
    }

    public boolean isCurrent(RefreshTokenValue token) {
        return ConstantTime.equal(rotation.currentHash(), token.hash());
    }

    /** Whether the token was replaced a moment ago, by a token that was not used yet. */
    public boolean isInGrace(RefreshTokenValue token, Instant now, Duration grace) {
        return rotation.previousHash() != null
                && ConstantTime.equal(rotation.previousHash(), token.hash())
                && !now.isAfter(rotation.rotated().plus(grace));
    }
}
