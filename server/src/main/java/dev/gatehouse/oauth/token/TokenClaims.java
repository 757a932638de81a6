package dev.gatehouse.oauth.token;

import com.nimbusds.jwt.JWTClaimsSet;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.Map;

/** The claims of one token while it is made. What is null or an empty list is left out. Not thread-safe. */
final class TokenClaims {
    private final JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder();

    /** A client's own, which never take the place of one of ours. */
    static TokenClaims beside(Map<String, Object> custom) {
        TokenClaims made = new TokenClaims();
        custom.forEach((name, value) -> {
            if (!TokenClaim.reserved().contains(name)) {
                made.claims.claim(name, value);
            }
        });
        return made;
    }

    TokenClaims with(TokenClaim claim, Object value) {
        boolean nothing = value instanceof Collection<?> all && all.isEmpty();
        if (value != null && !nothing) {
            claims.claim(claim.text(), value);
        }
        return this;
    }

    /** To the second. */
    TokenClaims with(TokenClaim claim, Instant time) {
        return with(claim, time == null ? null : (Object) Date.from(time));
    }

    TokenClaims with(Map<TokenClaim, Object> more) {
        more.forEach((claim, value) -> with(claim, value));
        return this;
    }

    JWTClaimsSet build() {
        return claims.build();
    }
}
