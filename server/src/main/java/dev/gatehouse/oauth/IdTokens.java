package dev.gatehouse.oauth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import com.nimbusds.openid.connect.sdk.claims.AccessTokenHash;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Issues ID tokens (OpenID Connect Core section 2), signed with ES256. Thread-safe. */
final class IdTokens {
    private static final Duration LIFETIME = Duration.ofMinutes(10);

    private final String issuer;
    private final SigningKeys keys;
    private final Clock clock;

    IdTokens(String issuer, SigningKeys keys, Clock clock) {
        this.issuer = issuer;
        this.keys = keys;
        this.clock = clock;
    }

    /**
     * Who signed in where, and when.
     *
     * @param nonce null where the client sent none
     */
    record SignIn(String clientId, String userId, String nonce, Instant authenticated) {}

    /**
     * @param accessToken issued together with it, or null
     * @param more claims about the user
     */
    SignedJWT issue(SignIn signIn, AccessToken accessToken, Map<String, Object> more) {
        Instant now = clock.instant();
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .issuer(issuer)
                .subject(signIn.userId())
                .audience(signIn.clientId())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(LIFETIME)))
                .claim("azp", signIn.clientId())
                .claim("auth_time", signIn.authenticated().getEpochSecond())
                .claim("acr", "1")
                .claim("amr", List.of("pwd"));
        more.forEach(claims::claim);
        if (signIn.nonce() != null) {
            claims.claim("nonce", signIn.nonce());
        }
        if (accessToken != null) {
            claims.claim(
                    "at_hash",
                    AccessTokenHash.compute(accessToken, JWSAlgorithm.ES256, null)
                            .getValue());
        }
        return signed(claims.build());
    }

    private SignedJWT signed(JWTClaimsSet claims) {
        ECKey key = keys.active();
        JWSHeader header =
                new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.getKeyID()).build();
        SignedJWT token = new SignedJWT(header, claims);
        try {
            token.sign(new ECDSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException("signing failed", e);
        }
        return token;
    }

    /** The claims of an ID token of ours that a client hands back as a hint; it may have expired. */
    Optional<JWTClaimsSet> hint(String idToken) {
        try {
            SignedJWT token = SignedJWT.parse(idToken);
            JWK key = keys.publicKeys().getKeyByKeyId(token.getHeader().getKeyID());
            boolean ours = key instanceof ECKey ec && token.verify(new ECDSAVerifier(ec));
            JWTClaimsSet claims = token.getJWTClaimsSet();
            boolean isIdToken = token.getHeader().getType() == null && claims.getSubject() != null;
            return ours && isIdToken && issuer.equals(claims.getIssuer()) ? Optional.of(claims) : Optional.empty();
        } catch (ParseException | JOSEException e) {
            return Optional.empty();
        }
    }
}
