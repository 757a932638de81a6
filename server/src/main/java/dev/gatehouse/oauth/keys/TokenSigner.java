package dev.gatehouse.oauth.keys;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Signs tokens of one type with the key that is active. Thread-safe. */
public final class TokenSigner {
    private final SigningKeys keys;
    private final @Nullable JOSEObjectType type;
    private final Map<JWSAlgorithm, Prepared> prepared = new ConcurrentHashMap<>();

    /** A signer and the key it was made for; making one takes longer than signing. */
    private record Prepared(SigningKey key, JWSSigner jws, JWSHeader header) {}

    /** @param type the header {@code typ}, or null for none */
    public TokenSigner(SigningKeys keys, @Nullable JOSEObjectType type) {
        this.keys = keys;
        this.type = type;
    }

    /** @param algorithm one of {@link SigningKey#ALGORITHMS} */
    public SignedJWT sign(JWTClaimsSet claims, JWSAlgorithm algorithm, Instant now) {
        Prepared signer = signer(algorithm, now);
        SignedJWT token = new SignedJWT(signer.header(), claims);
        try {
            token.sign(signer.jws());
            return token;
        } catch (JOSEException e) {
            throw new IllegalStateException("signing failed", e);
        }
    }

    private Prepared signer(JWSAlgorithm algorithm, Instant now) {
        SigningKey active = keys.active(algorithm, now);
        Prepared current = prepared.get(algorithm);
        if (current == null || !current.key().equals(active)) {
            current = prepare(active);
            prepared.put(algorithm, current);
        }
        return current;
    }

    private Prepared prepare(SigningKey key) {
        try {
            boolean rsa = key.isFor(JWSAlgorithm.RS256);
            JWSHeader header = new JWSHeader.Builder(rsa ? JWSAlgorithm.RS256 : JWSAlgorithm.ES256)
                    .type(type)
                    .keyID(key.keyId())
                    .build();
            JWSSigner jws = rsa
                    ? new RSASSASigner(key.jwk().toRSAKey())
                    : new ECDSASigner(key.jwk().toECKey());
            return new Prepared(key, jws, header);
        } catch (JOSEException e) {
            throw new IllegalStateException("the signing key is not usable", e);
        }
    }
}
