package dev.gatehouse.vault.refresh;

import dev.gatehouse.store.DatabaseAddress;
import dev.gatehouse.testing.TestDatabase;
import dev.gatehouse.testing.TestServer;
import dev.gatehouse.testing.vendor.VendorGrants;
import dev.gatehouse.testing.vendor.VendorSimulator;
import dev.gatehouse.vault.VaultFixture;
import dev.gatehouse.vault.connection.ConnectionId;
import dev.gatehouse.vault.connection.ConnectionStore;
import dev.gatehouse.vault.connector.ConnectorStore;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** A database with connectors and connections, and engines on it. */
final class RefreshBed implements AutoCloseable {
    private final DatabaseAddress database = TestDatabase.create();
    private final Path masterKeyFile = TestServer.newDirectory().resolve("master.key");
    private final List<RefreshEngine> engines = new ArrayList<>();

    DatabaseAddress database() {
        return database;
    }

    Path masterKeyFile() {
        return masterKeyFile;
    }

    RefreshEngine engine(RefreshEngine.Options options) {
        RefreshEngine engine = new RefreshEngine(database, masterKeyFile, options);
        engines.add(engine);
        return engine;
    }

    private RefreshEngine any() {
        return engines.getFirst();
    }

    /** Registers the vendor under this name. */
    void connector(String name, VendorSimulator vendor) {
        any().jdbi().useTransaction(handle -> {
            byte[] secret = any().encryption()
                    .seal(
                            handle,
                            VendorSimulator.CLIENT_SECRET.getBytes(StandardCharsets.UTF_8),
                            ConnectorStore.encryptionContext(name));
            handle.createUpdate("""
                            insert into connector (connector, registrant, connector_type, implements, authorize_url,
                                                   refresh_url, client_id, sealed_secret, options, created, updated)
                            values (:name, 'registrant', 'OAuth2Service', '{fileStorage}', :authorize, :refresh,
                                    :clientId, :secret, '{}', now(), now())
                            """)
                    .bind("name", name)
                    .bind("authorize", vendor.authorizeUrl().toString())
                    .bind("refresh", vendor.tokenUrl().toString())
                    .bind("clientId", VendorSimulator.CLIENT_ID)
                    .bind("secret", secret)
                    .execute();
        });
    }

    /** A connection with tokens of a new consent at the vendor. */
    record Connected(ConnectionId id, VendorGrants.Issued tokens) {}

    /** A person's connection whose access token lives for so many more seconds and that is due never. */
    Connected connect(String connector, VendorSimulator vendor, int seconds) {
        ConnectionId id = new ConnectionId("user-" + UUID.randomUUID(), connector);
        VendorGrants.Issued tokens = vendor.grants().create();
        any().jdbi().useTransaction(handle -> insert(handle, id, tokens, seconds));
        return new Connected(id, tokens);
    }

    private void insert(Handle handle, ConnectionId id, VendorGrants.Issued tokens, int seconds) {
        ConnectionStore store = new ConnectionStore(any().encryption());
        handle.execute("insert into vault_user values ('registrant', ?, now()) on conflict do nothing", id.userId());
        handle.createUpdate("""
                        insert into connection (user_id, connector, registrant, sealed_tokens, expires, connected,
                                                last_access)
                        values (:userId, :connector, 'registrant', :sealed, now() + :seconds * interval '1 second',
                                now(), now())
                        """)
                .bindMethods(id)
                .bind(
                        "sealed",
                        store.seal(handle, id, VaultFixture.tokens(tokens.accessToken(), tokens.refreshToken())))
                .bind("seconds", seconds)
                .execute();
    }

    /** Makes the connection due. */
    void due(ConnectionId id) {
        change(id, "refresh_due = now()");
    }

    void change(ConnectionId id, String assignment) {
        any().jdbi().useHandle(handle -> change(handle, id, assignment));
    }

    static void change(Handle handle, ConnectionId id, String assignment) {
        handle.createUpdate(
                        "update connection set " + assignment + " where user_id = :userId and connector = :connector")
                .bindMethods(id)
                .execute();
    }

    /** Changes all connections. */
    void change(String assignment) {
        any().jdbi().useHandle(handle -> handle.execute("update connection set " + assignment));
    }

    /** The row with its secrets, as the first engine reads it. */
    ConnectionStore.Opened stored(ConnectionId id) {
        return any().jdbi()
                .withHandle(handle -> new ConnectionStore(any().encryption()).findWithSecrets(handle, id))
                .orElseThrow();
    }

    @Override
    public void close() {
        engines.forEach(RefreshEngine::close);
    }
}
