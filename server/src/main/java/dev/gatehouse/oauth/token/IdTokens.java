package dev.gatehouse.oauth.token;

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
import dev.gatehouse.oauth.claims.AuthenticationContext;
import dev.gatehouse.oauth.claims.TokenClaim;
import dev.gatehouse.oauth.keys.SigningKeys;
import dev.gatehouse.oauth.keys.TokenSigner;
import dev.gatehouse.oauth.session.Ground;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Issues ID tokens (OpenID Connect Core section 2), signed as the client asks. Thread-safe. */
public final class IdTokens {
    private static final Duration LIFETIME = Duration.ofMinutes(10);

    private final String issuer;
    private final SigningKeys keys;
    private final TokenSigner signer;
    private final Recipients recipients;
    private final Clock clock;

    /** @param recipients hear of every client that gets an ID token in a session */
    public IdTokens(String issuer, SigningKeys keys, Recipients recipients, Clock clock) {
        this.issuer = issuer;
        this.keys = keys;
        this.recipients = recipients;
        this.signer = new TokenSigner(keys, null);
        this.clock = clock;
    }

    /** Who got ID tokens in which session. Implementations are thread-safe. */
    @FunctionalInterface
    public interface Recipients {
        void add(UUID sessionId, Client client);
    }

    /**
     * Who signed in where.
     *
     * @param ground says when, and in which session
     * @param nonce null where the client sent none
     */
    public record SignIn(
            Client client, String userId, @Nullable String nonce, Ground ground) {}

    /**
     * @param accessToken issued together with it, or null
     * @param more claims about the user
     */
    public SignedJWT issue(SignIn signIn, @Nullable AccessToken accessToken, Map<TokenClaim, Object> more) {
        Instant now = clock.instant();
        JWSAlgorithm signedWith = algorithm(signIn.client());
        UUID sessionId = signIn.ground().sessionId();
        if (sessionId != null) {
            recipients.add(sessionId, signIn.client());
        }
        JWTClaimsSet claims = new TokenClaim.Builder()
                .with(TokenClaim.ISS, issuer)
                .with(TokenClaim.SUB, signIn.userId())
                .with(TokenClaim.AUD, signIn.client().clientId())
                .with(TokenClaim.IAT, now)
                .with(TokenClaim.EXP, now.plus(LIFETIME))
                .with(TokenClaim.AZP, signIn.client().clientId())
                .with(TokenClaim.AUTH_TIME, signIn.ground().authenticated().getEpochSecond())
                .with(TokenClaim.SID, sessionId == null ? null : sessionId.toString())
                .with(TokenClaim.ACR, AuthenticationContext.PASSWORD)
                .with(TokenClaim.AMR, AuthenticationContext.METHODS)
                .with(more)
                .with(TokenClaim.NONCE, signIn.nonce())
                .with(TokenClaim.AT_HASH, hash(accessToken, signedWith))
                .build();
        return signer.sign(claims, signedWith, now);
    }

    private static @Nullable String hash(@Nullable AccessToken accessToken, JWSAlgorithm signedWith) {
        return accessToken == null
                ? null
                : AccessTokenHash.compute(accessToken, signedWith, null).getValue();
    }

    /** RS256 is what clients expect that say nothing (OpenID Connect Registration section 2). */
    public static JWSAlgorithm algorithm(Client client) {
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
