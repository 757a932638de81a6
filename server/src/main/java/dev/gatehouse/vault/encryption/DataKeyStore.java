package dev.gatehouse.vault.encryption;

import dev.gatehouse.store.AdvisoryLock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The rows of data keys. Stateless. */
final class DataKeyStore {
    private static final String LOCK = "gatehouse data key";

    /** The wrapped keyset of a key. */
    Optional<byte[]> wrapped(Handle handle, int keyId) {
        return handle.createQuery("select wrapped from data_key where key_id = :keyId")
                .bind("keyId", keyId)
                .mapTo(byte[].class)
                .findOne();
    }

    /**
     * The key to encrypt with. Until the transaction ends, no key is replaced or retired, so that what it writes can be
     * opened afterwards.
     */
    Optional<Integer> active(Handle transaction) {
        AdvisoryLock.share(transaction, LOCK);
        return find(transaction);
    }

    /** The active key, without keeping it so. */
    Optional<Integer> find(Handle handle) {
        return handle.createQuery("select key_id from data_key where active")
                .mapTo(Integer.class)
                .findOne();
    }

    /** Waits until nobody encrypts, and keeps it so until the transaction ends. */
    void lock(Handle transaction) {
        AdvisoryLock.take(transaction, LOCK);
    }

    /** The id of a key that is to be made. */
    int nextId(Handle handle) {
        return handle.createQuery("select nextval(pg_get_serial_sequence('data_key', 'key_id'))")
                .mapTo(Integer.class)
                .one();
    }

    /** Makes a new key the active one; call it with the {@link #lock}. */
    void replaceActive(Handle transaction, int keyId, byte[] wrapped, Instant now) {
        transaction.execute("update data_key set active = false where active");
        transaction
                .createUpdate("""
                        insert into data_key (key_id, wrapped, active, created) overriding system value
                        values (:keyId, :wrapped, true, :now)
                        """)
                .bind("keyId", keyId)
                .bind("wrapped", wrapped)
                .bind("now", now)
                .execute();
    }

    /** Keys that are not active any more, the oldest first. */
    List<Integer> replaced(Handle handle) {
        return handle.createQuery("select key_id from data_key where not active order by key_id")
                .mapTo(Integer.class)
                .list();
    }

    /** Removes a key; fails where a row still needs it, and is false where somebody else removed it. */
    boolean delete(Handle transaction, int keyId) {
        return transaction
                        .createUpdate("delete from data_key where key_id = :keyId and not active")
                        .bind("keyId", keyId)
                        .execute()
                == 1;
    }
}
