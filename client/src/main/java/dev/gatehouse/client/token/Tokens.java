package dev.gatehouse.client.token;

import static dev.gatehouse.client.call.ApiOperation.open;

import dev.gatehouse.client.call.ApiOperation;
import dev.gatehouse.client.call.Secret;
import dev.gatehouse.client.call.Transport;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The token endpoint and what goes with it. The client shows its id and secret. Clients of other parts of this library need
 * none of it: they get and renew their tokens by themselves. Thread-safe.
 */
public final class Tokens {
    private static final String ACCESS_TOKEN = "urn:ietf:params:oauth:token-type:access_token";
    private static final ApiOperation TOKEN = open("POST", "/oauth2/token");
    private static final ApiOperation INTROSPECT = open("POST", "/oauth2/introspect");
    private static final ApiOperation REVOKE = open("POST", "/oauth2/revoke");
    private static final ApiOperation PUSH = open("POST", "/oauth2/par");
    private static final ApiOperation DEVICE = open("POST", "/oauth2/device_authorization");
    private static final ApiOperation USER_INFO = open("GET", "/oauth2/userinfo");

    private final Transport transport;

    public Tokens(Transport transport) {
        this.transport = transport;
    }

    /** For the client itself (RFC 6749 section 4.4). */
    public IssuedTokens clientCredentials(TokenTarget target) {
        return grant("client_credentials", target, Map.of());
    }

    /** The next ones of the same authorization (RFC 6749 section 6); the refresh token is replaced at every use. */
    public IssuedTokens refresh(Secret refreshToken, TokenTarget target) {
        return grant("refresh_token", target, Map.of("refresh_token", refreshToken.reveal()));
    }

    /** For a code that came back from the authorization endpoint. @param codeVerifier of PKCE (RFC 7636) */
    public IssuedTokens authorizationCode(Secret code, String redirectUri, Secret codeVerifier) {
        return grant(
                "authorization_code",
                TokenTarget.everything(),
                Map.of("code", code.reveal(), "redirect_uri", redirectUri, "code_verifier", codeVerifier.reveal()));
    }

    /** For a device; until the user has decided, it is refused with {@code authorization_pending} (RFC 8628). */
    public IssuedTokens deviceCode(Secret deviceCode) {
        return grant(
                "urn:ietf:params:oauth:grant-type:device_code",
                TokenTarget.everything(),
                Map.of("device_code", deviceCode.reveal()));
    }

    /**
     * For somebody else's token, one that reaches less (RFC 8693).
     *
     * @param subjectToken the token that came with a request
     * @param actorToken the client's own, which then stands in the claim {@code act}; null for none
     */
    public IssuedTokens exchange(Secret subjectToken, @Nullable Secret actorToken, TokenTarget target) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("subject_token", subjectToken.reveal());
        form.put("subject_token_type", ACCESS_TOKEN);
        if (actorToken != null) {
            form.put("actor_token", actorToken.reveal());
            form.put("actor_token_type", ACCESS_TOKEN);
        }
        return grant("urn:ietf:params:oauth:grant-type:token-exchange", target, form);
    }

    private IssuedTokens grant(String grantType, TokenTarget target, Map<String, String> fields) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", grantType);
        form.putAll(fields);
        target.into(form);
        return transport.call(TOKEN).asClient().form(form).read(IssuedTokens.class);
    }

    /** What a token is good for (RFC 7662), as far as this client may know. */
    public Introspection introspect(Secret token) {
        return transport
                .call(INTROSPECT)
                .asClient()
                .form(Map.of("token", token.reveal()))
                .read(Introspection.class);
    }

    /** Ends one of the client's own access or refresh tokens (RFC 7009). */
    public void revoke(Secret token) {
        transport.call(REVOKE).asClient().form(Map.of("token", token.reveal())).run();
    }

    /** Sends the parameters of an authorization request ahead (RFC 9126). */
    public PushedRequest push(Map<String, String> parameters) {
        return transport.call(PUSH).asClient().form(parameters).read(PushedRequest.class);
    }

    /** Begins the authorization of a device (RFC 8628 section 3.1). */
    public DeviceAuthorization authorizeDevice(TokenTarget target) {
        Map<String, String> form = new LinkedHashMap<>();
        target.into(form);
        return transport.call(DEVICE).asClient().form(form).read(DeviceAuthorization.class);
    }

    /** Whom an access token with the scope {@code openid} is about. */
    public UserInfo userInfo(Secret accessToken) {
        return transport.call(USER_INFO).bearer(accessToken).read(UserInfo.class);
    }
}
