package dev.gatehouse.client.tokenstorage;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.gatehouse.client.call.Secret;
import org.jspecify.annotations.Nullable;

/**
 * How tokens of a third party are got.
 *
 * @param authorizeUrl where people allow access
 * @param refreshUrl the token endpoint
 * @param revokeUrl the revocation endpoint (RFC 7009); null where there is none
 * @param clientId as which the third party knows us
 * @param clientSecret null where it is not shown
 * @param pkce null for yes
 * @param issuer what authorization responses must name (RFC 9207); null for nothing
 */
public record OAuthWorkflow(
        @JsonProperty("authorize_url") @Nullable String authorizeUrl,
        @JsonProperty("refresh_url") @Nullable String refreshUrl,
        @JsonProperty("revoke_url") @Nullable String revokeUrl,
        @JsonProperty("client_id") @Nullable String clientId,
        @JsonProperty("client_secret") @Nullable Secret clientSecret,
        @Nullable Boolean pkce,
        @Nullable String issuer) {
    public static OAuthWorkflow of(String authorizeUrl, String refreshUrl, String clientId, Secret clientSecret) {
        return new OAuthWorkflow(authorizeUrl, refreshUrl, null, clientId, clientSecret, null, null);
    }
}
