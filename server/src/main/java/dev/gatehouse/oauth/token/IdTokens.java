package dev.gatehouse.oauth.token;

import org.jspecify.annotations.Nullable;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import com.nimbusds.openid.connect.sdk.claims.AccessTokenHash;
import dev.gatehouse.clients.Client;
import dev.gatehouse.oauth.keys.SigningKeys;
import dev.gatehouse.oauth.keys.TokenSigner;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Issues ID tokens (OpenID Connect Core section 2), signed as the client asks. Thread-safe. */
public final class IdTokens {
    private static final Duration LIFETIME = Duration.ofMinutes(10);

    private final String issuer;
    private final SigningKeys keys;
    private final TokenSigner signer;
    private final Clock clock;

    public IdTokens(String issuer, SigningKeys keys, Clock clock) {
        this.issuer = issuer;
        this.keys = keys;
        this.signer = new TokenSigner(keys, null);
        this.clock = clock;
    }

    /**
     * Who signed in where, and when.
     *
     * @param nonce null where the client sent none
     */
    public record SignIn(Client client, String userId, @Nullable String nonce, Instant authenticated) {}

    /**
     * @param accessToken issued together with it, or null
     * @param more claims about the user
     */
    public SignedJWT issue(SignIn signIn, AccessToken accessToken, Map<String, Object> more) {
        Instant now = clock.instant();
        JWSAlgorithm signedWith = algorithm(signIn.client());
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .issuer(issuer)
                .subject(signIn.userId())
                .audience(signIn.client().clientId())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(LIFETIME)))
                .claim("azp", signIn.client().clientId())
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
                    AccessTokenHash.compute(accessToken, signedWith, null).getValue());
        }
        return signer.sign(claims.build(), signedWith, now);
    }

    /** RS256 is what clients expect that say nothing (OpenID Connect Registration section 2). */
    private static JWSAlgorithm algorithm(Client client) {
        return client.signingAlgorithm() == null ? JWSAlgorithm.RS256 : JWSAlgorithm.parse(client.signingAlgorithm());
    }

    /** The claims of an ID token of ours that a client hands back as a hint; it may have expired. */
    public Optional<JWTClaimsSet> hint(String idToken) {
        try {
            SignedJWT token = SignedJWT.parse(idToken);
            JWK key = keys.publicKeys().getKeyByKeyId(token.getHeader().getKeyID());
            boolean ours = key != null && token.verify(verifier(key));
            JWTClaimsSet claims = token.getJWTClaimsSet();
            boolean isIdToken = token.getHeader().getType() == null && claims.getSubject() != null;
            return ours && isIdToken && issuer.equals(claims.getIssuer()) ? Optional.of(claims) : Optional.empty();
        } catch (ParseException | JOSEException e) {
            return Optional.empty();
        }
    }

    private static JWSVerifier verifier(JWK key) throws JOSEException {
        return key instanceof RSAKey rsa ? new RSASSAVerifier(rsa) : new ECDSAVerifier(key.toECKey());
    }
}
