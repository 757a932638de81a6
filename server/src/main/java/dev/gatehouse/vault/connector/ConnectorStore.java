package dev.gatehouse.vault.connector;

import dev.gatehouse.api.Json;
import dev.gatehouse.store.ChangeFeed;
import dev.gatehouse.store.Times;
import dev.gatehouse.vault.encryption.EncryptionContext;
import dev.gatehouse.vault.encryption.EnvelopeEncryption;
import dev.gatehouse.vault.vendor.ClientAuthenticationStyle;
import dev.gatehouse.vault.vendor.VendorClient;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The rows of connectors; client secrets are sealed on their way in and opened on their way out. Thread-safe. */
public final class ConnectorStore {
    /** The topic under which changes of connectors are announced; its keys are their names. */
    public static final String TOPIC = "connector";

    private static final String COLUMNS = """
            connector, registrant, connector_type, implements, authorize_url, refresh_url, revoke_url, client_id,
            sealed_secret, credentials, options, created, updated
            """;

    private final EnvelopeEncryption encryption;

    public ConnectorStore(EnvelopeEncryption encryption) {
        this.encryption = encryption;
    }

    /**
     * A connector with its client secret, which its text form does not show.
     *
     * @param clientSecret null for a login service, and for a client that has none (RFC 6749, section 2.1)
     */
    public record Registered(Connector connector, @Nullable String clientSecret) {
        /** Our client where an OAuth 2 service redeems codes and refreshes tokens; a login service has neither. */
        public VendorClient clientAtRefreshUrl() {
            return clientAt(Objects.requireNonNull(connector.refreshUrl(), "a login service refreshes nothing"));
        }

        /** Our client at this endpoint of an OAuth 2 service; a login service has no endpoints. */
        public VendorClient clientAt(String endpoint) {
            return new VendorClient(
                    URI.create(endpoint),
                    Objects.requireNonNull(connector.clientId(), "a login service knows no client"),
                    clientSecret == null ? "" : clientSecret,
                    ClientAuthenticationStyle.AUTOMATIC);
        }

        @Override
        public String toString() {
            return "Registered[" + connector.name() + "]";
        }
    }

    /** The connector, without opening its secret. */
    public Optional<Connector> find(Handle handle, String name) {
        return handle.createQuery("select " + COLUMNS + " from connector where connector = :name")
                .bind("name", name)
                .map(ConnectorStore::connector)
                .findOne();
    }

    /** The connector, which nobody removes until the transaction ends. */
    public Optional<Connector> keep(Handle transaction, String name) {
        return transaction
                .createQuery("select " + COLUMNS + " from connector where connector = :name for key share")
                .bind("name", name)
                .map(ConnectorStore::connector)
                .findOne();
    }

    /** The connector with its secret. */
    public Optional<Registered> findWithSecret(Handle handle, String name) {
        return handle.createQuery("select " + COLUMNS + " from connector where connector = :name")
                .bind("name", name)
                .map((row, context) -> registered(handle, row))
                .findOne();
    }

    /** The connectors of these names, as far as they are there, with their secrets, by name. */
    public Map<String, Registered> named(Handle handle, Stream<String> names) {
        Map<String, Registered> byName = new TreeMap<>();
        names.distinct().forEach(name -> findWithSecret(handle, name).ifPresent(found -> byName.put(name, found)));
        return byName;
    }

    /** Locks the row until the transaction ends. */
    Optional<Registered> lock(Handle transaction, String name) {
        return transaction
                .createQuery("select " + COLUMNS + " from connector where connector = :name for update")
                .bind("name", name)
                .map((row, context) -> registered(transaction, row))
                .findOne();
    }

    /** Inserts the connector unless its name is taken. */
    public boolean insert(Handle transaction, Connector connector, @Nullable String clientSecret) {
        Update update = transaction.createUpdate("""
                insert into connector (connector, registrant, connector_type, implements, authorize_url, refresh_url,
                                       revoke_url, client_id, sealed_secret, credentials, options, created, updated)
                values (:name, :registrant, :type, :implements, :authorizeUrl, :refreshUrl, :revokeUrl, :clientId, :sealed,
                        :credentials::json, :options::json, :updated, :updated)
                on conflict do nothing
                """);
        boolean inserted = bind(update, connector)
                        .bind("registrant", connector.registrant())
                        .bind("sealed", sealed(transaction, connector.name(), clientSecret))
                        .execute()
                == 1;
        ChangeFeed.announce(transaction, TOPIC, connector.name());
        return inserted;
    }

