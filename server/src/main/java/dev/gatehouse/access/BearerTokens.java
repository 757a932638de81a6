package dev.gatehouse.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.nimbusds.jwt.SignedJWT;
import dev.gatehouse.http.Caller;
import dev.gatehouse.http.Guard;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Verifies JWT access tokens, our own and those of other issuers, and remembers the outcome for as long as it is good.
 *
 * <p>Thread-safe. {@link #remembered} never blocks; {@link #verify} asks the database what is on record about the token,
 * and may fetch the keys of another issuer.
 */
public final class BearerTokens implements Guard {
    private final TokenVerifier ownTokens;
    private final OtherIssuers otherIssuers;
    private final HeardRevocations revocations = new HeardRevocations();
    private final String resourceMetadata;
    private final Cache<String, VerifiedToken> verified;
    private final AtomicLong generation = new AtomicLong();

    /**
     * @param ownTokens checks the tokens of this server, and refuses those of issuers that nobody knows
     * @param maximumRemembered how many verified tokens are kept
     */
    public BearerTokens(
            TokenVerifier ownTokens, OtherIssuers otherIssuers, String resourceMetadata, int maximumRemembered) {
        this.ownTokens = ownTokens;
        this.otherIssuers = otherIssuers;
        this.resourceMetadata = resourceMetadata;
        this.verified = Caffeine.newBuilder()
                .maximumSize(maximumRemembered)
                .expireAfter(Expiry.creating(
                        (String token, VerifiedToken entry) -> Duration.between(Instant.now(), entry.goodUntil())))
                .build();
    }

    @Override
    public Caller remembered(String bearerToken) {
        VerifiedToken entry = verified.getIfPresent(bearerToken);
        boolean good =
                entry != null && Instant.now().isBefore(entry.goodUntil()) && !revocations.containsAny(entry.ids());
        return good ? entry.caller() : null;
    }

    @Override
    public Caller verify(String bearerToken) {
        long before = generation.get();
        VerifiedToken entry = check(bearerToken);
        if (Instant.now().isBefore(entry.goodUntil())) {
            verified.put(bearerToken, entry);
            if (generation.get() != before) {
                verified.invalidate(bearerToken);
            }
        }
        return entry.caller();
    }

    @Override
    public String resourceMetadata() {
        return resourceMetadata;
    }

    /** Forgets every verified token, because a client, a user or a key changed. */
    public void forget() {
        generation.incrementAndGet();
        verified.invalidateAll();
    }

    /** Remembers no token any more that has this id or came from what has it. */
    public void revoked(String id) {
        if (!revocations.add(id)) {
            forget();
            revocations.clear();
        }
    }

    private VerifiedToken check(String bearerToken) {
        try {
            SignedJWT token = SignedJWT.parse(bearerToken);
            String issuer = token.getJWTClaimsSet().getIssuer();
            return otherIssuers.verifier(issuer).orElse(ownTokens).verify(token);
        } catch (ParseException e) {
            throw SignedTokens.invalid("it is not a signed JWT");
        }
    }
}
