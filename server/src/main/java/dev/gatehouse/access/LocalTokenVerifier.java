package dev.gatehouse.access;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.gatehouse.api.Caller;
import dev.gatehouse.authority.Standing;
import java.text.ParseException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks access tokens of this server (RFC 9068 section 4). Thread-safe; asks the database what is on record. */
public final class LocalTokenVerifier implements TokenVerifier {
    private static final JOSEObjectType ACCESS_TOKEN = new JOSEObjectType("at+jwt");

    private final String issuer;
    private final JwtVerifier tokens;
    private final TokenStatusSource register;

    /**
     * @param issuer the {@code iss} that a token must carry; where its {@code aud} is another, it is for that one service
     * @param keys the issuer's public keys
     * @param register what is on record about tokens
     * @param clock tells whether one has expired
     */
    public LocalTokenVerifier(String issuer, JWKSource<SecurityContext> keys, TokenStatusSource register, Clock clock) {
        this.issuer = issuer;
        this.register = register;
        this.tokens = new JwtVerifier(
                issuer,
                keys,
                Set.of(JWSAlgorithm.ES256, JWSAlgorithm.RS256),
                new DefaultJOSEObjectTypeVerifier<>(ACCESS_TOKEN, JOSEObjectType.JWT),
                new ClaimsOfNow(
                        new ClaimsOfNow.Expected(
                                null,
                                new JWTClaimsSet.Builder().issuer(issuer).build(),
                                Set.of("aud", "exp", "iat", "sub", "client_id", "jti"),
                                Set.of()),
                        clock));
    }

    @Override
    public VerifiedToken verify(SignedJWT token) {
        JWTClaimsSet claims = tokens.verify(token);
        try {
            List<String> ids = ids(claims);
            String resource = resource(claims.getAudience());
            if (resource == null && !ACCESS_TOKEN.equals(token.getHeader().getType())) {
                throw JwtVerifier.invalid("its typ is that of tokens for one service");
            }
            Standing standing = standing(claims, ids);
            Instant expires = claims.getExpirationTime().toInstant();
            return new VerifiedToken(
                    caller(claims, standing, ids),
                    claims.getSubject(),
                    resource,
                    BoundKey.of(claims),
                    SignInTime.of(claims),
                    expires.isBefore(standing.until()) ? expires : standing.until(),
                    ids);
        } catch (ParseException e) {
            throw JwtVerifier.invalid("its claims or signature cannot be processed");
        }
    }

    /** The one service it is for; null where it is for this server as a whole. */
    private @Nullable String resource(List<String> audience) {
        if (audience.isEmpty()) {
            throw JwtVerifier.invalid("it has no audience");
        }
        return audience.contains(issuer) ? null : audience.getFirst();
    }

    private Standing standing(JWTClaimsSet claims, List<String> ids) throws ParseException {
        return register.standing(claims.getStringClaim("client_id"), claims.getSubject(), ids)
                .orElseThrow(() -> JwtVerifier.invalid(
                        "it was revoked, or its client or user is disabled or not registered any more"));
    }

    private static Caller caller(JWTClaimsSet claims, Standing standing, List<String> ids) throws ParseException {
        String scope = claims.getStringClaim("scope");
        List<String> carried = scope == null ? List.of() : List.of(scope.split(" "));
        List<String> origins = ids.subList(1, ids.size());
        return standing.caller(claims.getStringClaim("client_id"), claims.getSubject(), carried, origins);
    }

    /** Its own first. */
    private static List<String> ids(JWTClaimsSet claims) throws ParseException {
        List<String> ids = new ArrayList<>();
        ids.add(claims.getJWTID());
        List<String> origins = claims.getStringListClaim("origins");
        if (origins != null) {
            ids.addAll(origins);
        }
        return ids;
    }
}
