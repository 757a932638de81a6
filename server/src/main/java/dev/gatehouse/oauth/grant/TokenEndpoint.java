package dev.gatehouse.oauth.grant;

import com.nimbusds.oauth2.sdk.AccessTokenResponse;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.GrantType;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.TokenRequest;
import dev.gatehouse.clients.Client;
import dev.gatehouse.oauth.clientauth.ClientAuthenticator;
import dev.gatehouse.oauth.message.OAuthErrors;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Authenticates clients and hands their token requests to the grant they ask for. Thread-safe. */
public final class TokenEndpoint {
    private final ClientAuthenticator clients;
    private final Map<GrantType, Grant> grants;

    public TokenEndpoint(ClientAuthenticator clients, List<Grant> grants) {
        this.clients = clients;
        this.grants = grants.stream().collect(Collectors.toMap(Grant::type, Function.identity()));
    }

    /**
     * @param address where the request came from
     * @throws GeneralException with the RFC 6749 section 5.2 error
     */
    public AccessTokenResponse grant(TokenRequest request, String address) throws GeneralException {
        Client client = clients.authenticate(request.getClientAuthentication(), request.getClientID(), address);
        Grant grant = grants.get(request.getAuthorizationGrant().getType());
        if (grant == null) {
            throw OAuthErrors.refuse(
                    OAuth2Error.UNSUPPORTED_GRANT_TYPE,
                    "the grant types of this server are: "
                            + grants.keySet().stream()
                                    .map(GrantType::getValue)
                                    .sorted()
                                    .collect(Collectors.joining(", ")));
        }
        if (!client.grantTypes().contains(grant.type().getValue())) {
            throw OAuthErrors.refuse(
                    OAuth2Error.UNAUTHORIZED_CLIENT,
                    "the client is not registered for the grant type "
                            + grant.type().getValue());
        }
        return grant.grant(client, request);
    }
}
