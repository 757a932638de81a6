package dev.gatehouse.access;

import com.nimbusds.jwt.JWTClaimsSet;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Reads when a token's user signed in (RFC 9470 section 6.1). Stateless. */
public final class SignInTime {
    private static final double MAX_SECONDS = Instant.MAX.getEpochSecond();

    private SignInTime() {}

    /** Null where the token does not tell, or not in seconds since 1970. */
    public static @Nullable Instant of(JWTClaimsSet claims) {
        return claims.getClaim("auth_time") instanceof Number seconds && Math.abs(seconds.doubleValue()) < MAX_SECONDS
                ? Instant.ofEpochSecond(seconds.longValue())
                : null;
    }
}
