package dev.gatehouse.vault.connect.link;

import dev.gatehouse.api.ApiException;
import dev.gatehouse.api.Caller;
import dev.gatehouse.api.ErrorCode;
import dev.gatehouse.api.PathSegment;
import dev.gatehouse.audit.AuditStore;
import dev.gatehouse.crypto.SecretValue;
import dev.gatehouse.store.Times;
import dev.gatehouse.vault.connector.Connector;
import dev.gatehouse.vault.connector.ConnectorStore;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Links by which an application has its own people connect accounts. A link works for {@link #LIFETIME}, in the first
 * browser that goes on from its page, until a connection came of it. Thread-safe.
 */
public final class ConnectLinks {
    static final Duration LIFETIME = Duration.ofMinutes(10);

    private static final int MAX_LENGTH = 100;

    private final Jdbi jdbi;
    private final ConnectorStore connectors;
    private final Applications applications;
    private final URI issuer;
    private final Clock clock;
    private final ConnectLinkStore store = new ConnectLinkStore();

    /** @param issuer where the public listener is reached */
    public ConnectLinks(Jdbi jdbi, ConnectorStore connectors, Applications applications, URI issuer, Clock clock) {
        this.jdbi = jdbi;
        this.connectors = connectors;
        this.applications = applications;
        this.issuer = issuer;
        this.clock = clock;
    }

    /**
     * A link, shown once.
     *
     * @param linkId what its maker confirms it by
     * @param url opens it
     */
    record Made(UUID linkId, String url, String bind, Instant expires) {
        @Override
        public String toString() {
            return "Made[hidden]";
        }
    }

    /**
     * Makes a link.
     *
     * @throws ApiException ERR12130 without such a connector, ERR11620 for somebody else's, ERR11004 for a return URL that
     *     the client did not register, and for a binding that cannot be
     */
    Made make(Caller caller, LinkInput input) {
        requireOwnClient(caller);
        String name = input.connector().toLowerCase(Locale.ROOT);
        SecretValue secret = SecretValue.generate();
        Instant expires = Times.now(clock).plus(LIFETIME);
        LinkOrigin origin = new LinkOrigin(
                UUID.randomUUID(), secret.hash(), LinkMaker.of(caller), input.binding(), target(caller, input));
        jdbi.useTransaction(handle -> {
            Connector connector =
                    connectors.find(handle, name).orElseThrow(() -> ErrorCode.CONNECTOR_NOT_FOUND.with(name));
            ConnectRights.require(caller, connector, input.user());
            store.insert(
                    handle,
                    new ConnectLink(origin, name, connector.registrant(), input.user(), ConnectLink.Use.NONE, expires));
            Map<String, Object> detail = Map.of("bind", origin.binding().label());
            AuditStore.record(handle, caller, "connection.link", "connection/" + name + "/" + input.user(), detail);
        });
        return new Made(origin.id(), urlOf(name, secret), origin.binding().label(), expires);
    }

    private void requireOwnClient(Caller caller) {
        if (applications.name(caller.clientId()).isEmpty()) {
            throw ErrorCode.PERMISSION_DENIED.with("Client " + caller.clientId()
                    + " is not registered here; only what is registered here is still known when a link is opened");
        }
    }

    private String urlOf(String connector, SecretValue secret) {
        return issuer + "/connect/" + PathSegment.of(connector) + "?link=" + secret.reveal();
    }

    private @Nullable ReturnTarget target(Caller caller, LinkInput input) {
        if (input.returnUrl() == null) {
            return null;
        }
        if (!applications.mayReturnTo(caller.clientId(), input.returnUrl())) {
            throw ApiException.invalid("/returnUrl", "is not one of the client's redirect URIs");
        }
        return new ReturnTarget(input.returnUrl(), input.state());
    }

    /** The link, if it is one to this connector, whether it was used or not; none whose maker may not connect that person any more. */
    public Optional<ConnectLink> find(String secret, Connector connector) {
        if (secret.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        byte[] hash = SecretValue.of(secret).hash();
        return jdbi.withHandle(handle -> store.find(handle, hash))
                .filter(link -> link.connector().equals(connector.name())
                        && link.registrant().equals(connector.registrant())
                        && mayStill(link.origin(), connector, link.userId()));
    }

    /** Whether who made the link may still connect that person by it. */
    public boolean mayStill(LinkOrigin link, Connector connector, String userId) {
        return ConnectRights.hold(applications, link.maker(), connector, userId);
    }

    /** Ties the link to this browser; false where it is another's, or over. */
    public boolean bind(LinkOrigin link, byte[] browser) {
        return jdbi.inTransaction(handle -> store.bind(handle, link.hash(), browser, Times.now(clock)));
    }

    public boolean works(ConnectLink link, byte[] browser) {
        return link.worksIn(browser, clock.instant());
    }

    /** A connection came of the link, or one that waits to be confirmed. */
    public void useUp(Handle transaction, LinkOrigin link) {
        store.useUp(transaction, link.hash());
    }

    /** Where the browser goes afterwards, if the client still wants that. */
    public Optional<ReturnTarget> returnTarget(LinkOrigin link) {
        return Optional.ofNullable(link.returnTarget())
                .filter(wanted -> applications.mayReturnTo(link.clientId(), wanted.url()));
    }

    /** What people know the client as. */
    public String nameOf(String clientId) {
        return applications.name(clientId).orElse(clientId);
    }
}
