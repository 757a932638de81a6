package dev.gatehouse.access;

import org.jspecify.annotations.Nullable;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.nimbusds.jwt.SignedJWT;
import dev.gatehouse.api.Caller;
import dev.gatehouse.http.auth.BearerGuard;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

/**
 * Verifies JWT access tokens, our own and those of other issuers, and remembers the outcome for as long as it is good.
 *
 * <p>Thread-safe. {@link #remembered} never blocks; {@link #verify} asks the database what is on record about the token,
 * and may fetch the keys of another issuer.
 */
public final class BearerTokens implements BearerGuard {
    /** The compact serialization (RFC 7515 section 7.1); its parser passes over any other character. */
    private static final Pattern COMPACT = Pattern.compile("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+");

    private final TokenVerifier ownTokens;
    private final OtherIssuers otherIssuers;
    private final RevokedTokenIds revocations = new RevokedTokenIds();
    private final String resourceMetadata;
    private final Cache<String, Remembered> verified;
    private final AtomicLong generation = new AtomicLong();
    private final AtomicLong forgotten = new AtomicLong();

    /** @param generation when its check began */
    private record Remembered(VerifiedToken token, long generation) {}

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
                .expireAfter(Expiry.creating((String token, Remembered entry) ->
                        Duration.between(Instant.now(), entry.token().goodUntil())))
                .build();
    }

    @Override
    public @Nullable Caller remembered(String bearerToken) {
        Remembered entry = verified.getIfPresent(bearerToken);
        boolean good = entry != null
                && entry.generation() == generation.get()
                && entry.token().resource() == null
                && isGood(entry);
        return good ? entry.token().caller() : null;
    }

    @Override
    public Caller verify(String bearerToken) {
        VerifiedToken token = verifyForAny(bearerToken);
        if (token.resource() != null) {
            throw JwtVerifier.invalid("it is for " + token.resource() + " only");
        }
        return token.caller();
    }

    /**
     * A token verified before, for whatever service it is, or null when it is not in memory. After {@link #unheard} it may
     * have been revoked meanwhile: the caller knows how long that may go on. Never blocks.
     */
    public @Nullable VerifiedToken lastKnown(String bearerToken) {
        Remembered entry = verified.getIfPresent(bearerToken);
        return entry != null && entry.generation() >= forgotten.get() && isGood(entry) ? entry.token() : null;
    }

    /**
     * Verifies a token, for whatever service it is.
     *
     * @throws dev.gatehouse.api.ApiException as {@link #verify}
     */
    public VerifiedToken verifyForAny(String bearerToken) {
        long before = generation.get();
        VerifiedToken token = check(bearerToken);
        if (Instant.now().isBefore(token.goodUntil())) {
            verified.put(bearerToken, new Remembered(token, before));
        }
        return token;
    }

    private boolean isGood(Remembered entry) {
        return Instant.now().isBefore(entry.token().goodUntil())
                && !revocations.containsAny(entry.token().ids());
    }

    @Override
    public String resourceMetadata() {
        return resourceMetadata;
    }

    /** Forgets every verified token, because a client, a user or a key changed. */
    public void forget() {
        forgotten.accumulateAndGet(generation.incrementAndGet(), Math::max);
        verified.invalidateAll();
    }

    /** Believes no verified token any more without asking, because changes are not heard; {@link #lastKnown} still tells. */
    public void unheard() {
        generation.incrementAndGet();
    }

    /** Remembers no token any more that has this id or came from what has it. */
    public void revoked(String id) {
        if (!revocations.add(id)) {
            forget();
            revocations.clear();
        }
    }

    private VerifiedToken check(String bearerToken) {
        if (!COMPACT.matcher(bearerToken).matches()) {
            throw JwtVerifier.invalid("it is not a signed JWT");
        }
        try {
            SignedJWT token = SignedJWT.parse(bearerToken);
            String issuer = token.getJWTClaimsSet().getIssuer();
            return otherIssuers.verifier(issuer).orElse(ownTokens).verify(token);
        } catch (ParseException e) {
            throw JwtVerifier.invalid("it is not a signed JWT");
        }
    }
}
