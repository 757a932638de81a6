package dev.gatehouse.oauth.clientauth;

import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.GrantType;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.id.ClientID;
import dev.gatehouse.api.ApiException;
import dev.gatehouse.api.Caller;
import dev.gatehouse.api.ErrorCode;
import dev.gatehouse.clients.Client;
import dev.gatehouse.clients.Clients;
import dev.gatehouse.clients.scope.ScopesNow;
import dev.gatehouse.crypto.ConstantTime;
import dev.gatehouse.crypto.Sha256;
import dev.gatehouse.http.auth.ClientGuard;
import dev.gatehouse.http.syntax.BasicCredentials;
import dev.gatehouse.oauth.token.ClientScopes;
import dev.gatehouse.store.ChangeAwareCache;
import dev.gatehouse.store.ChangeFeed;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Clients that call our own API with their credentials: they are and may what a token by client credentials would say.
 * Thread-safe.
 *
 * <p>Remembered is the hash of a secret that was right, never the secret, until the client, or any service or user, changes.
 */
public final class ClientCallers implements ClientGuard {
    private static final Duration LIFETIME = Duration.ofMinutes(1);

    private final ClientAuthenticator authenticator;
    private final ClientScopes scopes;
    private final Clock clock;
    private final ChangeAwareCache<String, Proven> proven;

    /** A caller, the hash of a secret that is right, and when some of what the caller may do ends. */
    private record Proven(byte[] secretHash, Caller caller, Instant until) {
        boolean isOver(Clock clock) {
            return !clock.instant().isBefore(until);
        }
    }

    /** @param restsOn the topics, beside that of clients, any change of which may change what clients may ask for */
    public ClientCallers(
            ClientAuthenticator authenticator,
            ClientScopes scopes,
            ChangeFeed changes,
            List<String> restsOn,
            int maximumRemembered,
            Clock clock) {
        this.clock = clock;
        this.authenticator = authenticator;
        this.scopes = scopes;
        this.proven = new ChangeAwareCache<String, Proven>(
                        changes, Clients.TOPIC, id -> id, maximumRemembered, LIFETIME)
                .droppedBy(restsOn.toArray(String[]::new));
    }

    @Override
    public @Nullable Caller remembered(BasicCredentials credentials) {
        Proven known = proven.getIfPresent(credentials.clientId());
        return known != null && !known.isOver(clock) && ConstantTime.equal(known.secretHash(), hash(credentials))
                ? known.caller()
                : null;
    }

    @Override
    public Caller verify(BasicCredentials credentials, String address) {
        byte[] hash = hash(credentials);
        Proven known = proven.get(credentials.clientId(), _ -> authenticated(credentials, address));
        if (known.isOver(clock)) {
            known = proven.reload(credentials.clientId(), _ -> authenticated(credentials, address));
        }
        // While a secret is replaced, two are right, and only one is remembered.
        return ConstantTime.equal(known.secretHash(), hash)
                ? known.caller()
                : authenticated(credentials, address).caller();
    }

    private Proven authenticated(BasicCredentials credentials, String address) {
        if (credentials.clientId().isEmpty() || credentials.secret().isEmpty()) {
            throw wrong("an id and a secret are needed");
        }
        try {
            ClientID id = new ClientID(credentials.clientId());
            Client client = authenticator.authenticate(
                    new ClientSecretBasic(id, new Secret(credentials.secret())), id, "", address);
            if (!new RelyingParty(client).mayUse(GrantType.CLIENT_CREDENTIALS)) {
                throw wrong("the client is not registered for the client credentials grant");
            }
            ScopesNow now = scopes.now(client.clientId());
            return new Proven(hash(credentials), scopes.caller(client, now), now.until());
        } catch (GeneralException e) {
            throw refusal(e);
        }
    }

    private static ApiException refusal(GeneralException failure) {
        boolean tooMany = failure.getErrorObject().getHTTPStatusCode() == 429;
        return tooMany
                ? ErrorCode.TOO_MANY_REQUESTS
                        .with("too many failed client authentications; try again in a minute")
                        .withHeader("Retry-After", "60")
                : wrong(failure.getErrorObject().getDescription());
    }

    private static ApiException wrong(String reason) {
        return ErrorCode.CLIENT_CREDENTIALS_WRONG.with(reason);
    }

    private static byte[] hash(BasicCredentials credentials) {
        return Sha256.of(credentials.secret());
    }
}
