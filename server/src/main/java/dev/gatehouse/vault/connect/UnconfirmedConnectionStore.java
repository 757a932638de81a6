package dev.gatehouse.vault.connect;

import dev.gatehouse.crypto.SecretValue;
import dev.gatehouse.store.Times;
import dev.gatehouse.vault.connection.ConnectionId;
import dev.gatehouse.vault.connection.Secrets;
import dev.gatehouse.vault.encryption.EncryptedColumn;
import dev.gatehouse.vault.encryption.EncryptionContext;
import dev.gatehouse.vault.encryption.EnvelopeEncryption;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The rows of unconfirmed connections; secrets are sealed on their way in and opened on their way out. Thread-safe. */
public final class UnconfirmedConnectionStore {
    /** What is encrypted in them. */
    public static final EncryptedColumn SEALED =
            new EncryptedColumn("unconfirmed_connection", "sealed_tokens", List.of("link_id"));

    private final EnvelopeEncryption encryption;

    public UnconfirmedConnectionStore(EnvelopeEncryption encryption) {
        this.encryption = encryption;
    }

    /** Stores it, in place of what the same link was connected with before. */
    void put(Handle transaction, UnconfirmedConnection unconfirmed, String registrant) {
        ConnectionWriter.Given given = unconfirmed.given();
        transaction
                .createUpdate("""
                        insert into unconfirmed_connection (link_id, client_id, user_id, connector, registrant,
                                                            connector_print, sealed_tokens, asked, lifetime_seconds,
                                                            expires)
                        values (:linkId, :clientId, :userId, :connector, :registrant, :print, :sealed, :asked,
                                :lifetime, :expires)
                        on conflict (link_id) do update
                           set sealed_tokens = excluded.sealed_tokens, asked = excluded.asked, code_hash = null,
                               lifetime_seconds = excluded.lifetime_seconds, expires = excluded.expires,
                               connector_print = excluded.connector_print
                        """)
                .bind("linkId", unconfirmed.linkId())
                .bind("clientId", unconfirmed.clientId())
                .bindMethods(unconfirmed.connection())
                .bind("registrant", registrant)
                .bind("print", unconfirmed.print())
                .bind("sealed", encryption.seal(transaction, given.secrets().bytes(), context(unconfirmed.linkId())))
                .bind("asked", given.asked())
                .bind("lifetime", given.lifetime().map(Duration::toSeconds).orElse(null))
                .bind("expires", unconfirmed.expires())
                .execute();
    }

    /** The code that confirms it from now on; false where nothing waits any more. */
    boolean setCode(Handle transaction, String linkId, SecretValue code, Instant now) {
        return transaction
                        .createUpdate("""
                        update unconfirmed_connection set code_hash = :hash where link_id = :linkId and expires > :now
                        """)
                        .bind("hash", code.hash())
                        .bind("linkId", linkId)
                        .bind("now", now)
                        .execute()
                == 1;
    }

    /** What waits, its row locked until the transaction ends. */
    Optional<UnconfirmedConnection> lock(Handle transaction, String linkId) {
        return transaction
                .createQuery("select * from unconfirmed_connection where link_id = :linkId for update")
                .bind("linkId", linkId)
                .map((row, context) -> unconfirmed(transaction, row))
                .findOne();
    }

    /** What has waited too long, the longest first, but for what another process is at; locked. */
    List<UnconfirmedConnection> lockLate(Handle transaction, Instant now, int most) {
        return transaction
                .createQuery("""
                        select * from unconfirmed_connection where expires <= :now
                         order by expires limit :most for update skip locked
                        """)
                .bind("now", now)
                .bind("most", most)
                .map((row, context) -> unconfirmed(transaction, row))
                .list();
    }

    void delete(Handle transaction, String linkId) {
        transaction
                .createUpdate("delete from unconfirmed_connection where link_id = :linkId")
                .bind("linkId", linkId)
                .execute();
    }

    private UnconfirmedConnection unconfirmed(Handle handle, ResultSet row) throws SQLException {
        String linkId = row.getString("link_id");
        @Nullable Long lifetime = row.getObject("lifetime_seconds", Long.class);
        return new UnconfirmedConnection(
                linkId,
                row.getString("client_id"),
                new ConnectionId(row.getString("user_id"), row.getString("connector")),
                row.getBytes("connector_print"),
                new ConnectionWriter.Given(
                        Secrets.of(encryption.open(handle, row.getBytes("sealed_tokens"), context(linkId))),
                        Times.read(row, "asked"),
                        Optional.ofNullable(lifetime).map(Duration::ofSeconds)),
                row.getBytes("code_hash"),
                Times.read(row, "expires"));
    }

    private static EncryptionContext context(String linkId) {
        return new EncryptionContext(SEALED.table(), SEALED.column(), linkId);
    }
}
