package dev.gatehouse.oauth;

import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.auth.PlainClientSecret;
import com.nimbusds.oauth2.sdk.auth.PrivateKeyJWT;
import com.nimbusds.oauth2.sdk.id.ClientID;
import dev.gatehouse.clients.Client;
import dev.gatehouse.clients.ClientSecret;
import dev.gatehouse.clients.Clients;
import java.util.Optional;

/**
 * Finds out which client makes a request of the token endpoint (RFC 6749 section 2.3): by its secret, by an assertion, or,
 * for a public client, by its id alone. Thread-safe.
 */
final class ClientAuthentication {
    private final Clients clients;
    private final ClientAssertions assertions;

    ClientAuthentication(Clients clients, ClientAssertions assertions) {
        this.clients = clients;
        this.assertions = assertions;
    }

    /** @throws GeneralException invalid_client, the same whether the client or its proof is wrong */
    Client authenticate(TokenRequest request) throws GeneralException {
        Optional<Client> client = switch (request.getClientAuthentication()) {
            case PlainClientSecret given ->
                clients.authenticate(
                        given.getClientID().getValue(),
                        new ClientSecret(given.getClientSecret().getValue()));
            case PrivateKeyJWT given -> signed(given);
            case null -> named(request.getClientID());
            default ->
                throw OAuthErrors.refuse(
                        OAuth2Error.INVALID_CLIENT,
                        "authenticate with client_secret_basic, client_secret_post or private_key_jwt");
        };
        return client.orElseThrow(
                () -> OAuthErrors.refuse(OAuth2Error.INVALID_CLIENT, "the client id is wrong, or what proves it"));
    }

    private Optional<Client> signed(PrivateKeyJWT given) throws GeneralException {
        try {
            return assertions.authenticate(given);
        } catch (ClientAssertions.Unacceptable e) {
            throw OAuthErrors.refuse(OAuth2Error.INVALID_CLIENT, e.getMessage());
        }
    }

    private Optional<Client> named(ClientID id) {
        return id == null ? Optional.empty() : clients.find(id.getValue()).filter(Client::isPublic);
    }
}
