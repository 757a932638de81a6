package dev.gatehouse.jwks;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.Ed25519Verifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.SignedJWT;

/**
 * Verifies signatures with keys as they stand in key sets, those of Ed25519 (RFC 8037) too, which the processor of the
 * library leaves out. Stateless.
 */
public final class Signatures {
    private Signatures() {}

    /**
     * Whether the token is signed with this key, by the algorithm that it names: which ones are allowed is for the caller
     * to check before.
     */
    public static boolean isMadeWith(JWK key, SignedJWT token) {
        try {
            return token.verify(verifier(key));
        } catch (JOSEException e) {
            return false; // such as an algorithm that is not for the key
        }
    }

    private static JWSVerifier verifier(JWK key) throws JOSEException {
        return switch (key) {
            case ECKey ec -> new ECDSAVerifier(ec);
            case RSAKey rsa -> new RSASSAVerifier(rsa);
            case OctetKeyPair pair -> new Ed25519Verifier(pair.toPublicJWK());
            default -> throw new JOSEException("a key of the type " + key.getKeyType() + " signs nothing");
        };
    }
}
