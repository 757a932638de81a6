package dev.gatehouse.vault.encryption;

import dev.gatehouse.keys.MasterKey;
import dev.gatehouse.store.Times;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Encrypts and decrypts what stands in a {@code sealed…} column. A ciphertext begins with the four bytes of its data
 * key's id, so old ones open while newer keys are in use. Thread-safe.
 */
public final class EnvelopeEncryption {
    private final Jdbi jdbi;
    private final MasterKey masterKey;
    private final Clock clock;
    private final DataKeyStore store = new DataKeyStore();
    private final Map<Integer, DataKey> opened = new ConcurrentHashMap<>();

    public EnvelopeEncryption(Jdbi jdbi, MasterKey masterKey, Clock clock) {
        this.jdbi = jdbi;
        this.masterKey = masterKey;
        this.clock = clock;
    }

    /** Makes the first data key where there is none yet. */
    public void open() {
        jdbi.useTransaction(handle -> {
            store.lock(handle);
            if (activeId(handle).isEmpty()) {
                replaceActive(handle);
            }
        });
    }

    /** Makes a new data key the active one; the caller holds the lock of the data keys. */
    int replaceActive(Handle transaction) {
        int keyId = store.nextId(transaction);
        store.replaceActive(transaction, keyId, DataKey.generate(masterKey, keyId), Times.now(clock));
        return keyId;
    }

    /**
     * Encrypts under the active data key.
     *
     * @param transaction the one that writes the ciphertext; until it ends, the key stays
     */
    public byte[] seal(Handle transaction, byte[] plaintext, EncryptionContext context) {
        int keyId = activeId(transaction)
                .orElseThrow(() ->
                        new IllegalStateException("there is no active data key; EnvelopeEncryption.open() makes it"));
        try {
            byte[] ciphertext = key(transaction, keyId).aead().encrypt(plaintext, context.associatedData());
            return ByteBuffer.allocate(Integer.BYTES + ciphertext.length)
                    .putInt(keyId)
                    .put(ciphertext)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("encryption failed", e);
        }
    }

    /**
     * Decrypts.
     *
     * @throws IllegalStateException where it was changed, or moved here from another row
     */
    public byte[] open(Handle handle, byte[] sealed, EncryptionContext context) {
        ByteBuffer bytes = ByteBuffer.wrap(sealed);
        DataKey key = key(handle, bytes.getInt());
        byte[] ciphertext = new byte[bytes.remaining()];
        bytes.get(ciphertext);
        try {
            return key.aead().decrypt(ciphertext, context.associatedData());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "a ciphertext of table " + context.table() + " was changed or does not belong to its row", e);
        }
    }

    private Optional<Integer> activeId(Handle transaction) {
        return store.active(transaction);
    }

    private DataKey key(Handle handle, int keyId) {
        DataKey known = opened.get(keyId);
        if (known != null) {
            return known;
        }
        byte[] wrapped = store.wrapped(handle, keyId)
                .orElseThrow(() -> new IllegalStateException("data key " + keyId + " is not in the database"));
        DataKey key = DataKey.unwrap(masterKey, keyId, wrapped);
        opened.put(keyId, key);
        return key;
    }
}
