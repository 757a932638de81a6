package dev.gatehouse.vault.connect;

import dev.gatehouse.api.ApiException;
import dev.gatehouse.api.Caller;
import dev.gatehouse.api.ErrorCode;
import dev.gatehouse.audit.AuditStore;
import dev.gatehouse.audit.SystemCaller;
import dev.gatehouse.crypto.SecretValue;
import dev.gatehouse.store.Times;
import dev.gatehouse.vault.connect.link.ConnectLinks;
import dev.gatehouse.vault.connect.link.ConnectRights;
import dev.gatehouse.vault.connect.link.LinkOrigin;
import dev.gatehouse.vault.connection.ConnectionId;
import dev.gatehouse.vault.connection.Ended;
import dev.gatehouse.vault.connection.ReadAudit;
import dev.gatehouse.vault.connection.TokenRevoker;
import dev.gatehouse.vault.connector.Connector;
import dev.gatehouse.vault.connector.ConnectorStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what people connected with: at once, or where their link is to be confirmed, aside until its maker says that the
 * person came back to it. What is aside is no connection, and ends after {@link #LIFETIME}. Thread-safe.
 */
public final class Confirmations {
    /** How long an application may take to confirm. */
    static final Duration LIFETIME = Duration.ofMinutes(10);

    private static final int BATCH = 50;

    /** So that one run ends, and the rest is for the next. */
    private static final int MAX_BATCHES = 200;

    private static final String LATE = "it was not confirmed in time";
    private static final String FORWARDED = "somebody else than the link's user came back";
    private static final String CHANGED = "the service was changed in the meantime";

    private final Dependencies on;
    private final TokenRevoker revoker;
    private final Clock clock;
    private final PendingConnectionStore pendings = new PendingConnectionStore();

    /** What it works with. */
    public record Dependencies(
            Jdbi jdbi,
            ConnectorStore connectors,
            ConnectLinks links,
            ConnectionWriter writer,
            UnconfirmedConnectionStore store) {}

    public Confirmations(Dependencies on, TokenRevoker revoker, Clock clock) {
        this.on = on;
        this.revoker = revoker;
        this.clock = clock;
    }

    /** Whether the link a person came with still leads somewhere; who came by themselves needs nobody's right. */
    boolean isAllowed(Connector connector, Person person) {
        LinkOrigin link = person.link();
        return link == null || on.links().mayStill(link, connector, person.userId());
    }

    /**
     * Keeps what the person connected with; their link leads nowhere from then on.
     *
     * @param connector as it was when the person was sent off
     * @return whether it is connected, or waits to be confirmed; empty where the connector is another one by now, or the
     *     link's maker may not connect the person any more
     */
    Optional<PendingConnectionStatus> keep(Connector connector, Person person, ConnectionWriter.Given given) {
        if (!isAllowed(connector, person)) {
            return Optional.empty();
        }
        return on.jdbi().inTransaction(handle -> {
            if (!kept(handle, connector, person, given)) {
                return Optional.empty();
            }
            if (person.link() != null) {
                on.links().useUp(handle, person.link());
            }
            return Optional.of(
                    person.isToBeConfirmed() ? PendingConnectionStatus.UNCONFIRMED : PendingConnectionStatus.CONNECTED);
        });
    }

    private boolean kept(Handle handle, Connector connector, Person person, ConnectionWriter.Given given) {
        byte[] print = ConnectorPrint.of(connector);
        LinkOrigin link = person.link();
        return link != null && person.isToBeConfirmed()
                ? putAside(handle, connector, person, link, given)
                : on.writer().store(handle, connector.name(), print, person.userId(), given, person.caller());
    }

    private boolean putAside(
            Handle handle, Connector connector, Person person, LinkOrigin link, ConnectionWriter.Given given) {
        byte[] print = ConnectorPrint.of(connector);
        Optional<Connector> unchanged = on.writer().unchanged(handle, connector.name(), print);
        unchanged.ifPresent(found -> {
            ConnectionId id = new ConnectionId(person.userId(), found.name());
            Instant expires = Times.now(clock).plus(LIFETIME);
            on.store()
                    .put(
                            handle,
                            new UnconfirmedConnection(
                                    link.id().toString(), link.clientId(), id, print, given, null, expires),
                            found.registrant());
            AuditStore.record(handle, person.caller(), "connection.wait", ReadAudit.subject(id), null);
        });
        return unchanged.isPresent();
    }

    /** Another code for the browser to take back, in place of the one before; empty where nothing waits any more. */
    Optional<SecretValue> newCode(LinkOrigin link) {
        SecretValue code = SecretValue.generate();
        boolean set = on.jdbi()
                .inTransaction(handle -> on.store().setCode(handle, link.id().toString(), code, clock.instant()));
        return set ? Optional.of(code) : Optional.empty();
    }

    /** @param ended what is to be taken back at the third party */
    private record Refusal(ApiException error, Optional<Ended> ended) {}

    /**
     * Makes it a connection. Where somebody else came back than the link was made for, or the connector is another one by
     * now, it ends instead.
     *
     * @throws ApiException ERR12230 where nothing waits, ERR12231 for another code, ERR12232 for another user, ERR11620 for
     *     a client that may connect nobody to this service any more
     */
    void confirm(Caller caller, String linkId, Confirmation given) {
        Optional<Refusal> refusal = on.jdbi().inTransaction(handle -> confirm(handle, caller, linkId, given));
        refusal.flatMap(Refusal::ended).ifPresent(ended -> ended.takeBack(revoker));
        if (refusal.isPresent()) {
            throw refusal.get().error();
        }
    }

    private Optional<Refusal> confirm(Handle handle, Caller caller, String linkId, Confirmation given) {
        UnconfirmedConnection waiting = on.store()
                .lock(handle, linkId)
                .filter(found -> found.clientId().equals(caller.clientId()))
                .filter(found -> found.expires().isAfter(clock.instant()))
                .orElseThrow(() -> ErrorCode.CONFIRMATION_NOT_FOUND.with(linkId));
        if (!waiting.isConfirmedBy(given.code())) {
            throw ErrorCode.CONNECT_CODE_WRONG.with(linkId);
        }
        ConnectionId id = waiting.connection();
        Connector connector = on.connectors()
                .find(handle, id.connector())
                .orElseThrow(() -> ErrorCode.CONFIRMATION_NOT_FOUND.with(linkId));
        ConnectRights.require(caller, connector, id.userId());
        if (!id.userId().equals(given.user())) {
            ApiException error = ErrorCode.CONNECT_LINK_FORWARDED.with(linkId, given.user());
            return Optional.of(new Refusal(error, end(handle, caller, waiting, FORWARDED)));
        }
        return connect(handle, caller, waiting);
    }

    private Optional<Refusal> connect(Handle handle, Caller caller, UnconfirmedConnection waiting) {
        ConnectionId id = waiting.connection();
        Caller person = new Caller(id.userId(), waiting.clientId(), Set.of());
        boolean stored =
                on.writer().store(handle, id.connector(), waiting.print(), id.userId(), waiting.given(), person);
        if (!stored) {
            ApiException error = ErrorCode.CONFIRMATION_NOT_FOUND.with(waiting.linkId());
            return Optional.of(new Refusal(error, end(handle, caller, waiting, CHANGED)));
        }
        remove(handle, waiting, PendingConnectionStatus.CONNECTED, null);
        AuditStore.record(handle, caller, "connection.confirm", ReadAudit.subject(id), null);
        return Optional.empty();
    }

    private void remove(
            Handle handle, UnconfirmedConnection waiting, PendingConnectionStatus status, @Nullable String problem) {
        on.store().delete(handle, waiting.linkId());
        pendings.settle(handle, UUID.fromString(waiting.linkId()), status, problem);
    }

    /** What is to be taken back at the third party, if it is still the one that the tokens came from. */
    private Optional<Ended> end(Handle handle, Caller caller, UnconfirmedConnection waiting, String because) {
        ConnectionId id = waiting.connection();
        remove(
                handle,
                waiting,
                PendingConnectionStatus.FAILED,
                "The application did not confirm it. Please start again.");
        AuditStore.record(handle, caller, "connection.drop", ReadAudit.subject(id), Map.of("because", because));
        return on.connectors()
                .findWithSecret(handle, id.connector())
                .filter(found -> Arrays.equals(waiting.print(), ConnectorPrint.of(found.connector())))
                .map(found -> new Ended(found, waiting.given().secrets()));
    }

    /** Ends what was not confirmed in time. */
    public void endLate() {
        for (int i = 0; i < MAX_BATCHES; i++) {
            if (endSomeLate() < BATCH) {
                return;
            }
        }
    }

    private int endSomeLate() {
        List<Ended> ended = new ArrayList<>();
        int count = on.jdbi().inTransaction(handle -> {
            List<UnconfirmedConnection> late = on.store().lockLate(handle, Times.now(clock), BATCH);
            late.forEach(each -> end(handle, SystemCaller.CALLER, each, LATE).ifPresent(ended::add));
            return late.size();
        });
        ended.forEach(each -> each.takeBack(revoker));
        return count;
    }
}
