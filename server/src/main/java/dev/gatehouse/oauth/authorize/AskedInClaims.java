package dev.gatehouse.oauth.authorize;

import com.nimbusds.oauth2.sdk.AuthorizationRequest;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.OIDCError;
import dev.gatehouse.oauth.claims.AuthenticationContext;
import dev.gatehouse.oauth.claims.ClaimsRequest;
import java.util.List;
import java.util.Map;

/** What a request asks for in the parameter {@code claims} (OpenID Connect Core section 5.5). Stateless. */
final class AskedInClaims {
    private static final String CLAIMS = "claims";

    private AskedInClaims() {}

    /** Without openid there is neither an ID token nor userinfo to tell anything. */
    static ClaimsRequest of(Map<String, List<String>> parameters, AuthorizationRequest message, RedirectTarget target)
            throws AuthorizationRefusal {
        if (!parameters.containsKey(CLAIMS) || !(message instanceof AuthenticationRequest)) {
            return ClaimsRequest.NONE;
        }
        ClaimsRequest claims;
        try {
            claims = ClaimsRequest.parse(AuthorizationRequests.single(parameters, CLAIMS));
        } catch (ParseException e) {
            throw AuthorizationRefusal.of(OAuth2Error.INVALID_REQUEST, ClaimsRequest.FORM, target);
        }
        if (!claims.canBeMet()) {
            throw AuthorizationRefusal.of(
                    OIDCError.UNMET_AUTHENTICATION_REQUIREMENTS,
                    "the acr that claims asks for cannot be met; it can be one of "
                            + String.join(" ", AuthenticationContext.SUPPORTED),
                    target);
        }
        return claims;
    }
}
