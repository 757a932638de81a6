package dev.gatehouse.access.issuers;

import dev.gatehouse.access.SentToken;
import dev.gatehouse.fuzz.Jwts;
import dev.gatehouse.fuzz.Reader;
import dev.gatehouse.settings.TrustedIssuer;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Access tokens of another issuer. */
public final class ForeignTokenTexts implements Reader {
    private static final TrustedIssuer ISSUER = new TrustedIssuer(
            "https://id.example",
            Set.of("gatehouse"),
            Optional.empty(),
            List.of("scope", "realm_access.roles"),
            Optional.empty(),
            new TrustedIssuer.Users(
                    Optional.empty(), Optional.of("email"), false, Map.of("app", "someone"), Map.of("7", "someone")),
            new TrustedIssuer.Teams("groups", Map.of("g", "team")));

    private static final Owners OWNERS = new Owners() {
        @Override
        public Optional<Owner> withId(String userId) {
            return Optional.of(new Owner(userId, false));
        }

        @Override
        public Optional<Owner> withEmail(String email) {
            return Optional.of(new Owner(email, false));
        }

        @Override
        public Set<String> teams(String userId, Collection<String> named) {
            return Set.copyOf(named);
        }
    };

    private final Jwts jwts = new Jwts();
    private final TrustedIssuerVerifier verifier =
            new TrustedIssuerVerifier(ISSUER, jwts.keys(), OWNERS, scope -> false, Jwts.CLOCK);

    @Override
    public void read(byte[] sent) throws Exception {
        verifier.verify(SentToken.parse(jwts.of(sent)));
    }
}
