package dev.gatehouse.oauth.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import com.nimbusds.oauth2.sdk.dpop.JWKThumbprintConfirmation;
import dev.gatehouse.authority.Standing;
import dev.gatehouse.clients.scope.Scopes;
import dev.gatehouse.oauth.claims.AskedClaims;
import dev.gatehouse.oauth.claims.TokenClaim;
import dev.gatehouse.oauth.keys.SigningKey;
import dev.gatehouse.oauth.keys.SigningKeys;
import dev.gatehouse.store.ChangeFeed;
import dev.gatehouse.store.RevocableMemory;
import java.text.ParseException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads access tokens of ours, for any audience, and tells whether they are still good. What it found is remembered for as
 * long as it is good and changes are heard. Thread-safe.
 */
public final class ActiveTokens {
    private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
    private final TokenStandings states;
    private final RevocableMemory<Active> remembered;

    /**
     * @param states made before, so that it forgets first at a change
     * @param clock tells when a token has expired, to the second
     */
    public ActiveTokens(
            String issuer,
            SigningKeys keys,
            TokenStandings states,
            ChangeFeed changes,
            RevocableMemory.Options memory,
            Clock clock) {
        this.states = states;
        this.remembered = new RevocableMemory<>(changes, memory, clock);
        processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(AccessTokens.TYPE, AccessTokens.OLDER_TYPE));
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(Set.copyOf(SigningKey.ALGORITHMS), keys));
        DefaultJWTClaimsVerifier<SecurityContext> claims =
                new DefaultJWTClaimsVerifier<>(
                        new JWTClaimsSet.Builder().issuer(issuer).build(),
                        Set.of("sub", "aud", "exp", "iat", "jti", "client_id")) {
                    @Override
                    protected Date currentTime() {
                        return Date.from(clock.instant());
                    }
                };
        claims.setMaxClockSkew(0);
        processor.setJWTClaimsSetVerifier(claims);
    }

    /**
     * An access token that is good at present.
     *
     * @param standing the user it stands for, its own or the owner of the client, and what of it can count
     */
    public record Active(JWTClaimsSet claims, Standing standing) implements RevocableMemory.Entry {
        /** The user it stands for. */
        public String actsAs() {
            return standing.userId();
        }

        /** No token without this claim is good. */
        public String clientId() {
            return (String) claims.getClaim("client_id");
        }

        /** What it carries, without what whom it rests on may not have any more. */
        public Set<String> scopes() {
            String scope = text("scope");
            return scope == null ? Set.of() : standing.counting(Scopes.split(scope));
        }

        public String audience() {
            return claims.getAudience().getFirst();
        }

        /** The thumbprint of the key that it is bound to (RFC 9449 section 6.1); null for a bearer token. */
        public @Nullable String boundTo() {
            JWKThumbprintConfirmation confirmation = JWKThumbprintConfirmation.parse(claims);
            return confirmation == null ? null : confirmation.getValue().toString();
        }

        public Instant expires() {
            return claims.getExpirationTime().toInstant();
        }

        @Override
        public Instant goodUntil() {
            return expires().isBefore(standing.until()) ? expires() : standing.until();
        }

        @Override
        public List<String> ids() {
            return ActiveTokens.ids(claims);
        }

        private @Nullable String text(String name) {
            return claims.getClaim(name) instanceof String text ? text : null;
        }
    }

    /** The token, where it is ours, has not expired and was not revoked, and its client and user are still there. */
    public Optional<Active> find(String token) {
        Active known = remembered.getIfHeard(token);
        return known == null ? remembered.reload(token, this::findNow) : Optional.of(known);
    }

    private @Nullable Active findNow(String token) {
        return read(token)
                .flatMap(claims -> state(claims).map(standing -> new Active(claims, standing)))
                .orElse(null);
    }

    /** The claims of a token that is ours and has not expired. */
    public Optional<JWTClaimsSet> read(String token) {
        try {
            return Optional.of(processor.process(SignedJWT.parse(token), null));
        } catch (ParseException | BadJOSEException | JOSEException e) {
            return Optional.empty();
        }
    }

    private Optional<Standing> state(JWTClaimsSet claims) {
        return states.standing((String) claims.getClaim("client_id"), claims.getSubject(), ids(claims));
    }

    /** What userinfo tells of the user, for the token, beside what its scope stands for. */
    public static Set<TokenClaim> userinfo(JWTClaimsSet claims) {
        return claims.getClaim(TokenClaim.USERINFO_CLAIMS.text()) instanceof List<?> names
                ? AskedClaims.named(names.stream().map(String::valueOf).toList())
                : Set.of();
    }

    /** The token's own id and those of what it came from. */
    public static List<String> ids(JWTClaimsSet claims) {
        List<String> ids = new ArrayList<>();
        ids.add(claims.getJWTID());
        if (claims.getClaim(TokenClaim.ORIGINS.text()) instanceof List<?> origins) {
            origins.forEach(origin -> ids.add(String.valueOf(origin)));
        }
        return ids;
    }
}
