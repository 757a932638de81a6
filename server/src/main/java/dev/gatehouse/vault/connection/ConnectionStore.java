package dev.gatehouse.vault.connection;

import dev.gatehouse.store.ChangeFeed;
import dev.gatehouse.store.Times;
import dev.gatehouse.vault.encryption.EncryptionContext;
import dev.gatehouse.vault.encryption.EnvelopeEncryption;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/**
 * The rows of connections, one at a time; secrets are sealed on their way in and opened on their way out. Every change is
 * announced. Thread-safe.
 */
public final class ConnectionStore {
    /** The topic under which changes of connections are announced; its keys are {@link ConnectionId#key}. */
    public static final String TOPIC = "connection";

    /** What {@link #connection} reads. */
    public static final String COLUMNS = """
            user_id, connector, registrant, status, token_version, expires, refresh_due, lease_until, attempts, last_error,
            last_error_at, connected, refreshed, last_access
            """;

    private final EnvelopeEncryption encryption;

    public ConnectionStore(EnvelopeEncryption encryption) {
        this.encryption = encryption;
    }

    /**
     * A connection with its secrets, which its text form does not show.
     *
     * @param secrets null once revoked
     */
    public record Opened(Connection connection, @Nullable Secrets secrets) {
        @Override
        public String toString() {
            return "Opened[" + connection.id().key() + "]";
        }
    }

    /** The connection, without opening its secrets. */
    public Optional<Connection> find(Handle handle, ConnectionId id) {
        return handle.createQuery(
                        "select " + COLUMNS + " from connection where user_id = :userId and connector = :connector")
                .bindMethods(id)
                .map(ConnectionStore::connection)
                .findOne();
    }

    /** The connection with its secrets. */
    public Optional<Opened> findWithSecrets(Handle handle, ConnectionId id) {
        return withSecrets(handle, id, "");
    }

    /** The connection with its secrets, its row locked until the transaction ends. */
    public Optional<Opened> lock(Handle transaction, ConnectionId id) {
        return withSecrets(transaction, id, " for update");
    }

    private Optional<Opened> withSecrets(Handle handle, ConnectionId id, String lock) {
        return handle.createQuery("select " + COLUMNS
                        + ", sealed_tokens from connection where user_id = :userId and connector = :connector" + lock)
                .bindMethods(id)
                .map((row, context) -> opened(handle, connection(row, context), row.getBytes("sealed_tokens")))
                .findOne();
    }

    /** Opens a row's ciphertext; null stays null. */
    Opened opened(Handle handle, Connection connection, byte[] sealed) {
        Secrets secrets =
                sealed == null ? null : Secrets.of(encryption.open(handle, sealed, encryptionContext(connection.id())));
        return new Opened(connection, secrets);
    }

    /** Inserts a connection unless there is one; user and connector must be there. */
    public boolean insert(Handle transaction, Connection connection, Secrets secrets) {
        int inserted = transaction
                .createUpdate("""
                        insert into connection (user_id, connector, registrant, sealed_tokens, expires, refresh_due,
                                                connected, last_access)
                        values (:userId, :connector, :registrant, :sealed, :expires, :refreshDue, :connected,
                                :lastAccess)
                        on conflict do nothing
                        """)
                .bindMethods(connection.id())
                .bind("registrant", connection.registrant())
                .bind("sealed", seal(transaction, connection.id(), secrets))
                .bind("expires", connection.expires())
                .bind("refreshDue", connection.refreshDue())
                .bind("connected", connection.connected())
                .bind("lastAccess", connection.lastAccess())
                .execute();
        announce(transaction, connection.id());
        return inserted == 1;
    }

    /**
     * Replaces the tokens by compare-and-swap: only where they still are of that version. The connection is connected
     * again, free of its lease, its failures forgotten.
     *
     * @param tokenVersion the version that was read before
     * @return whether the version was the stored one
     */
    public boolean replaceTokens(Handle transaction, ConnectionId id, long tokenVersion, Tokens tokens) {
        return replaceTokens(transaction, id, tokenVersion, tokens, "refreshed = :at");
    }

    /** As {@link #replaceTokens}, where the person connected again, which those who listen are told. */
    public boolean connectAgain(Handle transaction, ConnectionId id, long tokenVersion, Tokens tokens) {
        return replaceTokens(transaction, id, tokenVersion, tokens, "connected = :at, refreshed = null");
    }

    private boolean replaceTokens(Handle transaction, ConnectionId id, long tokenVersion, Tokens tokens, String times) {
        int replaced = transaction
                .createUpdate("""
                        update connection
                           set sealed_tokens = :sealed, token_version = token_version + 1, status = 'connected',
                               expires = :expires, refresh_due = :refreshDue, lease_owner = null, lease_until = null,
                               attempts = 0, last_error = null, last_error_at = null, failing_since = null, <times>
                         where user_id = :userId and connector = :connector and token_version = :tokenVersion
                        """)
                .define("times", times)
                .bindMethods(id)
                .bind("tokenVersion", tokenVersion)
                .bind("sealed", seal(transaction, id, tokens.secrets()))
                .bind("expires", tokens.expires())
                .bind("refreshDue", tokens.refreshDue())
                .bind("at", tokens.at())
                .execute();
        announce(transaction, id);
        return replaced == 1;
    }

    /**
     * Another set of tokens.
     *
     * @param expires of the access token, or null where nobody says
     * @param refreshDue when the background is to look at it, or null for never
     * @param at when they came
     */
    public record Tokens(
            Secrets secrets,
            @Nullable Instant expires,
            @Nullable Instant refreshDue,
            Instant at) {}

    /** Notes when its tokens were read, unless a later reading is noted already. */
    void touch(Handle transaction, ConnectionId id, Instant now) {
        transaction.createUpdate("""
                        update connection set last_access = :now
                         where user_id = :userId and connector = :connector and last_access < :now
                        """).bindMethods(id).bind("now", now).execute();
    }

    /** Removes the connection; false where there is none. */
    public boolean delete(Handle transaction, ConnectionId id) {
        int deleted = transaction
                .createUpdate("delete from connection where user_id = :userId and connector = :connector")
                .bindMethods(id)
                .execute();
        announce(transaction, id);
        return deleted == 1;
    }

    /** Tells every process, when the transaction commits, to drop what it remembers of the connection. */
    public static void announce(Handle transaction, ConnectionId id) {
        ChangeFeed.announce(transaction, TOPIC, id.key());
    }

    /** Seals secrets for the row of this connection. */
    public byte[] seal(Handle transaction, ConnectionId id, Secrets secrets) {
        return encryption.seal(transaction, secrets.bytes(), encryptionContext(id));
    }

    /** What a connection's secrets are bound to. */
    public static EncryptionContext encryptionContext(ConnectionId id) {
        return new EncryptionContext("connection", "sealed_tokens", id.userId(), id.connector());
    }

    /** Reads a row without its secrets. */
    public static Connection connection(ResultSet row, StatementContext context) throws SQLException {
        return new Connection(
                new ConnectionId(row.getString("user_id"), row.getString("connector")),
                row.getString("registrant"),
                ConnectionStatus.of(row.getString("status")),
                row.getLong("token_version"),
                Times.readOrNull(row, "expires"),
                new Connection.Refreshing(
                        Times.readOrNull(row, "refresh_due"),
                        Times.readOrNull(row, "lease_until"),
                        row.getInt("attempts"),
                        row.getString("last_error"),
                        Times.readOrNull(row, "last_error_at")),
                new Connection.History(
                        Times.read(row, "connected"),
                        Times.readOrNull(row, "refreshed"),
                        Times.read(row, "last_access")));
    }
}
