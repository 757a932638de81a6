package dev.gatehouse.client;

import dev.gatehouse.client.access.AccessRequestsApi;
import dev.gatehouse.client.access.ServiceClientsApi;
import dev.gatehouse.client.call.Transport;
import dev.gatehouse.client.connection.ConnectionsApi;
import dev.gatehouse.client.decision.DecisionsApi;
import dev.gatehouse.client.oauthclient.ClientLinksApi;
import dev.gatehouse.client.oauthclient.ClientRegistrationsApi;
import dev.gatehouse.client.oauthclient.OAuthClientsApi;
import dev.gatehouse.client.portservice.PortServiceApi;
import dev.gatehouse.client.server.AuditApi;
import dev.gatehouse.client.server.DiscoveryApi;
import dev.gatehouse.client.server.KeysApi;
import dev.gatehouse.client.server.OperationsApi;
import dev.gatehouse.client.service.ContractsApi;
import dev.gatehouse.client.service.EndpointsApi;
import dev.gatehouse.client.service.ScopesApi;
import dev.gatehouse.client.service.ServicesApi;
import dev.gatehouse.client.token.IssuedTokensApi;
import dev.gatehouse.client.token.TokensApi;
import dev.gatehouse.client.tokenstorage.StoredTokensApi;
import dev.gatehouse.client.tokenstorage.TokenStorageApi;
import dev.gatehouse.client.usage.UsageApi;
import dev.gatehouse.client.user.TeamsApi;
import dev.gatehouse.client.user.UsersApi;
import dev.gatehouse.client.webhook.EventsApi;
import dev.gatehouse.client.webhook.WebhooksApi;
import java.net.URI;

/**
 * A server, as a program calls it. Calls that do not succeed throw {@link dev.gatehouse.client.call.GatehouseException}.
 * Thread-safe; a program needs one.
 */
public final class Gatehouse {
    private final Transport transport;

    Gatehouse(Transport transport) {
        this.transport = transport;
    }

    /** Begins a client. @param url where both listeners are, such as a proxy before them */
    public static GatehouseBuilder at(URI url) {
        return at(url, url);
    }

    /**
     * Begins a client.
     *
     * @param admin where the admin listener is, such as {@code http://localhost:6883}
     * @param open where the public listener is, such as {@code http://localhost:8888}
     */
    public static GatehouseBuilder at(URI admin, URI open) {
        return new GatehouseBuilder(new Transport.Listeners(admin, open));
    }

    /**
     * Begins a client of the admin listener alone, as which token storage and connections are called with HTTP Basic. An
     * operation of the public listener fails before it is called, and so does getting access tokens.
     */
    public static GatehouseBuilder atAdmin(URI admin) {
        return new GatehouseBuilder(new Transport.Listeners(admin, null));
    }

    public ServicesApi services() {
        return new ServicesApi(transport);
    }

    public EndpointsApi endpoints() {
        return new EndpointsApi(transport);
    }

    public ContractsApi contracts() {
        return new ContractsApi(transport);
    }

    public ScopesApi scopes() {
        return new ScopesApi(transport);
    }

    public OAuthClientsApi clients() {
        return new OAuthClientsApi(transport);
    }

    public ClientLinksApi links() {
        return new ClientLinksApi(transport);
    }

    public AccessRequestsApi accessRequests() {
        return new AccessRequestsApi(transport);
    }

    public ServiceClientsApi serviceClients() {
        return new ServiceClientsApi(transport);
    }

    public UsageApi usage() {
        return new UsageApi(transport);
    }

    public ClientRegistrationsApi registrations() {
        return new ClientRegistrationsApi(transport);
    }

    public UsersApi users() {
        return new UsersApi(transport);
    }

    public TeamsApi teams() {
        return new TeamsApi(transport);
    }

    public TokensApi tokens() {
        return new TokensApi(transport);
    }

    public IssuedTokensApi issuedTokens() {
        return new IssuedTokensApi(transport);
    }

    public ConnectionsApi connections() {
        return new ConnectionsApi(transport);
    }

    public TokenStorageApi tokenStorage() {
        return new TokenStorageApi(transport);
    }

    public StoredTokensApi storedTokens() {
        return new StoredTokensApi(transport);
    }

    public PortServiceApi portService() {
        return new PortServiceApi(transport);
    }

    /** What happens, as it happens. */
    public EventsApi events() {
        return new EventsApi(transport);
    }

    public WebhooksApi webhooks() {
        return new WebhooksApi(transport);
    }

    public DecisionsApi decisions() {
        return new DecisionsApi(transport);
    }

    public AuditApi audit() {
        return new AuditApi(transport);
    }

    public KeysApi keys() {
        return new KeysApi(transport);
    }

    public DiscoveryApi discovery() {
        return new DiscoveryApi(transport);
    }

    public OperationsApi operations() {
        return new OperationsApi(transport);
    }
}
