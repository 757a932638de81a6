package dev.gatehouse.guard;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import com.nimbusds.jwt.proc.ExpiredJWTException;
import java.text.ParseException;
import java.time.Instant;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Checks access tokens (RFC 9068 section 4) against one set of keys. Thread-safe; touches memory only. */
final class TokenCheck {
    private static final JOSEObjectType ACCESS_TOKEN = new JOSEObjectType("at+jwt");
    private static final int CLOCK_SKEW_SECONDS = 10;
    private static final int MAX_TOKEN = 16 * 1024;

    /** The compact serialization (RFC 7515 section 7.1); its parser passes over any other character. */
    private static final Pattern COMPACT = Pattern.compile("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+");

    private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
    private final JWKSet keys;
    private final Set<String> audiences;

    /** What came of it. */
    sealed interface Outcome {
        /**
         * @param signedIn when its user signed in; null where it does not tell
         * @param expires when it has to be refused
         * @param restsOn keys of the changes after which it may be good no more
         */
        record Good(Caller caller, @Nullable Instant signedIn, Instant expires, Set<String> restsOn)
                implements Outcome {
            /** The same with these scopes, separated by spaces. */
            Good with(String counting) {
                return new Good(caller.with(counting), signedIn, expires, restsOn);
            }
        }

        /** Its time is over. */
        record Expired() implements Outcome {}

        /** @param reason for whoever sent it */
        record Bad(String reason) implements Outcome {}

        /** It names a key that is not among the known ones; there may be newer ones. */
        record KeyUnknown() implements Outcome {}
    }

    TokenCheck(GuardOptions options, String resource, JWKSet keys) {
        this.keys = keys;
        String issuer = options.issuer().toString();
        this.audiences = Set.copyOf(List.of(issuer, resource, options.ownAudience()));
        processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(ACCESS_TOKEN));
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(
                Set.of(JWSAlgorithm.ES256, JWSAlgorithm.RS256), new ImmutableJWKSet<>(keys)));
        var claims = new DefaultJWTClaimsVerifier<SecurityContext>(
                new JWTClaimsSet.Builder().issuer(issuer).build(),
                Set.of("exp", "iat", "sub", "aud", "client_id", "jti"));
        claims.setMaxClockSkew(CLOCK_SKEW_SECONDS);
        processor.setJWTClaimsSetVerifier(claims);
    }

    Outcome check(String bearer) {
        if (bearer.length() > MAX_TOKEN) {
            return new Outcome.Bad("it is longer than " + MAX_TOKEN + " characters");
        }
        if (!COMPACT.matcher(bearer).matches()) {
            return new Outcome.Bad("it is not a signed JWT");
        }
        try {
            SignedJWT token = SignedJWT.parse(bearer);
            String keyId = token.getHeader().getKeyID();
            if (keyId == null || keys.getKeyByKeyId(keyId) == null) {
                return new Outcome.KeyUnknown();
            }
            return good(processor.process(token, null));
        } catch (ParseException e) {
            return new Outcome.Bad("it is not a signed JWT");
        } catch (ExpiredJWTException e) {
            return new Outcome.Expired();
        } catch (BadJOSEException | JOSEException e) {
            return new Outcome.Bad("its signature, issuer or claims are not what they must be");
        }
    }

    private Outcome good(JWTClaimsSet claims) throws ParseException {
        if (claims.getAudience().stream().noneMatch(audiences::contains)) {
            return new Outcome.Bad("it is for another service");
        }
        if (claims.getClaim("cnf") != null) {
            return new Outcome.Bad("it is bound to a key (DPoP), and a guard takes bearer tokens only");
        }
        String scope = claims.getStringClaim("scope");
        Set<String> scopes = scope == null || scope.isBlank() ? Set.of() : Set.copyOf(List.of(scope.split(" ")));
        return new Outcome.Good(
                new Caller(claims.getSubject(), claims.getStringClaim("client_id"), scopes),
                signedIn(claims),
                claims.getExpirationTime().toInstant(),
                restsOn(claims));
    }

    /** RFC 9470 section 6.1. */
    private static @Nullable Instant signedIn(JWTClaimsSet claims) throws ParseException {
        Date told = claims.getDateClaim("auth_time");
        return told == null ? null : told.toInstant();
    }

    private static Set<String> restsOn(JWTClaimsSet claims) throws ParseException {
        Set<String> keys = new HashSet<>();
        keys.add(ChangeKey.of(ChangeKey.CLIENT, claims.getStringClaim("client_id")));
        // Where a client acts for itself, its subject is a client.
        keys.add(ChangeKey.of(ChangeKey.CLIENT, claims.getSubject()));
        keys.add(ChangeKey.of(ChangeKey.USER, claims.getSubject()));
        keys.add(ChangeKey.of(ChangeKey.TOKEN, claims.getJWTID()));
        List<String> origins = claims.getStringListClaim("origins");
        if (origins != null) {
            origins.forEach(origin -> keys.add(ChangeKey.of(ChangeKey.TOKEN, origin)));
        }
        return Set.copyOf(keys);
    }
}
