package dev.gatehouse.oauth.token;

import dev.gatehouse.store.ChangeFeed;
import dev.gatehouse.store.Times;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** What was revoked before its time, kept until the last token concerned has expired. Thread-safe. */
public final class Revocations {
    /** The topic under which revoked ids are announced. */
    public static final String TOPIC = "revoked-token";

    /** Verifiers whose clocks differ accept a token a little longer. */
    private static final Duration SKEW = Duration.ofMinutes(2);

    private final Jdbi jdbi;
    private final Duration tokenLifetime;
    private final Clock clock;
    private final TokenStateStore states;
    private final RefreshFamilyStore families = new RefreshFamilyStore();

    public Revocations(Jdbi jdbi, Duration tokenLifetime, Clock clock) {
        this.jdbi = jdbi;
        this.tokenLifetime = tokenLifetime;
        this.clock = clock;
        this.states = new TokenStateStore(jdbi);
    }

    /** Revokes one access token, and what was exchanged for it. */
    public void revokeToken(UUID tokenId, Instant expires) {
        jdbi.useTransaction(handle -> revoke(handle, tokenId, expires.plus(SKEW)));
    }

    /** Revokes everything that came from an origin: refresh tokens and access tokens. */
    public void revokeOrigin(UUID originId) {
        jdbi.useTransaction(handle -> revokeOrigin(handle, originId));
    }

    /** The same in the running transaction. */
    public void revokeOrigin(Handle handle, UUID originId) {
        revoke(handle, originId, Times.now(clock).plus(tokenLifetime).plus(SKEW));
        families.deleteOfOrigin(handle, originId);
    }

    /** Revokes everything that came from a user's consent: refresh tokens and access tokens. */
    void revokeConsent(Handle handle, UUID consentId, String userId, String clientId) {
        revoke(handle, consentId, Times.now(clock).plus(tokenLifetime).plus(SKEW));
        families.deleteOf(handle, userId, clientId);
    }

    /** Revokes everything that rests on a session: refresh tokens and access tokens. */
    public void sessionEnded(Handle handle, String userId, UUID sessionId) {
        revoke(handle, sessionId, Times.now(clock).plus(tokenLifetime).plus(SKEW));
        families.deleteOfSession(handle, userId, sessionId);
    }

    private void revoke(Handle handle, UUID id, Instant expires) {
        states.revoke(handle, id, expires);
        ChangeFeed.announce(handle, TOPIC, id.toString());
    }
}
