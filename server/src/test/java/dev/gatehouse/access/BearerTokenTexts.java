package dev.gatehouse.access;

import com.nimbusds.jwt.SignedJWT;
import dev.gatehouse.authority.ScopeLimit;
import dev.gatehouse.authority.Standing;
import dev.gatehouse.clients.scope.ScopesNow;
import dev.gatehouse.fuzz.Jwts;
import dev.gatehouse.fuzz.Reader;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** Access tokens of our own, as a stranger presents them. */
public final class BearerTokenTexts implements Reader {
    private static final Standing STANDING = new Standing(
            "someone", Set.of(), new ScopeLimit(true, Set.of()), new ScopesNow(Set.of("shop.r"), Instant.MAX));

    private final Jwts jwts = new Jwts();
    private final LocalTokenVerifier verifier = new LocalTokenVerifier(
            "https://id.example", jwts.keys(), (client, subject, ids) -> Optional.of(STANDING), Jwts.CLOCK);

    @Override
    public void read(byte[] sent) throws Exception {
        SignedJWT token = SentToken.parse(jwts.of(sent));
        SentToken.issuer(token);
        verifier.verify(token);
    }
}
