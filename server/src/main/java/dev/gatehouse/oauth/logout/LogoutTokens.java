package dev.gatehouse.oauth.logout;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.id.Audience;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.JWTID;
import com.nimbusds.oauth2.sdk.id.Subject;
import com.nimbusds.openid.connect.sdk.claims.LogoutTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.claims.SessionID;
import dev.gatehouse.clients.Client;
import dev.gatehouse.oauth.keys.SigningKeys;
import dev.gatehouse.oauth.keys.TokenSigner;
import dev.gatehouse.oauth.token.IdTokens;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;

/** Issues logout tokens (OpenID Connect Back-Channel Logout 1.0 section 2.4), signed as the client's ID tokens. Thread-safe. */
final class LogoutTokens {
    private static final Duration LIFETIME = Duration.ofMinutes(2);

    private final Issuer issuer;
    private final TokenSigner signer;
    private final Clock clock;

    LogoutTokens(String issuer, SigningKeys keys, Clock clock) {
        this.issuer = new Issuer(issuer);
        this.signer = new TokenSigner(keys, new JOSEObjectType("logout+jwt"));
        this.clock = clock;
    }

    SignedJWT issue(Client client, SessionPartyStore.Claim claim) {
        Instant now = clock.instant();
        LogoutTokenClaimsSet claims = new LogoutTokenClaimsSet(
                issuer,
                new Subject(claim.userId()),
                List.of(new Audience(client.clientId())),
                Date.from(now),
                Date.from(now.plus(LIFETIME)),
                new JWTID(),
                new SessionID(claim.sessionId().toString()));
        try {
            return signer.sign(claims.toJWTClaimsSet(), IdTokens.algorithm(client), now);
        } catch (ParseException e) {
            throw new IllegalStateException("these claims make a token", e);
        }
    }
}
