package dev.gatehouse.oauth.keys;

import com.nimbusds.jose.jwk.JWK;
import dev.gatehouse.keys.MasterKey;
import dev.gatehouse.store.AdvisoryLock;
import dev.gatehouse.store.ChangeFeed;
import dev.gatehouse.store.Times;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.text.ParseException;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;

/** The rows of signing keys; private keys are encrypted under the master key. Stateless but for its parts. */
public final class SigningKeyStore {
    /** The topic under which changes of keys are announced; its keys are key ids. */
    public static final String TOPIC = "signing-key";

    private final Jdbi jdbi;
    private final MasterKey masterKey;

    public SigningKeyStore(Jdbi jdbi, MasterKey masterKey) {
        this.jdbi = jdbi;
        this.masterKey = masterKey;
    }

    /** Every key, the one that signs last first. */
    List<SigningKey> list() {
        return jdbi.withHandle(this::list);
    }

    List<SigningKey> list(Handle handle) {
        return handle.createQuery("""
                        select key_id, encrypted_key, active_from from signing_key order by active_from desc, key_id
                        """).map(this::key).list();
    }

    /** Runs a change of the keys while no other process changes them. */
    void change(Consumer<Handle> change) {
        jdbi.useTransaction(handle -> {
            AdvisoryLock.take(handle, "gatehouse signing key");
            change.accept(handle);
        });
    }

    void insert(Handle handle, SigningKey key) {
        byte[] plaintext = key.jwk().toJSONString().getBytes(StandardCharsets.UTF_8);
        handle.createUpdate("""
                        insert into signing_key (key_id, algorithm, encrypted_key, created, active_from)
                        values (:keyId, :algorithm, :encryptedKey, now(), :activeFrom)
                        """)
                .bind("keyId", key.keyId())
                .bind("algorithm", key.jwk().getAlgorithm().getName())
                .bind("encryptedKey", masterKey.encrypt(plaintext, identity(key.keyId())))
                .bind("activeFrom", key.activeFrom())
                .execute();
        ChangeFeed.announce(handle, TOPIC, key.keyId());
    }

    void activate(Handle handle, SigningKey key, Instant activeFrom) {
        handle.createUpdate("update signing_key set active_from = :activeFrom where key_id = :keyId")
                .bind("activeFrom", activeFrom)
                .bind("keyId", key.keyId())
                .execute();
        ChangeFeed.announce(handle, TOPIC, key.keyId());
    }

    void delete(Handle handle, SigningKey key) {
        handle.createUpdate("delete from signing_key where key_id = :keyId")
                .bind("keyId", key.keyId())
                .execute();
        ChangeFeed.announce(handle, TOPIC, key.keyId());
    }

    private SigningKey key(ResultSet row, StatementContext context) throws SQLException {
        String keyId = row.getString("key_id");
        try {
            byte[] plaintext = masterKey.decrypt(row.getBytes("encrypted_key"), identity(keyId));
            JWK jwk = JWK.parse(new String(plaintext, StandardCharsets.UTF_8));
            return new SigningKey(jwk, Times.read(row, "active_from"));
        } catch (GeneralSecurityException | ParseException e) {
            throw new IllegalStateException("signing key " + keyId + " cannot be decrypted with the master key", e);
        }
    }

    private static String identity(String keyId) {
        return "signing_key/" + keyId;
    }
}
