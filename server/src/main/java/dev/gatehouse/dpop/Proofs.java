package dev.gatehouse.dpop;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.gatehouse.api.ErrorCode;
import dev.gatehouse.crypto.Sha256;
import dev.gatehouse.http.auth.PresentedToken;
import dev.gatehouse.http.auth.SentProof;
import dev.gatehouse.jwks.Signatures;
import java.nio.ByteBuffer;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Checks proofs of possession (RFC 9449 section 4.3). One is good for one request, within a minute, in this process: others
 * do not know of it. Thread-safe; touches memory only.
 */
public final class Proofs {
    private static final Set<JWSAlgorithm> ALGORITHMS =
            SentProof.ALGORITHMS.stream().map(JWSAlgorithm::parse).collect(Collectors.toUnmodifiableSet());

    private static final DefaultJOSEObjectTypeVerifier<SecurityContext> TYPE =
            new DefaultJOSEObjectTypeVerifier<>(new JOSEObjectType("dpop+jwt"));

    private static final Duration MAX_AGE = Duration.ofSeconds(60);
    private static final Duration MAX_AHEAD = Duration.ofSeconds(30);
    private static final int MIN_RSA_BITS = 2048;

    /** A stranger chooses the key, and with it what its check costs. */
    private static final int MAX_RSA_BITS = 4096;

    private static final int MAX_EXPONENT_BITS = 32;

    private final Clock clock;
    private final SeenProofs seen = new SeenProofs(MAX_AGE.plus(MAX_AHEAD));

    public Proofs(Clock clock) {
        this.clock = clock;
    }

    /**
     * Makes sure that a token may be presented like this: one that is bound to a key with a proof made with that key, any
     * other as a bearer token.
     *
     * @param boundTo the thumbprint of the key (RFC 7638), or null
     * @throws dev.gatehouse.api.ApiException ERR10000, or ERR10003 where it is the proof that is wrong
     */
    public void require(@Nullable String boundTo, PresentedToken token) {
        SentProof proof = token.proof();
        if (boundTo == null && proof == null || token.isProven()) {
            return;
        }
        if (boundTo == null) {
            throw ErrorCode.INVALID_AUTH_TOKEN.with("it is not bound to a key; send it with the scheme Bearer");
        }
        if (proof == null) {
            throw ErrorCode.INVALID_AUTH_TOKEN.with("it is bound to a key; send it with the scheme DPoP, and a proof");
        }
        try {
            if (!keyOf(proof, token.value()).equals(boundTo)) {
                throw new InvalidProof("it is not made with the key that the token is bound to");
            }
        } catch (InvalidProof e) {
            throw ErrorCode.INVALID_DPOP_PROOF.with(e.reason());
        }
        token.setProven();
    }

    /**
     * The key that a proof is made with, by its thumbprint (RFC 7638); the proof is used up.
     *
     * @param token the access token that it has to be for, or null at an endpoint that takes none
     */
    public String keyOf(SentProof sent, @Nullable String token) throws InvalidProof {
        if (sent.proofs().size() != 1) {
            throw new InvalidProof("send the field DPoP once, with one proof");
        }
        try {
            SignedJWT proof = SignedJWT.parse(sent.proofs().getFirst());
            JWK key = acceptable(proof.getHeader());
            TYPE.verify(proof.getHeader().getType(), null);
            if (!Signatures.isMadeWith(key, proof)) {
                throw new InvalidProof("its signature is wrong");
            }
            JWTClaimsSet claims = proof.getJWTClaimsSet();
            Instant now = clock.instant();
            checkRequest(claims, sent);
            checkTime(claims.getIssueTime(), now);
            if (token != null && !hash(token).equals(claims.getStringClaim("ath"))) {
                throw new InvalidProof("its ath is not the hash of the token");
            }
            String thumbprint = key.computeThumbprint().toString();
            seen.use(id(thumbprint, claims.getJWTID()), now);
            return thumbprint;
        } catch (BadJOSEException | JOSEException e) {
            throw new InvalidProof("its type, key or signature is wrong");
        } catch (ParseException | RuntimeException e) {
            throw new InvalidProof("it cannot be read as a signed JWT with a public key"); // a stranger's bytes
        }
    }

    private static JWK acceptable(JWSHeader header) throws InvalidProof {
        if (!ALGORITHMS.contains(header.getAlgorithm())) {
            throw new InvalidProof("it has to be signed with one of " + String.join(", ", SentProof.ALGORITHMS));
        }
        JWK key = header.getJWK();
        if (key == null || key.isPrivate()) {
            throw new InvalidProof("its header has no public key");
        }
        if (key instanceof RSAKey rsa && !isUsual(rsa)) {
            throw new InvalidProof("its RSA key has to have " + MIN_RSA_BITS + " to " + MAX_RSA_BITS + " bits");
        }
        return key;
    }

    private static boolean isUsual(RSAKey key) {
        return key.size() >= MIN_RSA_BITS
                && key.getModulus().decodeToBigInteger().bitLength() <= MAX_RSA_BITS
                && key.getPublicExponent().decodeToBigInteger().bitLength() <= MAX_EXPONENT_BITS;
    }

    private static void checkRequest(JWTClaimsSet claims, SentProof sent) throws InvalidProof, ParseException {
        if (!sent.method().equals(claims.getStringClaim("htm"))) {
            throw new InvalidProof("its htm is not the method of the request");
        }
        String target = claims.getStringClaim("htu");
        if (target == null || sent.uris().stream().noneMatch(uri -> TargetUri.same(uri, target))) {
            throw new InvalidProof("its htu is not the URI of the request");
        }
        if (claims.getJWTID() == null || claims.getJWTID().isBlank()) {
            throw new InvalidProof("it has no jti");
        }
    }

    private static void checkTime(@Nullable Date made, Instant now) throws InvalidProof {
        if (made == null) {
            throw new InvalidProof("it has no iat");
        }
        Instant time = made.toInstant();
        if (time.isBefore(now.minus(MAX_AGE)) || time.isAfter(now.plus(MAX_AHEAD))) {
            throw new InvalidProof("its iat is not the time at present");
        }
    }

    private static String hash(String token) {
        return Base64URL.encode(Sha256.of(token)).toString();
    }

    /** So many bits tell proofs apart; somebody's who looks for others that share them is no one else's. */
    private static long id(String thumbprint, String jti) {
        return ByteBuffer.wrap(Sha256.of(thumbprint + "." + jti)).getLong();
    }
}
