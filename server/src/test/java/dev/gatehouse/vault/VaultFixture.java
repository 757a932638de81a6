package dev.gatehouse.vault;

import dev.gatehouse.api.Json;
import dev.gatehouse.keys.MasterKey;
import dev.gatehouse.store.Database;
import dev.gatehouse.store.DatabaseAddress;
import dev.gatehouse.store.Times;
import dev.gatehouse.testing.TestDatabase;
import dev.gatehouse.testing.TestServer;
import dev.gatehouse.vault.connection.Connection;
import dev.gatehouse.vault.connection.ConnectionId;
import dev.gatehouse.vault.connection.ConnectionStore;
import dev.gatehouse.vault.connection.Secrets;
import dev.gatehouse.vault.connector.Connector;
import dev.gatehouse.vault.connector.ConnectorStore;
import dev.gatehouse.vault.connector.ConnectorType;
import dev.gatehouse.vault.encryption.EnvelopeEncryption;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import tools.jackson.databind.JsonNode;

/** A vault on an empty database of its own, without a server. */
public final class VaultFixture implements AutoCloseable {
    public final DatabaseAddress address = TestDatabase.create();
    public final Database database = TestDatabase.open(address, 8);
    public final Jdbi jdbi = database.jdbi();
    public final MasterKey masterKey =
            MasterKey.create(TestServer.newDirectory().resolve("master.key"));
    public final EnvelopeEncryption encryption;
    public final ConnectorStore connectors;
    public final ConnectionStore connections;

    public VaultFixture() {
        database.migrate();
        encryption = new EnvelopeEncryption(jdbi, masterKey, Clock.systemUTC());
        encryption.open();
        connectors = new ConnectorStore(encryption);
        connections = new ConnectionStore(encryption);
    }

    /** Registers an OAuth 2 connector. */
    public Connector connector(String name, String registrant, String refreshUrl, String clientSecret) {
        Instant now = Times.now(Clock.systemUTC());
        Connector connector = new Connector(
                name,
                registrant,
                ConnectorType.OAUTH2,
                List.of("fileStorage"),
                new Connector.OAuthWorkflow("https://vendor.example/authorize", refreshUrl, null, "our-id"),
                null,
                Json.read("{}", JsonNode.class),
                new Connector.Dates(now, now));
        jdbi.useTransaction(handle -> connectors.insert(handle, connector, clientSecret));
        return connector;
    }

    /** Tokens of which nothing more is known. */
    public static Secrets tokens(String accessToken, String refreshToken) {
        return Secrets.tokens(accessToken, refreshToken);
    }

    /** Connects a person, whom the registrant knows from then on. */
    public ConnectionId connection(String userId, Connector connector, Secrets secrets, Instant expires) {
        Instant now = Times.now(Clock.systemUTC());
        ConnectionId id = new ConnectionId(userId, connector.name());
        jdbi.useTransaction(handle -> {
            handle.execute(
                    "insert into vault_user (registrant, user_id, created) values (?, ?, now()) on conflict do nothing",
                    connector.registrant(),
                    userId);
            connections.insert(handle, Connection.begin(id, connector.registrant(), expires, expires, now), secrets);
        });
        return id;
    }

    @Override
    public void close() {
        database.close();
    }
}
