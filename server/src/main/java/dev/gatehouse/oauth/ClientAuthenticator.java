package dev.gatehouse.oauth;

import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.PlainClientSecret;
import com.nimbusds.oauth2.sdk.id.ClientID;
import dev.gatehouse.clients.Client;
import dev.gatehouse.clients.ClientSecret;
import dev.gatehouse.clients.Clients;
import dev.gatehouse.store.ChangeAwareCache;
import dev.gatehouse.store.ChangeFeed;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Optional;

/**
 * Authenticates clients (RFC 6749 section 2.3), wherever they do that. Thread-safe.
 *
 * <p>The hash of a secret that was right is remembered until the client changes, so that the next request needs no SQL.
 */
final class ClientAuthenticator {
    private static final Duration LIFETIME = Duration.ofMinutes(1);
    private static final int LONGEST_ID = 255;

    private final Clients clients;
    private final OtherMethods others;
    private final FailedAttempts failedAttempts;
    private final ChangeAwareCache<String, Proven> proven;

    /** Ways to authenticate other than with a secret. */
    @FunctionalInterface
    interface OtherMethods {
        /**
         * The client, where it proves to be it.
         *
         * @param given null where the client only names itself
         * @param clientId the client that the request names without authentication, or null
         * @throws GeneralException invalid_client where that is no way to authenticate here
         */
        Optional<Client> authenticate(ClientAuthentication given, ClientID clientId) throws GeneralException;
    }

    /** A client, and the hash of a secret that is right. */
    private record Proven(Client client, byte[] secretHash) {}

    ClientAuthenticator(
            Clients clients,
            OtherMethods others,
            FailedAttempts failedAttempts,
            ChangeFeed changes,
            int maximumRemembered) {
        this.clients = clients;
        this.others = others;
        this.failedAttempts = failedAttempts;
        this.proven = new ChangeAwareCache<>(changes, Clients.TOPIC, id -> id, maximumRemembered, LIFETIME);
    }

    /**
     * The client, authenticated.
     *
     * @param given null where the request has no client authentication
     * @param named the client that the request names without authentication, or null
     * @param address where the request came from
     * @throws GeneralException invalid_client, or slow_down after too many failures
     */
    Client authenticate(ClientAuthentication given, ClientID named, String address) throws GeneralException {
        ClientID id = given == null ? named : given.getClientID();
        String clientId = id == null ? "" : id.getValue();
        if (clientId.length() > LONGEST_ID || clientId.chars().anyMatch(Character::isISOControl)) {
            throw wrong();
        }
        failedAttempts.check(clientId, address);
        Client client = given instanceof PlainClientSecret secret
                ? check(clientId, secret.getClientSecret().getValue())
                : others.authenticate(given, named).orElse(null);
        if (client == null) {
            failedAttempts.failed(clientId, address);
            throw wrong();
        }
        failedAttempts.succeeded(clientId, address);
        return client;
    }

    /** The client, or null. Compared in constant time with what is remembered and with what is stored. */
    private Client check(String clientId, String secret) {
        byte[] hash = Sha256.of(secret.getBytes(StandardCharsets.UTF_8));
        Proven known = proven.get(clientId, id -> load(id, secret, hash));
        if (known != null && MessageDigest.isEqual(known.secretHash(), hash)) {
            return known.client();
        }
        // Somebody else's secret was remembered or looked up; this one may be right all the same.
        return clients.authenticate(clientId, new ClientSecret(secret)).orElse(null);
    }

    private Proven load(String clientId, String secret, byte[] hash) {
        return clients.authenticate(clientId, new ClientSecret(secret))
                .map(client -> new Proven(client, hash))
                .orElse(null);
    }

    private static GeneralException wrong() {
        return OAuthErrors.refuse(OAuth2Error.INVALID_CLIENT, "the client id or the secret is wrong");
    }
}
