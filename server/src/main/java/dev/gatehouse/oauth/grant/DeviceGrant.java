package dev.gatehouse.oauth.grant;

import com.nimbusds.oauth2.sdk.AccessTokenResponse;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.GrantType;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.device.DeviceAuthorizationGrantError;
import com.nimbusds.oauth2.sdk.device.DeviceCodeGrant;
import com.nimbusds.oauth2.sdk.token.Tokens;
import com.nimbusds.openid.connect.sdk.OIDCScopeValue;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import dev.gatehouse.clients.Client;
import dev.gatehouse.oauth.authorize.DeviceAuthorizations;
import dev.gatehouse.oauth.claims.AskedClaims;
import dev.gatehouse.oauth.claims.UserClaims;
import dev.gatehouse.oauth.message.OAuthErrors;
import dev.gatehouse.oauth.token.AccessTokens;
import dev.gatehouse.oauth.token.IdTokens;
import dev.gatehouse.oauth.token.TokenAccess;
import dev.gatehouse.oauth.token.TokenService;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A device asks whether its user has decided (RFC 8628 section 3.4). Thread-safe. */
public final class DeviceGrant implements Grant {
    private final DeviceAuthorizations devices;
    private final TokenService tokens;
    private final IdTokens idTokens;
    private final UserClaims claims;

    public DeviceGrant(DeviceAuthorizations devices, TokenService tokens, IdTokens idTokens, UserClaims claims) {
        this.devices = devices;
        this.tokens = tokens;
        this.idTokens = idTokens;
        this.claims = claims;
    }

    @Override
    public GrantType type() {
        return GrantType.DEVICE_CODE;
    }

    @Override
    public AccessTokenResponse grant(Client client, TokenRequest request, @Nullable String boundTo)
            throws GeneralException {
        String deviceCode = ((DeviceCodeGrant) request.getAuthorizationGrant())
                .getDeviceCode()
                .getValue();
        DeviceAuthorizations.Found found = devices.poll(deviceCode, client.clientId())
                .orElseThrow(() -> OAuthErrors.refuse(
                        OAuth2Error.INVALID_GRANT, "the device code is not one of this client's, or was used"));
        checkDecided(found);
        if (found.scope().isEmpty()) {
            throw OAuthErrors.refuse(OAuth2Error.INVALID_GRANT, "nothing of the scope is the user's to give any more");
        }
        if (!devices.take(deviceCode)) {
            throw OAuthErrors.refuse(OAuth2Error.INVALID_GRANT, "the device code was used");
        }
        return tokens(client, found, boundTo);
    }

    private static void checkDecided(DeviceAuthorizations.Found found) throws GeneralException {
        if (found.decision().expired()) {
            throw OAuthErrors.refuse(
                    DeviceAuthorizationGrantError.EXPIRED_TOKEN, "begin again: nobody decided in time");
        }
        if (found.decision().status().equals("denied")) {
            throw OAuthErrors.refuse(OAuth2Error.ACCESS_DENIED.setHTTPStatusCode(400), "the user denied access");
        }
        if (found.decision().tooFast()) {
            throw OAuthErrors.refuse(DeviceAuthorizationGrantError.SLOW_DOWN, "wait 5 seconds longer between requests");
        }
        if (found.decision().status().equals("pending")) {
            throw OAuthErrors.refuse(
                    DeviceAuthorizationGrantError.AUTHORIZATION_PENDING, "the user has not decided yet");
        }
    }

    private AccessTokenResponse tokens(Client client, DeviceAuthorizations.Found found, @Nullable String boundTo)
            throws GeneralException {
        DeviceAuthorizations.Approver approver = found.approver().orElseThrow();
        Tokens issued = tokens.issue(
                new TokenAccess(
                        client,
                        approver.userId(),
                        found.scope(),
                        found.resource(),
                        null,
                        approver.ground(),
                        Set.of(),
                        new AccessTokens.Bounds(null, boundTo)),
                found.refresh(),
                "device/" + found.deviceId());
        if (!found.scope().contains(OIDCScopeValue.OPENID)) {
            return new AccessTokenResponse(issued);
        }
        IdTokens.SignIn signIn = new IdTokens.SignIn(client, approver.userId(), null, approver.ground());
        return new OIDCTokenResponse(new OIDCTokens(
                idTokens.issue(
                        signIn,
                        issued.getAccessToken(),
                        claims.inIdToken(
                                client, approver.userId(), found.scope().toStringList(), AskedClaims.NONE)),
                issued.getAccessToken(),
                issued.getRefreshToken()));
    }
}