    /** Replaces everything but name, registrant and time of creation. What did not work before is tried again now. */
    void update(Handle transaction, Connector connector, @Nullable String clientSecret) {
        Update update = transaction.createUpdate("""
                update connector
                   set connector_type = :type, implements = :implements, authorize_url = :authorizeUrl,
                       refresh_url = :refreshUrl, revoke_url = :revokeUrl, client_id = :clientId,
                       sealed_secret = :sealed, credentials = :credentials::json, options = :options::json, updated = :updated
                 where connector = :name
                """);
        bind(update, connector)
                .bind("sealed", sealed(transaction, connector.name(), clientSecret))
                .execute();
        transaction.createUpdate("""
                        update connection set refresh_due = now()
                         where connector = :name and status = 'retrying' and refresh_due > now() and lease_until is null
                        """).bind("name", connector.name()).execute();
        ChangeFeed.announce(transaction, TOPIC, connector.name());
    }

    /** Removes the connector with every connection to it. */
    public void delete(Handle transaction, String name) {
        transaction
                .createUpdate("delete from connector where connector = :name")
                .bind("name", name)
                .execute();
        ChangeFeed.announce(transaction, TOPIC, name);
    }

    /** Connectors as they were registered, one after another; from the first where no place is given. */
    List<Registered> list(Handle handle, @Nullable RegistrationPlace after, int most) {
        String following = after == null ? "" : " where (created, connector) > (:created, :name)";
        Query query = handle.createQuery(
                "select " + COLUMNS + " from connector" + following + " order by created, connector limit :most");
        if (after != null) {
            query.bindMethods(after);
        }
        return query.bind("most", most)
                .map((row, context) -> registered(handle, row))
                .list();
    }

    private byte @Nullable [] sealed(Handle transaction, String name, @Nullable String clientSecret) {
        return clientSecret == null
                ? null
                : encryption.seal(transaction, clientSecret.getBytes(StandardCharsets.UTF_8), encryptionContext(name));
    }

    /** What a connector's client secret is bound to. */
    public static EncryptionContext encryptionContext(String name) {
        return new EncryptionContext("connector", "sealed_secret", name);
    }

    private static Update bind(Update update, Connector connector) {
        return update.bind("name", connector.name())
                .bind("type", connector.type().label())
                .bindArray("implements", String.class, connector.implementsInterfaces())
                .bind("authorizeUrl", connector.authorizeUrl())
                .bind("refreshUrl", connector.refreshUrl())
                .bind("revokeUrl", connector.revokeUrl())
                .bind("clientId", connector.clientId())
                .bind("credentials", connector.credentials() == null ? null : Json.text(connector.credentials()))
                .bind("options", Json.text(connector.options()))
                .bind("updated", connector.dates().updated());
    }

    private Registered registered(Handle handle, ResultSet row) throws SQLException {
        Connector connector = connector(row, null);
        byte[] sealed = row.getBytes("sealed_secret");
        String secret = sealed == null
                ? null
                : new String(
                        encryption.open(handle, sealed, encryptionContext(connector.name())), StandardCharsets.UTF_8);
        return new Registered(connector, secret);
    }

    private static Connector connector(ResultSet row, @Nullable StatementContext context) throws SQLException {
        String credentials = row.getString("credentials");
        return new Connector(
                row.getString("connector"),
                row.getString("registrant"),
                ConnectorType.of(row.getString("connector_type")),
                List.of((String[]) row.getArray("implements").getArray()),
                new Connector.OAuthWorkflow(
                        row.getString("authorize_url"),
                        row.getString("refresh_url"),
                        row.getString("revoke_url"),
                        row.getString("client_id")),
                credentials == null ? null : Json.read(credentials, JsonNode.class),
                Json.read(row.getString("options"), JsonNode.class),
                new Connector.Dates(Times.read(row, "created"), Times.read(row, "updated")));
    }
}
