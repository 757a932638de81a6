package dev.gatehouse.oauth.clientauth;

import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.PlainClientSecret;
import com.nimbusds.oauth2.sdk.id.ClientID;
import dev.gatehouse.clients.Client;
import dev.gatehouse.clients.Clients;
import dev.gatehouse.crypto.SecretValue;
import dev.gatehouse.oauth.message.ClientAssertion;
import dev.gatehouse.oauth.message.OAuthErrors;
import dev.gatehouse.store.ChangeAwareCache;
import dev.gatehouse.store.ChangeFeed;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Authenticates clients (RFC 6749 section 2.3), wherever they do that. Thread-safe.
 *
 * <p>The hash of a secret that was right is remembered until the client, or any user, changes, so that the next request needs no SQL.
 */
public final class ClientAuthenticator {
    private static final Duration LIFETIME = Duration.ofMinutes(1);
    private static final int MAX_ID = 255;

    private final Clients clients;
    private final ClientAssertions assertions;
    private final FailedAttempts failedAttempts;
    private final ChangeAwareCache<String, @Nullable Proven> proven;

    /** A client, and the hash of a secret that is right. */
    private record Proven(Client client, byte[] secretHash) {}

    /** @param restsOn the topics, beside that of clients, any change of which may change who is served */
    public ClientAuthenticator(
            Clients clients,
            ClientAssertions assertions,
            FailedAttempts failedAttempts,
            ChangeFeed changes,
            List<String> restsOn,
            int maximumRemembered) {
        this.clients = clients;
        this.assertions = assertions;
        this.failedAttempts = failedAttempts;
        this.proven = new ChangeAwareCache<String, @Nullable Proven>(
                        changes, Clients.TOPIC, id -> id, maximumRemembered, LIFETIME)
                .droppedBy(restsOn.toArray(String[]::new));
    }

    /**
     * The client, authenticated by its secret, by an assertion, or, for a public client, by its id alone.
     *
     * @param given null where the request has no client authentication
     * @param named the id a client without authentication gives, or null
     * @param endpoint the URL that was asked: an assertion may be for it
     * @param address where the request came from
     * @throws dev.gatehouse.api.ApiException ERR12137 or ERR12106 where its keys cannot be had now
     * @throws GeneralException invalid_client, the same whether the client or its proof is wrong, or slow_down after too
     *     many failures
     */
    public Client authenticate(
            @Nullable ClientAuthentication given, @Nullable ClientID named, String endpoint, String address)
            throws GeneralException {
        ClientID id = given == null ? named : given.getClientID();
        if (id == null) {
            throw OAuthErrors.refuse(
                    OAuth2Error.INVALID_CLIENT,
                    "authenticate with client_secret_basic, client_secret_post or private_key_jwt");
        }
        String clientId = id.getValue();
        if (clientId.length() > MAX_ID || clientId.chars().anyMatch(Character::isISOControl)) {
            throw wrong();
        }
        String counted = clientId.strip().toLowerCase(Locale.ROOT); // so that no spelling has a count of its own
        failedAttempts.check(counted, address);
        Client client = prove(given, clientId, endpoint);
        if (client == null) {
            failedAttempts.failed(counted, address);
            throw wrong();
        }
        failedAttempts.succeeded(counted, address);
        return client;
    }

    /** The client, or null where nothing proves that it is the one. */
    private @Nullable Client prove(@Nullable ClientAuthentication given, String clientId, String endpoint)
            throws GeneralException {
        return switch (given) {
            case ClientSecretBasic nothing
            when nothing.getClientSecret().getValue().isEmpty() -> known(clientId);
            case ClientSecretPost form -> posted(form, endpoint);
            case PlainClientSecret credentials ->
                check(clientId, credentials.getClientSecret().getValue());
            case null -> known(clientId);
            default ->
                throw OAuthErrors.refuse(
                        OAuth2Error.INVALID_CLIENT,
                        "authenticate with client_secret_basic, client_secret_post or private_key_jwt");
        };
    }

    /** A public client is known by its id; Basic with an empty secret says no more than that (RFC 6749 section 2.3.1). */
    private @Nullable Client known(String clientId) {
        return clients.findServed(clientId).filter(Client::isPublic).orElse(null);
    }

    private @Nullable Client posted(ClientSecretPost form, String endpoint) throws GeneralException {
        ClientAssertion assertion = ClientAssertion.carriedBy(form);
        return assertion == null
                ? check(form.getClientID().getValue(), form.getClientSecret().getValue())
                : signed(assertion, endpoint);
    }

    private @Nullable Client signed(ClientAssertion assertion, String endpoint) throws GeneralException {
        try {
            return assertions.authenticate(assertion, endpoint).orElse(null);
        } catch (ClientAssertions.Unacceptable e) {
            throw OAuthErrors.refuse(OAuth2Error.INVALID_CLIENT, e.getMessage());
        }
    }

    /** The client, or null. Compared in constant time with what is remembered and with what is stored. */
    private @Nullable Client check(String clientId, String secret) {
        SecretValue given = SecretValue.of(secret);
        Proven known = proven.get(clientId, id -> load(id, given));
        if (known != null && given.matches(known.secretHash())) {
            return known.client();
        }
        // Somebody else's secret was remembered or looked up; this one may be right all the same.
        return clients.authenticate(clientId, given).orElse(null);
    }

    private @Nullable Proven load(String clientId, SecretValue given) {
        return clients.authenticate(clientId, given)
                .map(client -> new Proven(client, given.hash()))
                .orElse(null);
    }

    private static GeneralException wrong() {
        return OAuthErrors.refuse(OAuth2Error.INVALID_CLIENT, "the client id is wrong, or what proves it");
    }
}
