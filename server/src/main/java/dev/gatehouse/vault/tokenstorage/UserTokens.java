package dev.gatehouse.vault.tokenstorage;

import dev.gatehouse.api.ApiException;
import dev.gatehouse.api.Caller;
import dev.gatehouse.api.ErrorCode;
import dev.gatehouse.audit.AuditStore;
import dev.gatehouse.store.Times;
import dev.gatehouse.vault.connection.Connection;
import dev.gatehouse.vault.connection.ConnectionFilter;
import dev.gatehouse.vault.connection.ConnectionId;
import dev.gatehouse.vault.connection.ConnectionListStore;
import dev.gatehouse.vault.connection.ConnectionStatus;
import dev.gatehouse.vault.connection.ConnectionStore;
import dev.gatehouse.vault.connection.FreshTokens;
import dev.gatehouse.vault.connection.ReadAudit;
import dev.gatehouse.vault.connection.RefreshSchedule;
import dev.gatehouse.vault.connection.Secrets;
import dev.gatehouse.vault.connection.VaultUserStore;
import dev.gatehouse.vault.connection.Visibility;
import dev.gatehouse.vault.connector.Connector;
import dev.gatehouse.vault.connector.ConnectorStore;
import dev.gatehouse.vault.connector.ConnectorType;
import dev.gatehouse.vault.connector.VaultNames;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * People's tokens as the token storage's callers know them. Thread-safe.
 */
public final class UserTokens {
    private final Jdbi jdbi;
    private final VaultUsers users;
    private final ConnectorStore connectors;
    private final ConnectionStore store;
    private final ConnectionListStore lists;
    private final RefreshSchedule schedule;
    private final ReadAudit audit;
    private final FreshTokens fresh;
    private final Clock clock;
    private final VaultUserStore people = new VaultUserStore();

    public UserTokens(
            Jdbi jdbi,
            VaultUsers users,
            ConnectorStore connectors,
            ConnectionStore store,
            RefreshSchedule schedule,
            ReadAudit audit,
            FreshTokens fresh,
            Clock clock) {
        this.jdbi = jdbi;
        this.users = users;
        this.connectors = connectors;
        this.store = store;
        this.lists = new ConnectionListStore(store);
        this.schedule = schedule;
        this.audit = audit;
        this.fresh = fresh;
        this.clock = clock;
    }

    /**
     * A connection's tokens, with the connector they are of.
     *
     * @param secrets null where the caller may not have them, or once revoked
     */
    public record Shown(
            Connection connection,
            ConnectorStore.Registered connector,
            @Nullable Secrets secrets) {
        @Override
        public String toString() {
            return "Shown[" + connection.id().key() + "]";
        }
    }

    /**
     * Stores a token, making the person known where they are not. It takes the place of one that was revoked.
     *
     * @return whether the person was known before
     * @throws ApiException ERR12130, ERR11620 for another client's connector, ERR11004 where a password is missing, ERR12133
     *     where there is a token already
     */
    boolean add(Caller caller, TokenInput.Given given) {
        VaultUsers.requireClient(caller);
        Instant now = Times.now(clock);
        return jdbi.inTransaction(handle -> {
            Connector connector = connectors
                    .find(handle, given.connector())
                    .orElseThrow(() -> ErrorCode.CONNECTOR_NOT_FOUND.with(given.connector()));
            if (!connector.registrant().equals(caller.clientId())) {
                throw ErrorCode.PERMISSION_DENIED.with("Client " + caller.clientId()
                        + " may not store tokens of service " + connector.name() + ", which another client registered");
            }
            if (given.secrets().accessToken().isEmpty() && !asksForNone(connector)) {
                throw ApiException.invalid("/access_token", "is needed for this service");
            }
            boolean added = people.add(handle, caller.clientId(), given.userId(), now);
            Connection connection = connection(given, connector, now);
            if (!store.insert(handle, connection, given.secrets())
                    && !replaceRevoked(handle, connection, given.secrets())) {
                throw ErrorCode.CONNECTION_EXISTS.with(given.userId(), connector.name());
            }
            AuditStore.record(handle, caller, "connection.create", ReadAudit.subject(connection.id()), null);
            return !added;
        });
    }

    /** Whether people have no password at the service that could be stored. */
    private static boolean asksForNone(Connector connector) {
        return connector.type() == ConnectorType.LOGIN && !connector.asksFor("password");
    }

    /** A revoked connection has no tokens that could be lost; false where it is not revoked. */
    private boolean replaceRevoked(Handle transaction, Connection connection, Secrets secrets) {
        ConnectionStore.Tokens tokens = new ConnectionStore.Tokens(
                secrets, connection.expires(), connection.refreshDue(), connection.connected());
        return store.lock(transaction, connection.id())
                .map(ConnectionStore.Opened::connection)
                .filter(before -> before.status() == ConnectionStatus.REVOKED)
                .filter(before -> store.connectAgain(transaction, before.id(), before.tokenVersion(), tokens))
                .isPresent();
    }

    private Connection connection(TokenInput.Given given, Connector connector, Instant now) {
        Instant due = given.secrets().refreshToken() == null ? null : schedule.due(now, given.expires());
        return Connection.begin(
                new ConnectionId(given.userId(), connector.name()), connector.registrant(), given.expires(), due, now);
    }

