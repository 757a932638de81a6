package dev.gatehouse.vault;

import dev.gatehouse.http.Route;
import dev.gatehouse.keys.MasterKey;
import dev.gatehouse.store.ChangeFeed;
import dev.gatehouse.vault.connect.UnconfirmedConnectionStore;
import dev.gatehouse.vault.connection.ConnectionRoutes;
import dev.gatehouse.vault.connection.ConnectionStore;
import dev.gatehouse.vault.connection.Connections;
import dev.gatehouse.vault.connection.FreshTokens;
import dev.gatehouse.vault.connection.ReadAudit;
import dev.gatehouse.vault.connection.RefreshSchedule;
import dev.gatehouse.vault.connection.TokenReads;
import dev.gatehouse.vault.connection.TokenRevoker;
import dev.gatehouse.vault.connector.ConnectorInput;
import dev.gatehouse.vault.connector.ConnectorStore;
import dev.gatehouse.vault.connector.Connectors;
import dev.gatehouse.vault.connector.OutgoingUrls;
import dev.gatehouse.vault.encryption.DataKeyRotation;
import dev.gatehouse.vault.encryption.DataKeyRoutes;
import dev.gatehouse.vault.encryption.EncryptedColumn;
import dev.gatehouse.vault.encryption.EnvelopeEncryption;
import dev.gatehouse.vault.encryption.Reencryption;
import dev.gatehouse.vault.tokenstorage.TokenStorageRoutes;
import dev.gatehouse.vault.tokenstorage.UserTokens;
import dev.gatehouse.vault.tokenstorage.VaultUsers;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/** Token storage as one part: its stores and its routes. Thread-safe. */
public final class Vault implements AutoCloseable {
    /** Everything that is encrypted under data keys. */
    static final List<EncryptedColumn> SEALED = List.of(
            new EncryptedColumn("connector", "sealed_secret", List.of("connector")),
            new EncryptedColumn("connection", "sealed_tokens", List.of("user_id", "connector")),
            UnconfirmedConnectionStore.SEALED,
            new EncryptedColumn("webhook", "sealed_secrets", List.of("webhook_id")));

    private final ConnectorStore connectorStore;
    private final Connectors registrations;
    private final ConnectionStore connectionStore;
    private final UnconfirmedConnectionStore unconfirmedStore;
    private final UserTokens userTokens;
    private final Connections ends;
    private final TokenStorageRoutes tokenStorageRoutes;
    private final ConnectionRoutes connectionRoutes;
    private final DataKeyRoutes dataKeyRoutes;
    private final Reencryption reencryption;

    /** What it is built on. */
    public record Dependencies(
            Jdbi jdbi, MasterKey masterKey, EnvelopeEncryption encryption, ChangeFeed changes, Clock clock) {}

    /**
     * What an operator decides.
     *
     * @param cacheEntries the most entries of each cache
     */
    public record Options(OutgoingUrls outgoingUrls, int cacheEntries) {}

    /** What knows how to talk to third parties. */
    public record Vendors(FreshTokens fresh, RefreshSchedule schedule, TokenRevoker revoker) {}

    /** Envelope encryption whose first data key is there. */
    public static EnvelopeEncryption openEncryption(Jdbi jdbi, MasterKey masterKey, Clock clock) {
        EnvelopeEncryption encryption = new EnvelopeEncryption(jdbi, masterKey, clock);
        encryption.open();
        return encryption;
    }

    public Vault(Dependencies on, Vendors vendors, Options options) {
        Jdbi jdbi = on.jdbi();
        Clock clock = on.clock();
        connectorStore = new ConnectorStore(on.encryption());
        connectionStore = new ConnectionStore(on.encryption());
        unconfirmedStore = new UnconfirmedConnectionStore(on.encryption());
        ReadAudit audit = new ReadAudit(jdbi, connectionStore, clock, options.cacheEntries());
        ends = new Connections(jdbi, connectorStore, connectionStore, vendors.revoker(), clock);
        VaultUsers users = new VaultUsers(jdbi, connectorStore, connectionStore, vendors.revoker(), clock);
        userTokens = new UserTokens(
                jdbi, users, connectorStore, connectionStore, vendors.schedule(), audit, vendors.fresh(), clock);
        TokenReads reads = new TokenReads(
                jdbi, connectionStore, vendors.fresh(), audit, clock, on.changes(), options.cacheEntries());
        registrations = new Connectors(jdbi, connectorStore, clock);
        tokenStorageRoutes = new TokenStorageRoutes(
                registrations, users, userTokens, ends, new ConnectorInput(options.outgoingUrls()), audit);
        connectionRoutes = new ConnectionRoutes(ends, reads, clock);
        DataKeyRotation rotation = new DataKeyRotation(jdbi, on.encryption(), SEALED);
        dataKeyRoutes = new DataKeyRoutes(rotation);
        reencryption = new Reencryption(rotation, on.changes());
    }

    public ConnectorStore connectors() {
        return connectorStore;
    }

    /** Services as they are registered. */
    public Connectors registrations() {
        return registrations;
    }

    public ConnectionStore connections() {
        return connectionStore;
    }

    public UnconfirmedConnectionStore unconfirmed() {
        return unconfirmedStore;
    }

    /** People's tokens, as callers see them. */
    public UserTokens userTokens() {
        return userTokens;
    }

    /** Connections and how they end, as callers see them. */
    public Connections ends() {
        return ends;
    }

    /** The operations of the admin listener. */
    public List<Route> adminRoutes() {
        List<Route> all = new ArrayList<>(tokenStorageRoutes.all());
        all.addAll(connectionRoutes.all());
        all.addAll(dataKeyRoutes.all());
        return all;
    }

    /** Stops the work in the background. */
    @Override
    public void close() {
        reencryption.close();
    }
}
