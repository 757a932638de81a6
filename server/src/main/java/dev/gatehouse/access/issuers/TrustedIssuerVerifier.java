package dev.gatehouse.access.issuers;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.gatehouse.access.BoundKey;
import dev.gatehouse.access.ClaimsOfNow;
import dev.gatehouse.access.JwtVerifier;
import dev.gatehouse.access.SignInTime;
import dev.gatehouse.access.TokenVerifier;
import dev.gatehouse.access.VerifiedToken;
import dev.gatehouse.api.Caller;
import dev.gatehouse.settings.TrustedIssuer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Checks access tokens of one other issuer. Thread-safe; may fetch keys, and asks the database whose they are. */
final class TrustedIssuerVerifier implements TokenVerifier {
    /** Then it is checked again, should a key have been withdrawn meanwhile. */
    private static final Duration MAX_REMEMBERED = Duration.ofMinutes(5);

    private static final Set<JWSAlgorithm> ALGORITHMS = Set.of(
            JWSAlgorithm.ES256,
            JWSAlgorithm.ES384,
            JWSAlgorithm.ES512,
            JWSAlgorithm.PS256,
            JWSAlgorithm.PS384,
            JWSAlgorithm.PS512,
            JWSAlgorithm.RS256,
            JWSAlgorithm.RS384,
            JWSAlgorithm.RS512);

    /** Few issuers follow RFC 9068 in this; what else tells ID tokens apart is in {@link #refuseOtherKinds}. */
    private static final DefaultJOSEObjectTypeVerifier<SecurityContext> TYPES = new DefaultJOSEObjectTypeVerifier<>(
            new JOSEObjectType("at+jwt"), new JOSEObjectType("application/at+jwt"), JOSEObjectType.JWT, null);

    /** OpenID Connect Core sections 2 and 3.3.2.11, and Logout: no access token has them. */
    private static final Set<String> CLAIMS_OF_ID_TOKENS = Set.of("nonce", "at_hash", "c_hash", "s_hash", "events");

    private final TrustedIssuer issuer;
    private final JwtVerifier tokens;
    private final AllowedScopes allowed;
    private final Owners owners;
    private final ActingUser actingUser;
    private final Clock clock;

    TrustedIssuerVerifier(
            TrustedIssuer issuer,
            JWKSource<SecurityContext> keys,
            Owners owners,
            Predicate<String> reservedScopes,
            Clock clock) {
        this.issuer = issuer;
        this.clock = clock;
        this.allowed = new AllowedScopes(issuer.scopes(), reservedScopes);
        this.owners = owners;
        this.actingUser = new ActingUser(issuer, owners);
        this.tokens = new JwtVerifier(
                issuer.issuer(),
                keys,
                ALGORITHMS,
                TYPES,
                new ClaimsOfNow(
                        new ClaimsOfNow.Expected(
                                issuer.audiences(),
                                new JWTClaimsSet.Builder()
                                        .issuer(issuer.issuer())
                                        .build(),
                                Set.of("exp"),
                                CLAIMS_OF_ID_TOKENS),
                        clock));
    }

    @Override
    public VerifiedToken verify(SignedJWT token) {
        JWTClaimsSet claims = tokens.verify(token);
        refuseOtherKinds(claims);
        String client = ClientTokens.clientOf(claims).orElse(null);
        Set<String> scopes = Claims.words(claims, issuer.scopeClaims()).stream()
                .filter(allowed)
                .collect(Collectors.toUnmodifiableSet());
        boolean forUser = client == null || !ClientTokens.isClientsOwn(claims, client);
        String userId = actingUser.of(claims, client);
        Caller caller = new Caller(userId, name(client), scopes, forUser, owners.teams(userId, mapped(claims)));
        return new VerifiedToken(
                caller,
                caller.forUser() ? caller.userId() : caller.clientId(),
                null,
                BoundKey.of(claims),
                SignInTime.of(claims),
                goodUntil(claims),
                List.of());
    }

    /** The teams that the operator lets the token's groups act for. */
    private Set<String> mapped(JWTClaimsSet claims) {
        Set<String> teams = new HashSet<>();
        for (String group : Claims.texts(claims, issuer.teams().groupsClaim())) {
            Optional.ofNullable(issuer.teams().groups().get(group)).ifPresent(teams::add);
        }
        return teams;
    }

    /** Keycloak says it in a claim of its own. */
    private static void refuseOtherKinds(JWTClaimsSet claims) {
        if (claims.getClaim("typ") instanceof String kind && !kind.equalsIgnoreCase("Bearer")) {
            throw JwtVerifier.invalid("it is of the kind " + kind + ", not an access token");
        }
    }

    /** With the issuer in it, so that nobody takes it for a client of ours: none of those has a slash. */
    private String name(@Nullable String client) {
        return issuer.issuer() + "#" + (client == null ? "" : client);
    }

    private Instant goodUntil(JWTClaimsSet claims) {
        Instant expires = claims.getExpirationTime().toInstant();
        Instant again = clock.instant().plus(MAX_REMEMBERED);
        return expires.isBefore(again) ? expires : again;
    }
}
