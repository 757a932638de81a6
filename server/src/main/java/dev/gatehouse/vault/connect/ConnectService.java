package dev.gatehouse.vault.connect;

import dev.gatehouse.crypto.Sha256;
import dev.gatehouse.pages.Message;
import dev.gatehouse.pages.Visitor;
import dev.gatehouse.store.Times;
import dev.gatehouse.vault.connect.link.ConnectLink;
import dev.gatehouse.vault.connect.link.ConnectLinks;
import dev.gatehouse.vault.connect.link.LinkOrigin;
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
    private final Confirmations confirmations;
    private final Throttle throttle;
    private final Duration callTime;
    private final Clock clock;

    /** What it works with. */
    public record Dependencies(
            Jdbi jdbi,
            ConnectorStore connectors,
            ConnectLinks links,
            AuthorizationCodeFlow flow,
            Confirmations confirmations) {}

    /** @param callTime how long redeeming a code takes at most */
    public ConnectService(Dependencies on, Throttle throttle, Duration callTime, Clock clock) {
        this.jdbi = on.jdbi();
        this.connectors = on.connectors();
        this.links = on.links();
        this.flow = on.flow();
        this.confirmations = on.confirmations();
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

        /** Of whom has to be known first who they are. */
        record SignIn() implements Visit {}

        /** With a link that was made for another user than who is signed in. */
        record Stranger() implements Visit {}

        /** With a link that was used up in this browser. */
        record Done(Person person) implements Visit {}

        /** With a link that leads nowhere. */
        record Over() implements Visit {}
    }

    /** @param secret of the link somebody came with; null for who comes by themselves */
    Visit visit(Visitor visitor, Connector connector, @Nullable String secret) {
        if (secret == null) {
            return visitor.userId()
                    .<Visit>map(userId -> new Visit.Welcome(Person.signedIn(userId)))
                    .orElseGet(Visit.SignIn::new);
        }
        byte[] browser = browser(visitor);
        return links.find(secret, connector)
                .filter(link -> link.isDoneIn(browser) || links.works(link, browser))
                .map(link -> visit(visitor, link))
                .orElseGet(Visit.Over::new);
    }

    private static Visit visit(Visitor visitor, ConnectLink link) {
        Person person = new Person(link.userId(), link.origin());
        if (!person.mayBe(visitor.userId())) {
            return visitor.userId().isEmpty() ? new Visit.SignIn() : new Visit.Stranger();
        }
        return link.isDoneIn(browser(visitor)) ? new Visit.Done(person) : new Visit.Welcome(person);
    }

    /** Ties the link somebody came with to their browser; false where it has become another's, or is over. */
    boolean tie(Person person, Visitor visitor) {
        LinkOrigin link = person.link();
        return link == null || links.bind(link, browser(visitor));
    }

    /** Where to send the person. */
    URI begin(Visitor visitor, Connector connector, Person person) {
        return flow.begin(browser(visitor), connector, person);
    }

    /** The pending connection that an answer belongs to, as it stands after the answer; empty where it is not this browser's. */
    Optional<PendingConnection> answered(VendorAnswer answer, Visitor visitor) {
        return flow.find(answer)
                .or(() -> flow.findRefused(answer, browser(visitor)))
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

    /** Where the browser goes once it has ended so, with a code where the application is to confirm; empty for a page of ours. */
    Optional<String> wayBack(Person person, PendingConnectionStatus status, String connector) {
        LinkOrigin link = person.link();
        if (link == null || !status.isEnd()) {
            return Optional.empty();
        }
        return links.returnTarget(link).flatMap(target -> {
            if (status != PendingConnectionStatus.UNCONFIRMED) {
                return Optional.of(target.with(status.label(), connector));
            }
            return confirmations.newCode(link).map(code -> target.with(status.label(), connector, code));
        });
    }

    /** What came of what was entered. */
    sealed interface Entry {
        record Kept(PendingConnectionStatus status) implements Entry {}

        /** @param problem for the person */
        record Refused(Message problem) implements Entry {}
    }

    /**
     * Connects with credentials. Whether the third party takes them shows when they are used.
     *
     * @throws dev.gatehouse.api.ApiException ERR12104 with {@code Retry-After} after too many
     */
    Entry enter(Connector connector, Person person, String username, String password) {
        throttle.count(CREDENTIALS_OF + person.userId() + "\0" + connector.name(), CREDENTIALS_OF + person.userId());
        boolean needsName = connector.asksFor("userId");
        boolean needsPassword = connector.asksFor("password");
        if (isUnfit(username, needsName) || isUnfit(password, needsPassword)) {
            return new Entry.Refused(Message.of("connect.problem.unfit", MAX_CREDENTIAL));
        }
        Secrets secrets = Secrets.login(needsName ? username : null, needsPassword ? password : "");
        ConnectionWriter.Given given = new ConnectionWriter.Given(secrets, Times.now(clock), Optional.empty());
        return confirmations
                .keep(connector, person, given)
                .<Entry>map(Entry.Kept::new)
                .orElseGet(() -> new Entry.Refused(ConnectProblem.CHANGED.message()));
    }

    private static boolean isUnfit(String value, boolean needed) {
        return needed && value.isBlank() || value.length() > MAX_CREDENTIAL;
    }

    private static byte[] browser(Visitor visitor) {
        return Sha256.of(HexFormat.of().formatHex(visitor.binding()));
    }
}
