package dev.gatehouse.oauth;

import com.nimbusds.oauth2.sdk.AccessTokenResponse;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.GrantType;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.PlainClientSecret;
import com.nimbusds.oauth2.sdk.id.ClientID;
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
    private final RelyingParties parties;
    private final Map<GrantType, Grant> grants;

    TokenEndpoint(Clients clients, RelyingParties parties, List<Grant> grants) {
        this.clients = clients;
        this.parties = parties;
        this.grants = grants.stream().collect(Collectors.toMap(Grant::type, Function.identity()));
    }

    /** @throws GeneralException with the RFC 6749 section 5.2 error */
    AccessTokenResponse grant(TokenRequest request) throws GeneralException {
        Client client = authenticate(request.getClientAuthentication(), request.getClientID());
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

    /**
     * The client that sends a request, whichever endpoint it is for.
     *
     * @param authentication null where the client only names itself, as a public one does
     * @param named the client_id parameter, or null
     * @throws GeneralException invalid_client
     */
    Client authenticate(ClientAuthentication authentication, ClientID named) throws GeneralException {
        if (authentication == null && named != null) {
            return parties.find(named.getValue().replace("\0", ""))
                    .filter(RelyingParty::isPublic)
                    .map(RelyingParty::client)
                    .orElseThrow(TokenEndpoint::wrong);
        }
        if (!(authentication instanceof PlainClientSecret given)) {
            throw OAuthErrors.refuse(
                    OAuth2Error.INVALID_CLIENT, "authenticate with client_secret_basic or client_secret_post");
        }
        return clients.authenticate(
                        given.getClientID().getValue(),
                        new ClientSecret(given.getClientSecret().getValue()))
                .orElseThrow(TokenEndpoint::wrong);
    }

    private static GeneralException wrong() {
        return OAuthErrors.refuse(OAuth2Error.INVALID_CLIENT, "the client id or the secret is wrong");
    }
}
