package dev.gatehouse.oauth;

import com.nimbusds.jose.jwk.ECKey;
import dev.gatehouse.keys.MasterKey;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.text.ParseException;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;

/** The rows of signing keys; private keys are encrypted under the master key. Stateless but for its parts. */
final class SigningKeyStore {
    private final Jdbi jdbi;
    private final MasterKey masterKey;

    SigningKeyStore(Jdbi jdbi, MasterKey masterKey) {
        this.jdbi = jdbi;
        this.masterKey = masterKey;
    }

    /** Every key, newest first. */
    List<ECKey> list() {
        return jdbi.withHandle(this::list);
    }

    /** Adds the key unless there is one; several processes may start at once. */
    void addFirst(ECKey key) {
        jdbi.useTransaction(handle -> {
            handle.execute("select pg_advisory_xact_lock(hashtext('gatehouse signing key'))");
            if (list(handle).isEmpty()) {
                insert(handle, key);
            }
        });
    }

    private List<ECKey> list(Handle handle) {
        return handle.createQuery("select key_id, encrypted_key from signing_key order by created desc, key_id")
                .map(this::key)
                .list();
    }

    private void insert(Handle handle, ECKey key) {
        byte[] plaintext = key.toJSONString().getBytes(StandardCharsets.UTF_8);
        handle.createUpdate("""
                        insert into signing_key (key_id, algorithm, encrypted_key, created)
                        values (:keyId, :algorithm, :encryptedKey, now())
                        """)
                .bind("keyId", key.getKeyID())
                .bind("algorithm", key.getAlgorithm().getName())
                .bind("encryptedKey", masterKey.encrypt(plaintext, identity(key.getKeyID())))
                .execute();
    }

    private ECKey key(ResultSet row, StatementContext context) throws SQLException {
        String keyId = row.getString("key_id");
        try {
            byte[] plaintext = masterKey.decrypt(row.getBytes("encrypted_key"), identity(keyId));
            return ECKey.parse(new String(plaintext, StandardCharsets.UTF_8));
        } catch (GeneralSecurityException | ParseException e) {
            throw new IllegalStateException("signing key " + keyId + " cannot be decrypted with the master key", e);
        }
    }

    private static String identity(String keyId) {
        return "signing_key/" + keyId;
    }
}
