package dev.gatehouse.vault.portservice;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.gatehouse.api.SentText;
import dev.gatehouse.crypto.ConstantTime;
import dev.gatehouse.crypto.Sha256;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A JWT that an integration signed with the client secret that a connector registered (HS256). Third parties choose those
 * secrets, so any length is taken here, other than RFC 7518 section 3.2 wants it. Immutable.
 */
record ClientSignature(SignedJWT jwt, JWTClaimsSet claims) {
    /** Empty for what is no JWT of this kind. */
    static Optional<ClientSignature> parse(String text) {
        try {
            SignedJWT jwt = SignedJWT.parse(text);
            boolean ours = JWSAlgorithm.HS256.equals(jwt.getHeader().getAlgorithm());
            return ours ? Optional.of(new ClientSignature(jwt, jwt.getJWTClaimsSet())) : Optional.empty();
        } catch (ParseException e) {
            return Optional.empty();
        }
    }

    /** A member that is a text in one line; empty for any other. */
    Optional<String> text(String name) {
        return claims.getClaim(name) instanceof String text && !text.isEmpty() && SentText.isLine(text)
                ? Optional.of(text)
                : Optional.empty();
    }

    /** Whether it was signed with the secret and has not expired; compared in constant time. */
    boolean isGood(@Nullable String secret, Instant now) {
        if (secret == null || secret.isEmpty()) {
            return false;
        }
        boolean expired = claims.getExpirationTime() != null
                && !now.isBefore(claims.getExpirationTime().toInstant());
        return ConstantTime.equal(signature(secret), jwt.getSignature().decode()) && !expired;
    }

    private byte[] signature(String secret) {
        return Sha256.hmac(secret.getBytes(StandardCharsets.UTF_8), jwt.getSigningInput());
    }

    @Override
    public String toString() {
        return "ClientSignature[hidden]";
    }
}
