package dev.gatehouse.oauth;

import com.nimbusds.oauth2.sdk.AccessTokenResponse;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.GrantType;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.auth.PlainClientSecret;
import dev.gatehouse.clients.Client;
import dev.gatehouse.clients.ClientSecret;
import dev.gatehouse.clients.Clients;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Authenticates clients and hands their token requests to the grant they ask for. Thread-safe. */
final class TokenEndpoint {
    private final Clients clients;
    private final Map<GrantType, Grant> grants;

    TokenEndpoint(Clients clients, List<Grant> grants) {
        this.clients = clients;
        this.grants = grants.stream().collect(Collectors.toMap(Grant::type, Function.identity()));
    }

    /** @throws GeneralException with the RFC 6749 section 5.2 error */
    AccessTokenResponse grant(TokenRequest request) throws GeneralException {
        Client client = authenticate(request);
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
        return grant.grant(client, request);
    }

    private Client authenticate(TokenRequest request) throws GeneralException {
        if (!(request.getClientAuthentication() instanceof PlainClientSecret given)) {
            throw OAuthErrors.refuse(
                    OAuth2Error.INVALID_CLIENT, "authenticate with client_secret_basic or client_secret_post");
        }
        return clients.authenticate(
                        given.getClientID().getValue(),
                        new ClientSecret(given.getClientSecret().getValue()))
                .orElseThrow(
                        () -> OAuthErrors.refuse(OAuth2Error.INVALID_CLIENT, "the client id or the secret is wrong"));
    }
}
