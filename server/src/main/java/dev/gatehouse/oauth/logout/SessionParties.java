package dev.gatehouse.oauth.logout;

import com.nimbusds.oauth2.sdk.util.URLUtils;
import dev.gatehouse.clients.Client;
import dev.gatehouse.clients.Clients;
import dev.gatehouse.oauth.session.Session;
import dev.gatehouse.oauth.token.IdTokens;
import dev.gatehouse.store.ChangeFeed;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Which clients got an ID token in a session and hear of its end. Thread-safe. */
public final class SessionParties implements IdTokens.Recipients {
    /** Announced, without a key that tells anything, where clients are to be told of an end. */
    static final String ENDED = "session-ended";

    private final Jdbi jdbi;
    private final Clients clients;
    private final String issuer;
    private final SessionPartyStore store = new SessionPartyStore();

    public SessionParties(Jdbi jdbi, Clients clients, String issuer) {
        this.jdbi = jdbi;
        this.clients = clients;
        this.issuer = issuer;
    }

    @Override
    public void add(UUID sessionId, Client client) {
        if (client.protocol().logout().hears()) {
            jdbi.useTransaction(handle -> store.insert(handle, sessionId, client.clientId()));
        }
    }

    /** Has them told, in the transaction that ends the session. */
    public void sessionEnded(Handle handle, String userId, UUID sessionId) {
        if (store.end(handle, sessionId)) {
            ChangeFeed.announce(handle, ENDED, "");
        }
    }

    /** What to show in frames while the session is ended (OpenID Connect Front-Channel Logout 1.0 section 3). */
    public List<URI> frames(Session session) {
        return jdbi.withHandle(handle -> store.clients(handle, session.sessionId())).stream()
                .map(clients::find)
                .flatMap(Optional::stream)
                .flatMap(client -> Stream.ofNullable(client.protocol().logout().frontchannelLogoutUri()))
                .map(uri -> framed(URI.create(uri), session.sessionId()))
                .toList();
    }

    private URI framed(URI uri, UUID sessionId) {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        parameters.put("iss", List.of(issuer));
        parameters.put("sid", List.of(sessionId.toString()));
        return URI.create(uri + (uri.getRawQuery() == null ? "?" : "&") + URLUtils.serializeParameters(parameters));
    }
}
