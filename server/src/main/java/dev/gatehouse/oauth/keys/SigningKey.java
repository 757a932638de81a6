package dev.gatehouse.oauth.keys;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.time.Instant;
import java.util.List;

/**
 * A key pair that signs tokens.
 *
 * @param activeFrom from when on it signs; until then it is only published, so that everybody knows it by then
 */
public record SigningKey(JWK jwk, Instant activeFrom) {
    /** The algorithms tokens are signed with; there is a key of each. */
    public static final List<JWSAlgorithm> ALGORITHMS = List.of(JWSAlgorithm.ES256, JWSAlgorithm.RS256);

    private static final int RSA_BITS = 2048;

    static SigningKey generate(JWSAlgorithm algorithm, Instant activeFrom) {
        try {
            JWK jwk = algorithm.equals(JWSAlgorithm.RS256)
                    ? new RSAKeyGenerator(RSA_BITS)
                            .keyUse(KeyUse.SIGNATURE)
                            .algorithm(algorithm)
                            .keyIDFromThumbprint(true)
                            .generate()
                    : new ECKeyGenerator(Curve.P_256)
                            .keyUse(KeyUse.SIGNATURE)
                            .algorithm(algorithm)
                            .keyIDFromThumbprint(true)
                            .generate();
            return new SigningKey(jwk, activeFrom);
        } catch (JOSEException e) {
            throw new IllegalStateException("every Java platform has P-256 and RSA", e);
        }
    }

    String keyId() {
        return jwk.getKeyID();
    }

    boolean isFor(JWSAlgorithm algorithm) {
        return algorithm.getName().equals(jwk.getAlgorithm().getName());
    }

    boolean isActive(Instant now) {
        return !activeFrom.isAfter(now);
    }

    @Override
    public String toString() {
        return "SigningKey[" + keyId() + "]";
    }
}
