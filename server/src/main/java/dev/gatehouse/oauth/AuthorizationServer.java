package dev.gatehouse.oauth;

import com.nimbusds.oauth2.sdk.id.Audience;
import dev.gatehouse.clients.Clients;
import dev.gatehouse.http.Route;
import dev.gatehouse.keys.MasterKey;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;

/** The authorization server as one part: its signing keys and its routes. Thread-safe. */
public final class AuthorizationServer {
    private final SigningKeys keys;
    private final OAuthRoutes routes;

    /**
     * Opens the signing keys, making the first one at the very first start.
     *
     * @param tokenLifetime how long an access token lives
     */
    public AuthorizationServer(
            Jdbi jdbi, MasterKey masterKey, Clients clients, URI issuer, Duration tokenLifetime, Clock clock) {
        keys = new SigningKeys(new SigningKeyStore(jdbi, masterKey));
        keys.open();
        AccessTokens tokens = new AccessTokens(issuer.toString(), tokenLifetime, keys, clock);
        ServerMetadata metadata = new ServerMetadata(issuer.toString());
        ClientAssertions assertions = new ClientAssertions(
                clients,
                new UsedAssertions(jdbi),
                Set.of(new Audience(issuer.toString()), new Audience(metadata.tokenEndpoint())),
                clock);
        TokenEndpoint tokenEndpoint = new TokenEndpoint(
                new ClientAuthentication(clients, assertions),
                List.of(new ClientCredentialsGrant(clients, tokens, issuer)));
        routes = new OAuthRoutes(tokenEndpoint, keys, metadata);
    }

    /** Where to find the keys that verify this server's tokens. */
    public SigningKeys keys() {
        return keys;
    }

    public List<Route> routes() {
        return routes.all();
    }
}
