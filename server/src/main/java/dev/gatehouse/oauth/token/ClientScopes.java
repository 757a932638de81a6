package dev.gatehouse.oauth.token;

import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.Scope;
import dev.gatehouse.api.Caller;
import dev.gatehouse.clients.Client;
import dev.gatehouse.clients.Clients;
import dev.gatehouse.clients.scope.ScopesNow;
import dev.gatehouse.oauth.message.OAuthErrors;
import dev.gatehouse.store.ChangeAwareCache;
import dev.gatehouse.store.ChangeFeed;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What clients may ask for, remembered until a client, a service or a user changes. Thread-safe. */
public final class ClientScopes {
    private static final Duration LIFETIME = Duration.ofMinutes(1);

    private final Clients clients;
    private final Clock clock;
    private final ChangeAwareCache<String, ScopesNow> now;

    /** @param restsOn the topics, beside that of clients, any change of which may change what clients may ask for */
    public ClientScopes(Clients clients, ChangeFeed changes, List<String> restsOn, int maximumRemembered, Clock clock) {
        this.clients = clients;
        this.clock = clock;
        this.now = new ChangeAwareCache<String, ScopesNow>(
                        changes, Clients.TOPIC, id -> id, maximumRemembered, LIFETIME)
                .droppedBy(restsOn.toArray(String[]::new));
    }

    /** Everything the client may ask for. */
    public Set<String> effective(Client client) {
        return now(client.clientId()).scopes();
    }

    /** Everything a client may ask for, and until when; nothing where it is gone. */
    public ScopesNow now(String clientId) {
        ScopesNow known = now.get(clientId, clients::scopesNow);
        return clock.instant().isBefore(known.until()) ? known : now.reload(clientId, clients::scopesNow);
    }

    /** The client as it calls for itself, with what it may ask for now. */
    public Caller caller(Client client, ScopesNow now) {
        Set<String> teams = clients.teams(client.ownerId());
        return new Caller(client.ownerId(), client.clientId(), now.scopes(), false, teams);
    }

    /**
     * What a request gets: all the client may have for the target, or what it asks for of that.
     *
     * @param requested null or empty for all
     * @throws GeneralException invalid_scope naming the first scope it may not have
     */
    public Scope granted(Client client, @Nullable Scope requested, Resources.Target target) throws GeneralException {
        Set<String> own = effective(client);
        if (requested != null && !requested.isEmpty()) {
            requireAll(requested, own, "the client may not ask for the scope ");
            if (target.scopes().isPresent()) {
                requireAll(requested, target.scopes().get(), target.audience() + " has no scope ");
            }
            return requested;
        }
        Scope all = target.narrowed(new Scope(own.toArray(String[]::new)));
        if (all.isEmpty() && target.scopes().isPresent()) {
            throw OAuthErrors.refuse(
                    OAuth2Error.INVALID_SCOPE, "the client has no scope that is of use at " + target.audience());
        }
        return all;
    }

    /** @throws GeneralException invalid_scope naming the first that is missing */
    public static void requireAll(Scope requested, Set<String> allowed, String problem) throws GeneralException {
        for (Scope.Value value : requested) {
            if (!allowed.contains(value.getValue())) {
                throw OAuthErrors.refuse(OAuth2Error.INVALID_SCOPE, problem + value.getValue());
            }
        }
    }
}
