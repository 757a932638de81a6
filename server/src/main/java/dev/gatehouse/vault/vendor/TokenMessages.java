package dev.gatehouse.vault.vendor;

import com.nimbusds.oauth2.sdk.AuthorizationGrant;
import com.nimbusds.oauth2.sdk.RefreshTokenGrant;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenRevocationRequest;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import com.nimbusds.oauth2.sdk.token.Token;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** The messages of RFC 6749 and RFC 7009 for a client that authenticates in one of our ways. Stateless. */
final class TokenMessages {
    private TokenMessages() {}

    /** Redeemed by nobody; its text tells who reads the vendor's log what it is for. */
    static final String NO_GRANT = "none-this-only-asks-how-to-authenticate";

    static HTTPRequest refresh(VendorClient client, ClientAuthenticationStyle style, String refreshToken) {
        return request(client, style, new RefreshTokenGrant(new RefreshToken(refreshToken)));
    }

    static HTTPRequest request(VendorClient client, ClientAuthenticationStyle style, AuthorizationGrant grant) {
        ClientID clientId = new ClientID(client.clientId());
        return plain(
                client,
                style,
                (style == ClientAuthenticationStyle.NONE
                                ? new TokenRequest.Builder(client.endpoint(), clientId, grant)
                                : new TokenRequest.Builder(client.endpoint(), authentication(client, style), grant))
                        .build()
                        .toHTTPRequest());
    }

    static HTTPRequest revocation(VendorClient client, ClientAuthenticationStyle style, Token token) {
        return plain(
                client,
                style,
                (style == ClientAuthenticationStyle.NONE
                                ? new TokenRevocationRequest(client.endpoint(), new ClientID(client.clientId()), token)
                                : new TokenRevocationRequest(client.endpoint(), authentication(client, style), token))
                        .toHTTPRequest());
    }

    /** Form data has no parameter (RFC 6749, appendix B), and strict vendors refuse one. */
    private static HTTPRequest plain(VendorClient client, ClientAuthenticationStyle style, HTTPRequest request) {
        request.setHeader("Content-Type", "application/x-www-form-urlencoded");
        if (style == ClientAuthenticationStyle.BASIC_UNENCODED) {
            byte[] pair = (client.clientId() + ":" + client.clientSecret()).getBytes(StandardCharsets.UTF_8);
            request.setHeader("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair));
        }
        return request;
    }

    private static ClientAuthentication authentication(VendorClient client, ClientAuthenticationStyle style) {
        ClientID clientId = new ClientID(client.clientId());
        Secret secret = new Secret(client.clientSecret());
        return style == ClientAuthenticationStyle.POST
                ? new ClientSecretPost(clientId, secret)
                : new ClientSecretBasic(clientId, secret);
    }
}
