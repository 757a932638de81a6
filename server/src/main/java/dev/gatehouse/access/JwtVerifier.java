package dev.gatehouse.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import com.nimbusds.jwt.proc.ExpiredJWTException;
import dev.gatehouse.api.ApiException;
import dev.gatehouse.api.ErrorCode;
import java.text.ParseException;
import java.time.Instant;
import java.util.Set;

/** Checks type, signature and claims of JWTs (RFC 8725), and says what is wrong as an entry of the catalogue. Thread-safe. */
public final class JwtVerifier {
    private static final int CLOCK_SKEW_SECONDS = 30;

    private final String issuer;
    private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();

    /** @param algorithms asymmetric ones only */
    public JwtVerifier(
            String issuer,
            JWKSource<SecurityContext> keys,
            Set<JWSAlgorithm> algorithms,
            JOSEObjectTypeVerifier<SecurityContext> types,
            ClaimsOfNow claims) {
        this.issuer = issuer;
        claims.setMaxClockSkew(CLOCK_SKEW_SECONDS);
        processor.setJWTClaimsSetVerifier(claims);
        processor.setJWSTypeVerifier(types);
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(algorithms, keys));
    }

    /** @throws ApiException ERR10000, ERR10001, or ERR12121 where the keys cannot be had */
    public JWTClaimsSet verify(SignedJWT token) {
        try {
            return processor.process(token, null);
        } catch (ExpiredJWTException e) {
            throw ErrorCode.AUTH_TOKEN_EXPIRED.with(expiry(token));
        } catch (BadJOSEException e) {
            throw invalid(String.valueOf(e.getMessage()));
        } catch (KeySourceException e) {
            throw ErrorCode.ISSUER_UNAVAILABLE.with(issuer).withHeader("Retry-After", "30");
        } catch (JOSEException e) {
            throw invalid("its claims or signature cannot be processed");
        }
    }

    /** ERR10000, for a reason that may be told to whoever sent the token. */
    public static ApiException invalid(String reason) {
        return ErrorCode.INVALID_AUTH_TOKEN.with(reason);
    }

    private static Instant expiry(SignedJWT token) {
        try {
            return token.getJWTClaimsSet().getExpirationTime().toInstant();
        } catch (ParseException e) {
            return Instant.EPOCH;
        }
    }
}
