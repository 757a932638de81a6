package dev.gatehouse.oauth.clientauth;

import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import dev.gatehouse.api.ApiException;
import dev.gatehouse.api.ErrorCode;
import dev.gatehouse.clients.Client;
import dev.gatehouse.clients.ClientKeys;
import dev.gatehouse.clients.Clients;
import dev.gatehouse.jwks.Downloads;
import dev.gatehouse.jwks.RemoteKeys;
import dev.gatehouse.store.ChangeAwareCache;
import dev.gatehouse.store.ChangeFeed;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/** The keys of clients: those they registered, or those behind the {@code jwks_uri} they registered. Thread-safe. */
public final class RegisteredKeys implements ClientAssertions.Keys {
    /** So many key sets are remembered at most, each of up to 128 KiB. */
    private static final int MAX_REMEMBERED = 1000;

    /** A set lives on, with its own times inside, for as long as somebody asks for it now and then. */
    private static final Duration LIFETIME = Duration.ofHours(12);

    private final Downloads downloads;
    private final ChangeFeed changes;
    private final ChangeAwareCache<String, Fetched> fetched;

    private record Fetched(String jwksUri, RemoteKeys keys) {}

    /** @param downloads fetches what clients name */
    public RegisteredKeys(Downloads downloads, ChangeFeed changes, int maximumRemembered) {
        this.downloads = downloads;
        this.changes = changes;
        this.fetched = new ChangeAwareCache<>(
                changes, Clients.TOPIC, id -> id, Math.min(maximumRemembered, MAX_REMEMBERED), LIFETIME);
    }

    /**
     * Those of the client with which a token with this header may be signed.
     *
     * @throws ApiException ERR12137 where they cannot be fetched now, ERR12106 where too many wait for them
     */
    @Override
    public List<JWK> of(Client client, JWSHeader header) {
        JWKSelector selector = new JWKSelector(JWKMatcher.forJWSHeader(header));
        String jwksUri = client.jwksUri();
        if (jwksUri == null || client.jwks() != null) {
            return selector.select(ClientKeys.of(client));
        }
        try {
            return remote(client.clientId(), jwksUri).known(selector).stream()
                    .filter(ClientKeys::isUsable)
                    .toList();
        } catch (KeySourceException e) {
            throw unavailable(client.clientId());
        }
    }

    private RemoteKeys remote(String clientId, String jwksUri) {
        Fetched known = fetched.getIfPresent(clientId);
        if (known != null && known.jwksUri().equals(jwksUri)) {
            return known.keys();
        }
        if (!changes.healthy()) {
            throw unavailable(clientId); // nothing would be remembered, so each assertion would be a fetch
        }
        return known == null
                ? fetched.get(clientId, id -> unfetched(id, jwksUri)).keys()
                : fetched.reload(clientId, id -> unfetched(id, jwksUri)).keys();
    }

    private Fetched unfetched(String clientId, String jwksUri) {
        URI location = URI.create(jwksUri);
        return new Fetched(
                jwksUri,
                new RemoteKeys("client " + clientId, attempt -> location, downloads, RemoteKeys.Pace.USUAL.onDemand()));
    }

    private static ApiException unavailable(String clientId) {
        return ErrorCode.CLIENT_KEYS_UNAVAILABLE.with(clientId).withHeader("Retry-After", "30");
    }
}
