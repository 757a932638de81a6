package dev.gatehouse.oauth;

import dev.gatehouse.clients.Clients;
import dev.gatehouse.http.Route;
import dev.gatehouse.keys.MasterKey;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/** The authorization server as one part: its signing keys and its routes. Thread-safe. */
public final class AuthorizationServer {
    private final SigningKeys keys;
    private final OAuthRoutes routes;
    private final FrontChannel frontChannel;

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
        IdTokens idTokens = new IdTokens(issuer.toString(), keys, clock);
        FrontChannelParts parts = FrontChannelParts.on(
                new FrontChannelParts.Ground(jdbi, clock, issuer, masterKey),
                clients,
                idTokens,
                new UserTokens(issuer.toString(), tokenLifetime, keys, clock));
        TokenEndpoint tokenEndpoint = new TokenEndpoint(
                clients,
                parts.parties(),
                List.of(
                        new ClientCredentialsGrant(clients, tokens, issuer),
                        new CodeGrant(parts.codes(), parts.tokens(), idTokens),
                        new DeviceGrant(parts.devices(), parts.tokens(), idTokens)));
        ServerMetadata metadata = new ServerMetadata(issuer.toString());
        routes = new OAuthRoutes(tokenEndpoint, keys, metadata);
        frontChannel = new FrontChannel(parts, tokenEndpoint, metadata);
    }

    /** Where to find the keys that verify this server's tokens. */
    public SigningKeys keys() {
        return keys;
    }

    public List<Route> routes() {
        List<Route> all = new ArrayList<>(routes.all());
        all.addAll(frontChannel.routes());
        return all;
    }
}
