package dev.gatehouse.oauth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.oauth2.sdk.token.Tokens;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;

/** Issues access tokens for users' access, without refresh tokens. Thread-safe. */
final class UserTokens implements TokenIssuer {
    private final String issuer;
    private final Duration lifetime;
    private final SigningKeys keys;
    private final Clock clock;

    UserTokens(String issuer, Duration lifetime, SigningKeys keys, Clock clock) {
        this.issuer = issuer;
        this.lifetime = lifetime;
        this.keys = keys;
        this.clock = clock;
    }

    @Override
    public Tokens issue(Access access, boolean withRefreshToken, String origin) {
        Instant now = clock.instant();
        Duration lives = origin.startsWith("implicit/") ? ImplicitResponses.lifetime(lifetime) : lifetime;
        ECKey key = keys.active();
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .issuer(issuer)
                .audience(issuer)
                .subject(access.userId())
                .claim("client_id", access.client().clientId())
                .claim("scope", access.scope().toString())
                .claim("auth_time", access.authenticatedAt().getEpochSecond())
                .jwtID(UUID.randomUUID().toString())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(lives)))
                .build();
        try {
            JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                    .type(new JOSEObjectType("at+jwt"))
                    .keyID(key.getKeyID())
                    .build();
            SignedJWT token = new SignedJWT(header, claims);
            token.sign(new ECDSASigner(key));
            return new Tokens(new BearerAccessToken(token.serialize(), lives.toSeconds(), access.scope()), null);
        } catch (JOSEException e) {
            throw new IllegalStateException("signing failed", e);
        }
    }

    /** There is nothing to revoke but access tokens, which end by themselves. */
    @Override
    public void revokeOrigin(String origin) {}
}
