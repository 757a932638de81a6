package dev.gatehouse.oauth.clientauth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.gatehouse.testing.Answer;
import dev.gatehouse.testing.TestServer;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;

/** Signs assertions of a client, and asks a server for tokens with them. */
record Assertions(TestServer server, String clientId) {
    String signed(JWSAlgorithm algorithm, String keyId, JWSSigner signer) {
        return signed(algorithm, keyId, signer, UUID.randomUUID().toString());
    }

    String signed(JWSAlgorithm algorithm, String keyId, JWSSigner signer, String jti) {
        SignedJWT assertion = new SignedJWT(
                new JWSHeader.Builder(algorithm).keyID(keyId).build(),
                new JWTClaimsSet.Builder()
                        .issuer(clientId)
                        .subject(clientId)
                        .audience(server.publicUrl().toString())
                        .jwtID(jti)
                        .expirationTime(Date.from(Instant.now().plusSeconds(60)))
                        .build());
        try {
            assertion.sign(signer);
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
        return assertion.serialize();
    }

    Answer present(String assertion) {
        return server.open()
                .send(
                        "POST",
                        "/oauth2/token",
                        "grant_type=client_credentials&client_assertion_type="
                                + "urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer&client_assertion="
                                + assertion,
                        "Content-Type",
                        "application/x-www-form-urlencoded");
    }
}
