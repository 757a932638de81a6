package dev.gatehouse.oauth.authorize;

import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.GrantType;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.PushedAuthorizationRequest;
import com.nimbusds.oauth2.sdk.PushedAuthorizationSuccessResponse;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.device.DeviceAuthorizationRequest;
import com.nimbusds.oauth2.sdk.device.DeviceAuthorizationSuccessResponse;
import com.nimbusds.oauth2.sdk.device.DeviceCode;
import com.nimbusds.oauth2.sdk.device.UserCode;
import dev.gatehouse.clients.Client;
import dev.gatehouse.http.Request;
import dev.gatehouse.http.Response;
import dev.gatehouse.http.auth.SentProof;
import dev.gatehouse.oauth.clientauth.ClientAuthenticator;
import dev.gatehouse.oauth.clientauth.RelyingParty;
import dev.gatehouse.oauth.message.OAuthErrors;
import dev.gatehouse.oauth.message.OAuthForms;
import dev.gatehouse.oauth.message.ShownKeys;
import dev.gatehouse.oauth.token.RequestedScopes;
import dev.gatehouse.oauth.token.Resources;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.minidev.json.JSONObject;
import org.jspecify.annotations.Nullable;

/** Where clients begin an authorization without the browser: pushed requests (RFC 9126) and devices (RFC 8628). Thread-safe. */
public final class ClientEndpoints {
    /** What authenticates the client is no part of its request. */
    private static final Set<String> AUTHENTICATION =
            Set.of("client_secret", "client_assertion", "client_assertion_type");

    private final String issuer;
    private final ClientAuthenticator authenticator;
    private final ShownKeys keys;
    private final AuthorizationRequests requests;
    private final PushedRequestStore pushed;
    private final Resources resources;
    private final RequestedScopes scopes;
    private final DeviceAuthorizations devices;
    private final AddressBudget pushes = new AddressBudget(PushedRequestStore.LIFETIME, System::nanoTime);
    private final AddressBudget devicesBegun = new AddressBudget(DeviceAuthorizations.LIFETIME, System::nanoTime);

    public ClientEndpoints(
            String issuer,
            ClientAuthenticator authenticator,
            ShownKeys keys,
            AuthorizationRequests requests,
            PushedRequestStore pushed,
            DeviceAuthorizations devices,
            Resources resources,
            RequestedScopes scopes) {
        this.issuer = issuer;
        this.authenticator = authenticator;
        this.keys = keys;
        this.requests = requests;
        this.pushed = pushed;
        this.devices = devices;
        this.resources = resources;
        this.scopes = scopes;
    }

    public Response push(Request request) {
        return OAuthForms.answer(request, issuer + "/oauth2/par", posted -> {
            Map<String, List<String>> parameters = parameters(request);
            if (parameters.containsKey("request_uri")) {
                throw OAuthErrors.refuse(OAuth2Error.INVALID_REQUEST, "a request_uri cannot be pushed");
            }
            PushedAuthorizationRequest message = OAuthForms.read(posted, PushedAuthorizationRequest::parse);
            Client client = authenticator.authenticate(
                    message.getClientAuthentication(),
                    message.getAuthorizationRequest().getClientID(),
                    String.valueOf(message.getEndpointURI()),
                    request.remoteAddress());
            parameters.put("client_id", List.of(client.clientId()));
            bind(parameters, keys.of(SentProof.of(request, List.of(issuer + "/oauth2/par"))));
            checked(parameters);
            parameters.keySet().removeAll(AUTHENTICATION);
            spend(pushes, client, request);
            String requestUri = pushed.keep(client.clientId(), parameters);
            return json(
                    201,
                    new PushedAuthorizationSuccessResponse(
                                    URI.create(requestUri), PushedRequestStore.LIFETIME.toSeconds())
                            .toJSONObject());
        });
    }

    /** RFC 9449 section 10.1: to come with a proof is to name its key. */
    private static void bind(Map<String, List<String>> parameters, @Nullable String key) throws GeneralException {
        if (key == null) {
            return;
        }
        List<String> named = parameters.put(CodeProtection.KEY, List.of(key));
        if (named != null && !named.equals(List.of("")) && !named.equals(List.of(key))) {
            throw OAuthErrors.refuse(
                    OAuth2Error.INVALID_DPOP_PROOF, "the DPoP proof is not made with the key that dpop_jkt names");
        }
    }

    /** RFC 9126 section 2.1: it is checked as if it had come to the authorization endpoint. */
    private void checked(Map<String, List<String>> parameters) throws GeneralException {
        try {
            requests.check(SentRequest.of(parameters));
        } catch (AuthorizationRefusal refusal) {
            throw OAuthErrors.refuse(
                    refusal.error().setHTTPStatusCode(400), refusal.error().getDescription());
        }
    }

    public Response device(Request request) {
        return OAuthForms.answer(request, issuer + "/oauth2/device_authorization", posted -> {
            DeviceAuthorizationRequest message = OAuthForms.read(posted, DeviceAuthorizationRequest::parse);
            Client client = authenticator.authenticate(
                    message.getClientAuthentication(),
                    message.getClientID(),
                    String.valueOf(message.getEndpointURI()),
                    request.remoteAddress());
            RelyingParty party = new RelyingParty(client);
            if (!party.mayUse(GrantType.DEVICE_CODE)) {
                throw OAuthErrors.refuse(
                        OAuth2Error.UNAUTHORIZED_CLIENT, "the client is not registered for the device grant");
            }
            List<URI> named = named(request);
            URI resource = resources.checked(named);
            Scope scope = scopes.of(client, message.getScope(), resources.of(named));
            spend(devicesBegun, client, request);
            DeviceAuthorizations.Begun begun = devices.begin(party, scope, resource);
            UserCode userCode = new UserCode(begun.userCode(), null);
            URI page = URI.create(issuer + "/device");
            return json(
                    200,
                    new DeviceAuthorizationSuccessResponse(
                                    new DeviceCode(begun.deviceCode().reveal()),
                                    userCode,
                                    page,
                                    URI.create(page + "?user_code=" + begun.userCode()),
                                    DeviceAuthorizations.LIFETIME.toSeconds(),
                                    DeviceAuthorizations.INTERVAL_SECONDS,
                                    null)
                            .toJSONObject());
        });
    }

    /** Who authenticates answers for what it stores. */
    private static void spend(AddressBudget budget, Client client, Request request) {
        if (client.isPublic()) {
            budget.spend(request.remoteAddress());
        }
    }

    private static List<URI> named(Request request) throws GeneralException {
        try {
            return request.form().fields().getOrDefault("resource", List.of()).stream()
                    .filter(given -> !given.isEmpty())
                    .map(URI::create)
                    .toList();
        } catch (IllegalArgumentException e) {
            throw OAuthErrors.refuse(OAuth2Error.INVALID_TARGET, "the resource is no URI");
        }
    }

    private static Map<String, List<String>> parameters(Request request) {
        return new LinkedHashMap<>(request.form().fields());
    }

    private static Response json(int status, JSONObject answer) {
        return Response.of(status, Response.JSON, answer.toJSONString().getBytes(StandardCharsets.UTF_8))
                .withHeader("Pragma", "no-cache");
    }
}
