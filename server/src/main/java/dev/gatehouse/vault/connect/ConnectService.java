package dev.gatehouse.vault.connect;

import dev.gatehouse.crypto.Sha256;
import dev.gatehouse.pages.Visitor;
import dev.gatehouse.store.Times;
import dev.gatehouse.vault.connect.link.ConnectLink;
import dev.gatehouse.vault.connect.link.ConnectLinks;
import dev.gatehouse.vault.connect.link.ReturnTarget;
import dev.gatehouse.vault.connection.Secrets;
import dev.gatehouse.vault.connector.Connector;
import dev.gatehouse.vault.connector.ConnectorStore;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Receives people who want to connect an account, and lets them do so. Thread-safe. */
public final class ConnectService {
    private static final int MAX_CREDENTIAL = 1024;

    /** No user has a name with this character in it, so these are counted apart from passwords. */
    private static final String CREDENTIALS_OF = "\0credentials of ";

    private final Jdbi jdbi;
    private final ConnectorStore connectors;
    private final ConnectLinks links;
    private final AuthorizationCodeFlow flow;
    private final ConnectionWriter writer;
    private final Throttle throttle;
    private final Duration callTime;
    private final Clock clock;

    /** What it works with. */
    public record Dependencies(
            Jdbi jdbi,
            ConnectorStore connectors,
            ConnectLinks links,
            AuthorizationCodeFlow flow,
            ConnectionWriter writer) {}

    /** @param callTime how long redeeming a code takes at most */
    public ConnectService(Dependencies on, Throttle throttle, Duration callTime, Clock clock) {
        this.jdbi = on.jdbi();
        this.connectors = on.connectors();
        this.links = on.links();
        this.flow = on.flow();
        this.writer = on.writer();
        this.throttle = throttle;
        this.callTime = callTime;
        this.clock = clock;
    }

    Optional<Connector> connector(String name) {
        return jdbi.withHandle(handle -> connectors.find(handle, name.toLowerCase(Locale.ROOT)));
    }

    /** Who has come. */
    sealed interface Visit {
        record Welcome(Person person) implements Visit {}

        /** With a link that a connection came of, in this browser. */
        record Done() implements Visit {}

        /** With a link that leads nowhere. */
        record Over() implements Visit {}
    }

    /** @param secret of the link somebody came with; null for who is signed in */
    Visit visit(Visitor visitor, Connector connector, @Nullable String secret) {
        if (secret == null) {
            return new Visit.Welcome(Person.signedIn(visitor.userId().orElseThrow()));
        }
        Optional<ConnectLink> link = links.find(secret, connector);
        byte[] browser = browser(visitor);
        if (link.isEmpty()) {
            return new Visit.Over();
        }
        if (link.get().isDoneIn(browser)) {
            return new Visit.Done();
        }
        return links.works(link.get(), browser)
                ? new Visit.Welcome(new Person(
                        link.get().userId(),
                        link.get().clientId(),
                        link.get().hash(),
                        link.get().returnTarget()))
                : new Visit.Over();
    }

    /** Ties the link somebody came with to their browser; false where it has become another's, or is over. */
    boolean tie(Person person, Visitor visitor) {
        byte[] link = person.linkHash();
        return link == null || links.bind(link, browser(visitor));
    }

    /** Where to send the person. */
    URI begin(Visitor visitor, Connector connector, Person person) {
        return flow.begin(browser(visitor), connector, person);
    }

    /** The pending connection that an answer belongs to, as it stands after the answer; empty where it is not this browser's. */
    Optional<PendingConnection> answered(VendorAnswer answer, Visitor visitor) {
        return flow.find(answer)
                .filter(pending -> pending.mayGoOn(visitor.userId(), browser(visitor)))
                .map(pending -> flow.answered(pending, answer));
    }

    /** The pending connection of that id, if it is this browser's. */
    Optional<PendingConnection> pendingConnection(UUID id, Visitor visitor) {
        return flow.find(id).filter(pending -> pending.mayGoOn(visitor.userId(), browser(visitor)));
    }

    /** Whether somebody may still be redeeming its code. */
    boolean isStillWorkedOn(PendingConnection pending) {
        Instant answered = pending.outcome().answered();
        return answered != null && answered.plus(callTime.multipliedBy(2)).isAfter(clock.instant());
    }

    /** Where the browser goes once it has ended. */
    Optional<ReturnTarget> returnTarget(PendingConnection pending) {
        return pending.status().isEnd() ? returnTarget(pending.person()) : Optional.empty();
    }

    Optional<ReturnTarget> returnTarget(Person person) {
        String clientId = person.clientId();
        ReturnTarget target = person.returnTarget();
        return clientId == null || target == null ? Optional.empty() : links.returnTarget(clientId, target);
    }

    /**
     * Connects with credentials; what is wrong with them, or empty where they are stored. Whether the third party takes
     * them shows when they are used.
     *
     * @throws dev.gatehouse.api.ApiException ERR12104 with {@code Retry-After} after too many
     */
    Optional<String> enter(Connector connector, Person person, String username, String password) {
        throttle.count(CREDENTIALS_OF + person.userId() + "\0" + connector.name(), CREDENTIALS_OF + person.userId());
        boolean needsName = connector.asksFor("userId");
        boolean needsPassword = connector.asksFor("password");
        if (isUnfit(username, needsName) || isUnfit(password, needsPassword)) {
            return Optional.of("Please fill in every field, each with at most " + MAX_CREDENTIAL + " characters.");
        }
        Secrets secrets = Secrets.login(needsName ? username : null, needsPassword ? password : "");
        ConnectionWriter.Given given = new ConnectionWriter.Given(secrets, Times.now(clock), Optional.empty());
        if (!writer.store(connector, person.userId(), given, person.caller())) {
            return Optional.of("The service was changed or removed in the meantime. Please start again.");
        }
        byte[] link = person.linkHash();
        if (link != null) {
            jdbi.useTransaction(handle -> links.useUp(handle, link));
        }
        return Optional.empty();
    }

    private static boolean isUnfit(String value, boolean needed) {
        return needed && value.isBlank() || value.length() > MAX_CREDENTIAL;
    }

    private static byte[] browser(Visitor visitor) {
        return Sha256.of(HexFormat.of().formatHex(visitor.binding()));
    }
}
