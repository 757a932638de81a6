package dev.gatehouse.oauth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;

/** Issues JWT access tokens (RFC 9068). Thread-safe. */
final class AccessTokens {
    private static final JOSEObjectType TYPE = new JOSEObjectType("at+jwt");

    private final String issuer;
    private final Duration lifetime;
    private final SigningKeys keys;
    private final Clock clock;
    private volatile Signer signer;

    /** A signer and the key it was made for; making one takes longer than signing. */
    private record Signer(ECKey key, ECDSASigner ecdsa, JWSHeader header) {}

    AccessTokens(String issuer, Duration lifetime, SigningKeys keys, Clock clock) {
        this.issuer = issuer;
        this.lifetime = lifetime;
        this.keys = keys;
        this.clock = clock;
    }

    /** A token for a client's own access: its subject is the client itself (RFC 9068 section 2.2). */
    BearerAccessToken issue(String clientId, Scope scope) {
        Instant now = clock.instant();
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .issuer(issuer)
                .audience(issuer)
                .subject(clientId)
                .claim("client_id", clientId)
                .claim("scope", scope.toString())
                .jwtID(UUID.randomUUID().toString())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(lifetime)))
                .build();
        Signer current = signer();
        SignedJWT token = new SignedJWT(current.header(), claims);
        try {
            token.sign(current.ecdsa());
        } catch (JOSEException e) {
            throw new IllegalStateException("signing failed", e);
        }
        return new BearerAccessToken(token.serialize(), lifetime.toSeconds(), scope);
    }

    private Signer signer() {
        ECKey active = keys.active();
        Signer current = signer;
        if (current == null || !current.key().equals(active)) {
            current = signer(active);
            signer = current;
        }
        return current;
    }

    private static Signer signer(ECKey key) {
        try {
            JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                    .type(TYPE)
                    .keyID(key.getKeyID())
                    .build();
            return new Signer(key, new ECDSASigner(key), header);
        } catch (JOSEException e) {
            throw new IllegalStateException("the signing key is not usable", e);
        }
    }
}