    /** Every token the caller sees, by person and service; those after {@code after} where it is not null. */
    List<Shown> list(Caller caller, @Nullable ConnectionId after, int most) {
        Visibility visibility = new Visibility(caller);
        return shown(caller, visibility, of(visibility, null), after, most);
    }

    /** The person's tokens the caller sees, in the order they came. */
    public List<Shown> ofUser(Caller caller, String userId) {
        users.require(caller, userId);
        Visibility visibility = new Visibility(caller);
        return shown(caller, visibility, of(visibility, userId), null, Integer.MAX_VALUE).stream()
                .sorted(ORDER)
                .toList();
    }

    private static final Comparator<Shown> ORDER = Comparator.comparing(
                    (Shown shown) -> shown.connection().connected())
            .thenComparing(shown -> shown.connection().id().connector());

    /**
     * A token by the service's name or by its index among the person's tokens. An expired one is refreshed first; where
     * that fails, it is given as it is.
     *
     * @throws ApiException ERR12013 or ERR12131
     */
    public Shown get(Caller caller, String userId, String nameOrIndex) {
        Connection connection = find(caller, userId, nameOrIndex);
        Visibility visibility = new Visibility(caller);
        if (!visibility.maySeeSecretsOf(connection)) {
            return jdbi.withHandle(handle -> new Shown(connection, connectorOf(handle, connection), null));
        }
        ConnectionStore.Opened opened = freshOrStored(connection);
        audit.record(caller, List.of(opened.connection()));
        return jdbi.withHandle(
                handle -> new Shown(opened.connection(), connectorOf(handle, opened.connection()), opened.secrets()));
    }

    private ConnectionStore.Opened freshOrStored(Connection connection) {
        if (!connection.isValidUntil(clock.instant()) && connection.refreshDue() != null) {
            try {
                return fresh.atLeast(connection.id(), java.time.Duration.ZERO);
            } catch (ApiException e) {
                // The caller may know better what an expired token is still good for.
            }
        }
        return jdbi.withHandle(handle -> store.findWithSecrets(handle, connection.id()))
                .orElseThrow(() -> notFound(connection.id()));
    }

    /** @throws ApiException ERR12013, ERR12131, ERR12134 or ERR12135 */
    void refresh(Caller caller, String userId, String nameOrIndex) {
        Connection connection = find(caller, userId, nameOrIndex);
        if (!new Visibility(caller).maySeeSecretsOf(connection)) {
            throw ErrorCode.PERMISSION_DENIED.with("An administrator sees tokens' states, but does not refresh them");
        }
        fresh.refreshed(connection.id());
    }

    /** Which connection is meant. */
    public Connection find(Caller caller, String userId, String nameOrIndex) {
        users.require(caller, userId);
        Visibility visibility = new Visibility(caller);
        return nameOrIndex.matches("[0-9]{1,9}")
                ? byIndex(visibility, userId, Integer.parseInt(nameOrIndex))
                : byName(visibility, new ConnectionId(userId, VaultNames.normalized(nameOrIndex)));
    }

    private Connection byIndex(Visibility visibility, String userId, int index) {
        List<Connection> all =
                jdbi
                        .withHandle(handle -> lists.list(handle, of(visibility, userId), null, Integer.MAX_VALUE, 0))
                        .stream()
                        .sorted(Comparator.comparing(Connection::connected)
                                .thenComparing(connection -> connection.id().connector()))
                        .toList();
        if (index >= all.size()) {
            throw ErrorCode.CONNECTION_NOT_FOUND.with(userId, "the service at index " + index);
        }
        return all.get(index);
    }

    private Connection byName(Visibility visibility, ConnectionId id) {
        return jdbi.withHandle(handle -> store.find(handle, id))
                .filter(visibility::sees)
                .orElseThrow(() -> notFound(id));
    }

    private List<Shown> shown(
            Caller caller, Visibility visibility, ConnectionFilter wanted, @Nullable ConnectionId after, int most) {
        List<Shown> all = jdbi.withHandle(handle -> {
            List<ConnectionStore.Opened> opened = lists.listWithSecrets(handle, wanted, after, most);
            Map<String, ConnectorStore.Registered> byName = connectors.named(
                    handle, opened.stream().map(each -> each.connection().id().connector()));
            return opened.stream()
                    // A connector that went meanwhile took its connections with it.
                    .flatMap(each -> Stream.ofNullable(
                                    byName.get(each.connection().id().connector()))
                            .map(connector -> new Shown(
                                    each.connection(),
                                    connector,
                                    visibility.maySeeSecretsOf(each.connection()) ? each.secrets() : null)))
                    .toList();
        });
        audit.record(
                caller,
                all.stream()
                        .filter(each -> each.secrets() != null)
                        .map(Shown::connection)
                        .toList());
        return all;
    }

    private ConnectorStore.Registered connectorOf(Handle handle, Connection connection) {
        return connectors
                .findWithSecret(handle, connection.id().connector())
                .orElseThrow(() -> notFound(connection.id()));
    }

    private ConnectionFilter of(Visibility visibility, @Nullable String userId) {
        String person = userId == null ? visibility.userId() : userId;
        return new ConnectionFilter(visibility.registrant(), person, null, null, clock.instant());
    }

    private static ApiException notFound(ConnectionId id) {
        return ErrorCode.CONNECTION_NOT_FOUND.with(id.userId(), id.connector());
    }
}
