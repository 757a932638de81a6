package dev.gatehouse.dpop;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.oauth2.sdk.dpop.DPoPProofFactory;
import com.nimbusds.oauth2.sdk.dpop.DefaultDPoPProofFactory;
import com.nimbusds.oauth2.sdk.dpop.JWKThumbprintConfirmation;
import com.nimbusds.oauth2.sdk.id.JWTID;
import com.nimbusds.oauth2.sdk.token.DPoPAccessToken;
import java.net.URI;
import java.time.Instant;
import java.util.Date;

/** A client's key, and the proofs that it makes with it. */
public final class ProofKey {
    final ECKey key;
    private final DPoPProofFactory proofs;

    public ProofKey() {
        try {
            key = new ECKeyGenerator(Curve.P_256).generate();
            proofs = new DefaultDPoPProofFactory(key, JWSAlgorithm.ES256);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    public String thumbprint() {
        try {
            return JWKThumbprintConfirmation.of(key).getValue().toString();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @param token the access token that it is for, or null */
    public String proof(String method, String uri, String token) {
        return proof(method, uri, token, Instant.now());
    }

    String proof(String method, String uri, String token, Instant made) {
        try {
            return proofs.createDPoPJWT(
                            new JWTID(),
                            method,
                            URI.create(uri),
                            Date.from(made),
                            token == null ? null : new DPoPAccessToken(token),
                            null)
                    .serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
