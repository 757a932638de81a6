package dev.gatehouse.client;

import dev.gatehouse.client.call.Transport;
import dev.gatehouse.client.connection.Connections;
import dev.gatehouse.client.decision.Decisions;
import dev.gatehouse.client.oauthclient.ClientLinks;
import dev.gatehouse.client.oauthclient.ClientRegistrations;
import dev.gatehouse.client.oauthclient.OAuthClients;
import dev.gatehouse.client.portservice.PortService;
import dev.gatehouse.client.server.Audit;
import dev.gatehouse.client.server.Discovery;
import dev.gatehouse.client.server.Keys;
import dev.gatehouse.client.server.Operations;
import dev.gatehouse.client.service.Contracts;
import dev.gatehouse.client.service.Endpoints;
import dev.gatehouse.client.service.Services;
import dev.gatehouse.client.token.Tokens;
import dev.gatehouse.client.tokenstorage.StoredTokens;
import dev.gatehouse.client.tokenstorage.TokenStorage;
import dev.gatehouse.client.user.Users;
import dev.gatehouse.client.webhook.Webhooks;
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

    public Services services() {
        return new Services(transport);
    }

    public Endpoints endpoints() {
        return new Endpoints(transport);
    }

    public Contracts contracts() {
        return new Contracts(transport);
    }

    public OAuthClients clients() {
        return new OAuthClients(transport);
    }

    public ClientLinks links() {
        return new ClientLinks(transport);
    }

    public ClientRegistrations registrations() {
        return new ClientRegistrations(transport);
    }

    public Users users() {
        return new Users(transport);
    }

    public Tokens tokens() {
        return new Tokens(transport);
    }

    public Connections connections() {
        return new Connections(transport);
    }

    public TokenStorage tokenStorage() {
        return new TokenStorage(transport);
    }

    public StoredTokens storedTokens() {
        return new StoredTokens(transport);
    }

    public PortService portService() {
        return new PortService(transport);
    }

    public Webhooks webhooks() {
        return new Webhooks(transport);
    }

    public Decisions decisions() {
        return new Decisions(transport);
    }

    public Audit audit() {
        return new Audit(transport);
    }

    public Keys keys() {
        return new Keys(transport);
    }

    public Discovery discovery() {
        return new Discovery(transport);
    }

    public Operations operations() {
        return new Operations(transport);
    }
}
