package dev.gatehouse.access;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.oauth2.sdk.dpop.JWKThumbprintConfirmation;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads which key a token is bound to (RFC 9449 section 6.1). Stateless. */
public final class BoundKey {
    private BoundKey() {}

    /**
     * The thumbprint of the key; null where the token is bound to none.
     *
     * @throws dev.gatehouse.api.ApiException ERR10000 where it is bound to one that cannot be told
     */
    public static @Nullable String of(JWTClaimsSet claims) {
        JWKThumbprintConfirmation confirmation = JWKThumbprintConfirmation.parse(claims);
        if (confirmation != null) {
            return confirmation.getValue().toString();
        }
        if (claims.getClaim("cnf") instanceof Map<?, ?> members && members.containsKey("jkt")) {
            throw JwtVerifier.invalid("its cnf cannot be read");
        }
        return null;
    }
}
