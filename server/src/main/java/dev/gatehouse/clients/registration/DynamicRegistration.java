package dev.gatehouse.clients.registration;

import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.openid.connect.sdk.rp.OIDCClientInformation;
import com.nimbusds.openid.connect.sdk.rp.OIDCClientMetadata;
import dev.gatehouse.api.ApiException;
import dev.gatehouse.api.BodySchema;
import dev.gatehouse.api.Caller;
import dev.gatehouse.api.Json;
import dev.gatehouse.api.PathSegment;
import dev.gatehouse.api.Precondition;
import dev.gatehouse.clients.Client;
import dev.gatehouse.clients.ClientInput;
import dev.gatehouse.clients.ClientRegistry;
import dev.gatehouse.clients.ClientStore;
import dev.gatehouse.clients.Clients;
import dev.gatehouse.clients.ManagedClients;
import dev.gatehouse.clients.Manager;
import dev.gatehouse.clients.ShownClient;
import dev.gatehouse.crypto.SecretValue;
import java.net.URI;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Clients that register themselves (RFC 7591) and manage their registration with a token of their own (RFC 7592). They
 * belong to the user of the token they registered with.
 *
 * <p>Thread-safe.
 */
public final class DynamicRegistration {
    private final Jdbi jdbi;
    private final ClientRegistry registry;
    private final Clients clients;
    private final URI endpoint;
    private final ClientStore store = new ClientStore();
    private final ManagedClients managed = new ManagedClients();
    private final BodySchema<ClientInput> schema = new BodySchema<>("clients.yaml", "ClientInput", ClientInput.class);

    /** @param endpoint the URL of the registration endpoint */
    public DynamicRegistration(Jdbi jdbi, ClientRegistry registry, Clients clients, URI endpoint) {
        this.jdbi = jdbi;
        this.registry = registry;
        this.clients = clients;
        this.endpoint = endpoint;
    }

    /** The URL of the registration endpoint. */
    URI endpoint() {
        return endpoint;
    }

    /** The URL at which a client manages its registration. */
    URI endpoint(String clientId) {
        return URI.create(endpoint + "/" + PathSegment.of(clientId));
    }

    /**
     * A registration as the client is told.
     *
     * @param accessRequests what its owner waits for, by the ids of the access requests
     */
    record Registered(OIDCClientInformation information, List<Long> accessRequests) {}

    /** @throws ApiException ERR11004 or ERR11620 */
    Registered register(Caller caller, OIDCClientMetadata metadata) {
        ClientInput given = checked(RegistrationMetadata.client(metadata, null));
        SecretValue token = SecretValue.generate();
        ShownClient created = registry.create(caller, given, token.hash());
        return new Registered(information(created.client(), created.clientSecret(), token), created.accessRequests());
    }

    /**
     * A client that showed its registration token.
     *
     * @param outgrown whether the client can get system scopes now that it could not get when the token was issued: whoever has
     *     the token was never given those
     */
    record Itself(Client client, Manager manager, SecretValue token, boolean outgrown) {}

    /** The client whose registration token this is; neither a wrong token nor a wrong id says which of them is wrong. */
    Optional<Itself> authenticated(String clientId, SecretValue token) {
        return jdbi.withHandle(handle -> store.find(handle, clientId).flatMap(found -> itself(handle, found, token)));
    }

    private Optional<Itself> itself(Handle handle, ClientStore.Registered found, SecretValue shown) {
        ClientStore.RegistrationToken token = found.registrationToken();
        if (token == null || !shown.matches(token.hash())) {
            return Optional.empty();
        }
        Manager manager = Manager.itself(found.client(), token);
        boolean outgrown = !managed.missing(handle, manager, found.client()).isEmpty();
        return Optional.of(new Itself(found.client(), manager, shown, outgrown));
    }

    /** What the client is registered for; its secret was shown when it was made. */
    Registered read(Itself itself) {
        return new Registered(information(itself.client(), null, itself.token()), List.of());
    }

    /**
     * Replaces the registration. The client acts with its owner's name but none of the owner's rights.
     *
     * @param secret the secret the client says it has, or null
     * @throws ApiException ERR11004 or ERR11620
     */
    Registered update(Itself itself, OIDCClientMetadata metadata, @Nullable Secret secret) {
        Client before = itself.client();
        boolean knowsSecret = secret == null
                || clients.authenticate(before.clientId(), SecretValue.of(secret.getValue()))
                        .isPresent();
        if (!knowsSecret) {
            throw ApiException.invalid("/client_secret", "is not the client's; leave it out");
        }
        ClientInput given = checked(RegistrationMetadata.client(metadata, before));
        ShownClient updated = registry.update(itself.manager(), before.clientId(), given, Precondition.NONE);
        return new Registered(
                information(updated.client(), updated.clientSecret(), itself.token()), updated.accessRequests());
    }

    void delete(Itself itself) {
        registry.delete(itself.manager(), itself.client().clientId(), Precondition.NONE);
    }

    /** What the admin listener checks of a body is checked here too. */
    private ClientInput checked(ClientInput given) {
        return schema.read(Json.bytes(given));
    }

    private OIDCClientInformation information(Client client, @Nullable SecretValue secret, SecretValue token) {
        return new OIDCClientInformation(
                new ClientID(client.clientId()),
                Date.from(client.times().createDt()),
                RegistrationMetadata.of(client),
                secret == null ? null : new Secret(secret.reveal()),
                endpoint(client.clientId()),
                new BearerAccessToken(token.reveal()));
    }
}
