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
    private final RefreshFamilyStore families = new RefreshFamilyStore();

    public Revocations(Jdbi jdbi, Duration tokenLifetime, Clock clock) {
        this.jdbi = jdbi;
        this.tokenLifetime = tokenLifetime;
        this.clock = clock;
    }

    /** Revokes one access token, and what was exchanged for it. */
    public void revokeToken(UUID tokenId, Instant expires) {
        jdbi.useTransaction(handle -> insert(handle, tokenId, expires.plus(SKEW)));
    }

    /** Revokes everything that came from an origin: refresh tokens and access tokens. */
    public void revokeOrigin(UUID originId) {
        Instant lastExpires = Times.now(clock).plus(tokenLifetime).plus(SKEW);
        jdbi.useTransaction(handle -> {
            insert(handle, originId, lastExpires);
            families.deleteOfOrigin(handle, originId);
        });
    }

    /** Revokes everything that came from a user's consent: refresh tokens and access tokens. */
    void revokeConsent(Handle handle, UUID consentId, String userId, String clientId) {
        insert(handle, consentId, Times.now(clock).plus(tokenLifetime).plus(SKEW));
        families.deleteOf(handle, userId, clientId);
    }

    private static void insert(Handle handle, UUID id, Instant expires) {
        handle.createUpdate("""
                        insert into revoked_token (token_id, expires) values (:id, :expires)
                        on conflict (token_id) do update set expires = greatest(revoked_token.expires, excluded.expires)
                        """).bind("id", id).bind("expires", expires).execute();
        ChangeFeed.announce(handle, TOPIC, id.toString());
    }
}
