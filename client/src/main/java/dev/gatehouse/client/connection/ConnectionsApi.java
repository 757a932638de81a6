package dev.gatehouse.client.connection;

import static dev.gatehouse.client.call.ApiOperation.admin;

import dev.gatehouse.client.call.ApiOperation;
import dev.gatehouse.client.call.Transport;
import java.time.Duration;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Connections and their access tokens. Thread-safe. */
public final class ConnectionsApi {
    private static final ApiOperation LIST = admin("GET", "/connections");
    private static final ApiOperation LINK = admin("POST", "/connections/link");
    private static final ApiOperation CONFIRM = admin("POST", "/connections/link/{linkId}/confirm");
    private static final ApiOperation GET = admin("GET", "/connections/{user}/{connector}");
    private static final ApiOperation DISCONNECT = admin("DELETE", "/connections/{user}/{connector}");
    private static final ApiOperation TOKEN = admin("GET", "/connections/{user}/{connector}/token");
    private static final ApiOperation EVENTS = admin("GET", "/connections/events");

    private final Transport transport;

    public ConnectionsApi(Transport transport) {
        this.transport = transport;
    }

    /** The connections the caller sees, by person and service. */
    public Stream<UserConnection> list(ConnectionQuery filter) {
        return transport
                .call(LIST)
                .query("page", 1)
                .query("user", filter.user())
                .query("connector", filter.connector())
                .query("status", filter.status())
                .pages(UserConnection.class);
    }

    public UserConnection get(String user, String connector) {
        return transport.call(GET, user, connector).read(UserConnection.class);
    }

    /** Ends a connection; its tokens are removed here, and taken back at the third party where that is possible. */
    public void disconnect(String user, String connector) {
        transport.call(DISCONNECT, user, connector).run();
    }

    /** The freshest access token that the third party gives; it may end within the minute. */
    public ConnectionToken accessToken(String user, String connector) {
        return transport.call(TOKEN, user, connector).read(ConnectionToken.class);
    }

    /**
     * The third party's access token, as fresh as wanted where it gives such tokens.
     *
     * @param minValid for how long it must be valid at least, in whole seconds
     * @throws dev.gatehouse.client.call.GatehouseException among other reasons with status 409 where the person has to
     *     connect again, and with 503 where there is no such token at the moment
     */
    public ConnectionToken accessToken(String user, String connector, Duration minValid) {
        return transport
                .call(TOKEN, user, connector)
                .query("min_valid", minValid.toSeconds())
                .read(ConnectionToken.class);
    }

    /** Makes a link by which a person connects an account in a browser. */
    public PersonalConnectLink link(LinkRequest request) {
        return transport.call(LINK).json(request).read(PersonalConnectLink.class);
    }

    /**
     * Connects what somebody came back with.
     *
     * @param linkId from the caller's session with the person, never from the URL that the code came with
     * @throws dev.gatehouse.client.call.GatehouseException with status 409 and code ERR12232 where the link was made for
     *     somebody else; nothing is connected then
     */
    public void confirm(String linkId, LinkConfirmation confirmation) {
        transport.call(CONFIRM, linkId).json(confirmation).run();
    }

    /**
     * What happens to connections, as it happens. Reading waits; the stream ends when the server ends it, which it does when
     * the access token expires: come back with the id of the last event. To be closed.
     *
     * @param lastEventId the event to go on behind; null for what happens from now on
     */
    public Stream<ConnectionEvent> events(@Nullable String lastEventId) {
        return transport
                .call(EVENTS)
                .header("Last-Event-ID", lastEventId)
                .events(ConnectionEvent.class, (id, event) -> event.withId(id));
    }
}
