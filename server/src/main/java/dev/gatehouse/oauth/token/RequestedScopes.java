package dev.gatehouse.oauth.token;

import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.Scope;
import dev.gatehouse.clients.Client;
import dev.gatehouse.oauth.message.OAuthErrors;
import java.util.Set;

/** Which scopes a client may ask its users for. Thread-safe. */
public final class RequestedScopes {
    private final ClientScopes clients;

    public RequestedScopes(ClientScopes clients) {
        this.clients = clients;
    }

    /**
     * The scope a request is for: what it names, or else all that the client may have there.
     *
     * @throws GeneralException invalid_scope naming the first that is not the client's to ask for, or of no use there
     */
    public Scope of(Client client, Scope requested, Resources.Target target) throws GeneralException {
        Scope scope = requested == null || requested.isEmpty()
                ? target.narrowed(new Scope(clients.effective(client).toArray(String[]::new)))
                : checked(client, requested, target);
        if (scope.isEmpty()) {
            throw OAuthErrors.refuse(OAuth2Error.INVALID_SCOPE, "say which scope you want");
        }
        if (target.narrowed(scope).isEmpty()) {
            throw OAuthErrors.refuse(OAuth2Error.INVALID_SCOPE, "none of the scopes is of use at " + target.audience());
        }
        return scope;
    }

    private Scope checked(Client client, Scope requested, Resources.Target target) throws GeneralException {
        Set<String> effective = clients.effective(client);
        for (Scope.Value value : requested) {
            String scope = value.getValue();
            if (StandardScopes.ALL.contains(scope)) {
                continue;
            }
            if (!effective.contains(scope)) {
                throw OAuthErrors.refuse(OAuth2Error.INVALID_SCOPE, "the client may not ask for the scope " + scope);
            }
            if (target.narrowed(new Scope(scope)).isEmpty()) {
                throw OAuthErrors.refuse(OAuth2Error.INVALID_SCOPE, target.audience() + " has no scope " + scope);
            }
        }
        return requested;
    }
}
