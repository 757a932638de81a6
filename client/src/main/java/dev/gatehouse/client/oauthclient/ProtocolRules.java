package dev.gatehouse.client.oauthclient;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the protocol is spoken with a client where that is not as usual; null is what is usual.
 *
 * @param requirePkce false where authorization requests may come without a code challenge (RFC 7636); never for public clients
 * @param requireNonce false where those may come without a nonce, too
 * @param refreshGraceSeconds how long a refresh token that was replaced is answered with its successor, 0 to 600
 * @param dpopBoundAccessTokens true where no token is issued without a proof of a key (RFC 9449)
 * @param requirePushedAuthorizationRequests true where authorization requests have to be pushed (RFC 9126)
 * @param fapi true where all is as the FAPI 2.0 security profile wants it; for clients with private_key_jwt
 * @param logout where it hears that a session ended
 * @param tokenClaims what its tokens tell beyond what is usual: {@code profile}, {@code email}, {@code roles}, {@code groups}
 */
public record ProtocolRules(
        @Nullable Boolean requirePkce,
        @Nullable Boolean requireNonce,
        @Nullable Integer refreshGraceSeconds,
        @Nullable Boolean dpopBoundAccessTokens,
        @Nullable Boolean requirePushedAuthorizationRequests,
        @Nullable Boolean fapi,
        @JsonUnwrapped LogoutUris logout,
        @Nullable List<String> tokenClaims) {
    public ProtocolRules {
        tokenClaims = tokenClaims == null ? null : List.copyOf(tokenClaims);
    }

    public static ProtocolRules usual() {
        return new ProtocolRules(null, null, null, null, null, null, LogoutUris.none(), null);
    }
}
