package dev.gatehouse.client.oauthclient;

import static dev.gatehouse.client.call.ApiOperation.admin;

import dev.gatehouse.client.call.ApiOperation;
import dev.gatehouse.client.call.Transport;
import dev.gatehouse.client.call.Versioned;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** OAuth clients. Thread-safe. */
public final class OAuthClientsApi {
    private static final ApiOperation CREATE = admin("POST", "/oauth2/client");
    private static final ApiOperation UPDATE = admin("PUT", "/oauth2/client");
    private static final ApiOperation LIST = admin("GET", "/oauth2/client");
    private static final ApiOperation GET = admin("GET", "/oauth2/client/{clientId}");
    private static final ApiOperation DELETE = admin("DELETE", "/oauth2/client/{clientId}");
    private static final ApiOperation ROTATE = admin("POST", "/oauth2/client/{clientId}/secret");

    private final Transport transport;

    public OAuthClientsApi(Transport transport) {
        this.transport = transport;
    }

    /** Registers a client. @return with its secret, where it has one */
    public OAuthClient create(OAuthClient client) {
        return transport.call(CREATE).json(client).read(OAuthClient.class);
    }

    /** Replaces what is said of a client. */
    public OAuthClient update(OAuthClient client) {
        return update(client, null);
    }

    /** The same where the client still is at that version. @param ifMatch null for any */
    public OAuthClient update(OAuthClient client, @Nullable String ifMatch) {
        return transport.call(UPDATE).ifMatch(ifMatch).json(client).read(OAuthClient.class);
    }

    public OAuthClient get(String clientId) {
        return getVersioned(clientId).value();
    }

    public Versioned<OAuthClient> getVersioned(String clientId) {
        return transport.call(GET, clientId).readVersioned(OAuthClient.class);
    }

    /** Empty where it still is at that version. @param entityTag of {@link Versioned}; empty to read it in any case */
    public Optional<Versioned<OAuthClient>> getIfChanged(String clientId, String entityTag) {
        return transport.call(GET, clientId).readIfChanged(entityTag, OAuthClient.class);
    }

    /** The clients one may see, by their ids. */
    public Stream<OAuthClient> list() {
        return listStartingWith("");
    }

    /** Clients whose ids begin so. */
    public Stream<OAuthClient> listStartingWith(String prefix) {
        return transport.call(LIST).query("page", 1).query("clientId", prefix).pages(OAuthClient.class);
    }

    /** Removes a client with its secrets and its links. */
    public void delete(String clientId) {
        delete(clientId, null);
    }

    /** The same where the client still is at that version. @param ifMatch null for any */
    public void delete(String clientId, @Nullable String ifMatch) {
        transport.call(DELETE, clientId).ifMatch(ifMatch).run();
    }

    /** Makes a new secret. @param overlap for how long the secrets before it work, in whole seconds */
    public RotatedSecret rotateSecret(String clientId, Duration overlap) {
        return rotateSecret(clientId, overlap, null);
    }

    /** The same where the client still is at that version. @param ifMatch null for any */
    public RotatedSecret rotateSecret(String clientId, Duration overlap, @Nullable String ifMatch) {
        return transport
                .call(ROTATE, clientId)
                .query("overlapSeconds", overlap.toSeconds())
                .ifMatch(ifMatch)
                .read(RotatedSecret.class);
    }
}
