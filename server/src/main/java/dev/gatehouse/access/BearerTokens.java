package dev.gatehouse.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import com.nimbusds.jwt.proc.ExpiredJWTException;
import dev.gatehouse.http.ApiException;
import dev.gatehouse.http.Caller;
import dev.gatehouse.http.ErrorCode;
import dev.gatehouse.http.Guard;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Verifies JWT access tokens (RFC 9068 section 4) and remembers the outcome until they expire.
 *
 * <p>Thread-safe. {@link #remembered} never blocks; {@link #verify} asks the database what is on record about the token.
 */
public final class BearerTokens implements Guard {
    private static final JOSEObjectType ACCESS_TOKEN = new JOSEObjectType("at+jwt");
    private static final int CLOCK_SKEW_SECONDS = 30;

    private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
    private final TokenRegister register;
    private final HeardRevocations revocations = new HeardRevocations();
    private final String resourceMetadata;
    private final Cache<String, Verified> verified;
    private final AtomicLong generation = new AtomicLong();

    private record Verified(Caller caller, Instant expires, List<String> ids) {}

    /**
     * @param issuer the {@code iss} and, for our own API, the {@code aud} a token must carry
     * @param keys the issuer's public keys
     * @param register what is on record about tokens
     * @param maximumRemembered how many verified tokens are kept
     */
    public BearerTokens(
            String issuer,
            JWKSource<SecurityContext> keys,
            TokenRegister register,
            String resourceMetadata,
            int maximumRemembered) {
        this.register = register;
        this.resourceMetadata = resourceMetadata;
        this.verified = Caffeine.newBuilder()
                .maximumSize(maximumRemembered)
                .expireAfter(Expiry.creating(
                        (String token, Verified entry) -> Duration.between(Instant.now(), entry.expires())))
                .build();
        DefaultJWTClaimsVerifier<SecurityContext> claims = new DefaultJWTClaimsVerifier<>(
                issuer,
                new JWTClaimsSet.Builder().issuer(issuer).build(),
                Set.of("exp", "iat", "sub", "client_id", "jti"));
        claims.setMaxClockSkew(CLOCK_SKEW_SECONDS);
        processor.setJWTClaimsSetVerifier(claims);
        processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(ACCESS_TOKEN));
        processor.setJWSKeySelector(
                new JWSVerificationKeySelector<>(Set.of(JWSAlgorithm.ES256, JWSAlgorithm.RS256), keys));
    }

    @Override
    public Caller remembered(String bearerToken) {
        Verified entry = verified.getIfPresent(bearerToken);
        boolean good =
                entry != null && Instant.now().isBefore(entry.expires()) && !revocations.containsAny(entry.ids());
        return good ? entry.caller() : null;
    }

    @Override
    public Caller verify(String bearerToken) {
        long before = generation.get();
        Verified entry = check(bearerToken);
        if (Instant.now().isBefore(entry.expires())) {
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

    private Verified check(String bearerToken) {
        SignedJWT token = parse(bearerToken);
        try {
            JWTClaimsSet claims = processor.process(token, null);
            List<String> ids = ids(claims);
            return new Verified(caller(claims, ids), claims.getExpirationTime().toInstant(), ids);
        } catch (ExpiredJWTException e) {
            throw ErrorCode.AUTH_TOKEN_EXPIRED.with(expiry(token));
        } catch (BadJOSEException e) {
            throw invalid(e.getMessage());
        } catch (JOSEException | ParseException e) {
            throw invalid("its claims or signature cannot be processed");
        }
    }

    private Caller caller(JWTClaimsSet claims, List<String> ids) throws ParseException {
        String clientId = claims.getStringClaim("client_id");
        String scope = claims.getStringClaim("scope");
        Set<String> scopes = scope == null ? Set.of() : Set.copyOf(List.of(scope.split(" ")));
        String user = register.actsAs(clientId, claims.getSubject(), ids)
                .orElseThrow(() -> invalid("it was revoked, or its client or user is not registered any more"));
        return new Caller(user, clientId, scopes, user.equals(claims.getSubject()));
    }

    private static List<String> ids(JWTClaimsSet claims) throws ParseException {
        List<String> ids = new ArrayList<>();
        ids.add(claims.getJWTID());
        List<String> origins = claims.getStringListClaim("origins");
        if (origins != null) {
            ids.addAll(origins);
        }
        return ids;
    }

    private static SignedJWT parse(String bearerToken) {
        try {
            return SignedJWT.parse(bearerToken);
        } catch (ParseException e) {
            throw invalid("it is not a signed JWT");
        }
    }

    private static Instant expiry(SignedJWT token) {
        try {
            return token.getJWTClaimsSet().getExpirationTime().toInstant();
        } catch (ParseException e) {
            return Instant.EPOCH;
        }
    }

    private static ApiException invalid(String reason) {
        return ErrorCode.INVALID_AUTH_TOKEN.with(reason);
    }
}
