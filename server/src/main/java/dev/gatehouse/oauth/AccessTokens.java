package dev.gatehouse.oauth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.oauth2.sdk.token.TokenTypeURI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;

/** Issues JWT access tokens (RFC 9068). Thread-safe. */
final class AccessTokens {
    /** The claim with the ids of what a token came from: whoever revokes one of them revokes the token. */
    static final String ORIGINS = "origins";

    private static final JOSEObjectType TYPE = new JOSEObjectType("at+jwt");

    private final String issuer;
    private final Duration lifetime;
    private final JWSAlgorithm algorithm;
    private final SigningKeys keys;
    private final Clock clock;
    private volatile Signer signer;

    /** A signer and the key it was made for; making one takes longer than signing. */
    private record Signer(SigningKey key, JWSSigner jws, JWSHeader header) {}

    /**
     * What a token says.
     *
     * @param subject the user, or the client for its own access (RFC 9068 section 2.2)
     * @param audience the one resource it is for
     * @param origins ids of what it came from; empty where nothing but its own id can revoke it
     * @param actor the {@code act} claim (RFC 8693 section 4.1), or null
     * @param authenticatedAt when the user logged in, or null
     * @param notAfter when it expires at the latest, or null for the usual lifetime
     * @param exchanged whether the answer names the token's type (RFC 8693 section 2.2.1)
     */
    record Content(
            String subject,
            String clientId,
            Scope scope,
            String audience,
            List<String> origins,
            Map<String, Object> actor,
            Instant authenticatedAt,
            Instant notAfter,
            boolean exchanged) {}

    /** @param algorithm what tokens are signed with, one of {@link SigningKey#ALGORITHMS} */
    AccessTokens(String issuer, Duration lifetime, JWSAlgorithm algorithm, SigningKeys keys, Clock clock) {
        this.issuer = issuer;
        this.lifetime = lifetime;
        this.algorithm = algorithm;
        this.keys = keys;
        this.clock = clock;
    }

    /** How long a token lives at most. */
    Duration lifetime() {
        return lifetime;
    }

    BearerAccessToken issue(Content content) {
        Instant now = clock.instant();
        Instant usual = now.plus(lifetime);
        Instant expires = content.notAfter() != null && content.notAfter().isBefore(usual) ? content.notAfter() : usual;
        String token = sign(claims(content, now, expires), now);
        long seconds = Math.max(1, Duration.between(now, expires).toSeconds());
        return content.exchanged()
                ? new BearerAccessToken(token, seconds, content.scope(), TokenTypeURI.ACCESS_TOKEN)
                : new BearerAccessToken(token, seconds, content.scope());
    }

    private JWTClaimsSet claims(Content content, Instant now, Instant expires) {
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .issuer(issuer)
                .audience(content.audience())
                .subject(content.subject())
                .claim("client_id", content.clientId())
                .claim("scope", content.scope().toString())
                .jwtID(TokenIds.random())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(expires));
        if (!content.origins().isEmpty()) {
            claims.claim(ORIGINS, content.origins());
        }
        if (content.actor() != null) {
            claims.claim("act", content.actor());
        }
        if (content.authenticatedAt() != null) {
            claims.claim("auth_time", content.authenticatedAt().getEpochSecond());
        }
        return claims.build();
    }

    private String sign(JWTClaimsSet claims, Instant now) {
        Signer current = signer(now);
        SignedJWT token = new SignedJWT(current.header(), claims);
        try {
            token.sign(current.jws());
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException("signing failed", e);
        }
    }

    private Signer signer(Instant now) {
        SigningKey active = keys.active(algorithm, now);
        Signer current = signer;
        if (current == null || current.key() != active) {
            current = signer(active);
            signer = current;
        }
        return current;
    }

    private static Signer signer(SigningKey key) {
        try {
            boolean rsa = key.isFor(JWSAlgorithm.RS256);
            JWSHeader header = new JWSHeader.Builder(rsa ? JWSAlgorithm.RS256 : JWSAlgorithm.ES256)
                    .type(TYPE)
                    .keyID(key.keyId())
                    .build();
            JWSSigner jws = rsa
                    ? new RSASSASigner(key.jwk().toRSAKey())
                    : new ECDSASigner(key.jwk().toECKey());
            return new Signer(key, jws, header);
        } catch (JOSEException e) {
            throw new IllegalStateException("the signing key is not usable", e);
        }
    }
}
