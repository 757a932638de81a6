package dev.gatehouse.oauth;

import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.Scope;
import dev.gatehouse.clients.Client;
import java.util.Set;

/** Which scopes a client may ask its users for. Thread-safe. */
final class RequestedScopes {
    private final ClientScopes clients;

    RequestedScopes(ClientScopes clients) {
        this.clients = clients;
    }

    /**
     * The scope a request is for: what it names, or else all that the client may have.
     *
     * @throws GeneralException invalid_scope naming the first that is not the client's to ask for
     */
    Scope of(Client client, Scope requested) throws GeneralException {
        Set<String> effective = clients.effective(client);
        if (requested == null || requested.isEmpty()) {
            if (effective.isEmpty()) {
                throw OAuthErrors.refuse(OAuth2Error.INVALID_SCOPE, "say which scope you want");
            }
            return new Scope(effective.toArray(String[]::new));
        }
        for (Scope.Value value : requested) {
            if (!effective.contains(value.getValue()) && !StandardScopes.ALL.contains(value.getValue())) {
                throw OAuthErrors.refuse(
                        OAuth2Error.INVALID_SCOPE, "the client may not ask for the scope " + value.getValue());
            }
        }
        return requested;
    }
}
