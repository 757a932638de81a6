package dev.gatehouse.clients.registration;

import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.client.RegistrationError;
import com.nimbusds.oauth2.sdk.token.BearerTokenError;
import dev.gatehouse.api.ApiException;
import dev.gatehouse.api.ErrorCode;
import dev.gatehouse.http.Response;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Answers with the errors of RFC 7591 section 3.2.2, and of RFC 6750 where a token is wrong. */
final class RegistrationErrors {
    /** Our names of members in the words of RFC 7591. */
    private static final Map<String, String> MEMBERS = Map.ofEntries(
            Map.entry("/clientName", "/client_name"),
            Map.entry("/redirectUri", "/redirect_uris"),
            Map.entry("/postLogoutRedirectUri", "/post_logout_redirect_uris"),
            Map.entry("/grantTypes", "/grant_types"),
            Map.entry("/tokenEndpointAuthMethod", "/token_endpoint_auth_method"),
            Map.entry("/jwksUri", "/jwks_uri"),
            Map.entry("/requirePkce", "/require_pkce"),
            Map.entry("/requireNonce", "/require_nonce"),
            Map.entry("/refreshGraceSeconds", "/refresh_grace_seconds"),
            Map.entry("/dpopBoundAccessTokens", "/dpop_bound_access_tokens"),
            Map.entry("/requirePushedAuthorizationRequests", "/require_pushed_authorization_requests"),
            Map.entry("/backchannelLogoutUri", "/backchannel_logout_uri"),
            Map.entry("/tokenClaims", "/token_claims"),
            Map.entry("/frontchannelLogoutUri", "/frontchannel_logout_uri"));

    private RegistrationErrors() {}

    static Response of(ErrorObject error) {
        int status = error.getHTTPStatusCode() == 0 ? 400 : error.getHTTPStatusCode();
        byte[] body = error.toJSONObject().toJSONString().getBytes(StandardCharsets.UTF_8);
        return Response.of(status, Response.JSON, body).withHeader("Pragma", "no-cache");
    }

    /** A registration token that is missing or wrong; the challenge names no error where there is none. */
    static Response of(BearerTokenError error) {
        ErrorObject told = BearerTokenError.INVALID_TOKEN.setDescription("send the registration access token");
        return of(told).withHeader("WWW-Authenticate", error.toWWWAuthenticateHeader());
    }

    /** A registration token whose client can get more by now than the token was issued for (RFC 7592 section 2). */
    static Response outgrown() {
        ErrorObject told = BearerTokenError.INSUFFICIENT_SCOPE.setDescription(
                "the client can get more now than when this token was issued; its owner manages it");
        return of(told).withHeader("WWW-Authenticate", BearerTokenError.INSUFFICIENT_SCOPE.toWWWAuthenticateHeader());
    }

    /** An entry of the error catalogue, told in the words of the RFCs. */
    static Response of(ApiException error) {
        Response response = of(base(error)
                .setDescription(ErrorObject.removeIllegalChars(worded(String.valueOf(error.getMessage()))))
                .setHTTPStatusCode(isAboutMetadata(error) ? 400 : error.code().status()));
        for (var header : error.headers().entrySet()) {
            boolean challenge = header.getKey().equals("WWW-Authenticate");
            if (!challenge || !isAboutMetadata(error)) {
                response = response.withHeader(header.getKey(), header.getValue());
            }
        }
        return response;
    }

    /** Whether the client asks for what it cannot have, whatever its token. */
    private static boolean isAboutMetadata(ApiException error) {
        return error.code() == ErrorCode.PERMISSION_DENIED
                || error.code() == ErrorCode.ACCESS_CLOSED
                || error.code() == ErrorCode.ACCESS_REQUEST_LIMIT_REACHED;
    }

    private static ErrorObject base(ApiException error) {
        return switch (error.code().status()) {
            case 401 -> BearerTokenError.INVALID_TOKEN;
            case 403 ->
                isAboutMetadata(error)
                        ? RegistrationError.INVALID_CLIENT_METADATA
                        : BearerTokenError.INSUFFICIENT_SCOPE;
            case 500 -> OAuth2Error.SERVER_ERROR;
            case 503 -> OAuth2Error.TEMPORARILY_UNAVAILABLE;
            default -> isAboutHttp(error) ? OAuth2Error.INVALID_REQUEST : ofMetadata(error);
        };
    }

    /** Whether nothing was read of the metadata. */
    private static boolean isAboutHttp(ApiException error) {
        return error.code() == ErrorCode.MALFORMED_REQUEST
                || error.code() == ErrorCode.INVALID_REQUEST_PATH
                || error.code() == ErrorCode.METHOD_NOT_ALLOWED;
    }

    private static ErrorObject ofMetadata(ApiException error) {
        return String.valueOf(error.getMessage()).contains("/redirectUri ")
                ? RegistrationError.INVALID_REDIRECT_URI
                : RegistrationError.INVALID_CLIENT_METADATA;
    }

    private static String worded(String message) {
        String worded = message;
        for (Map.Entry<String, String> member : MEMBERS.entrySet()) {
            worded = worded.replace(member.getKey(), member.getValue());
        }
        return worded;
    }
}
