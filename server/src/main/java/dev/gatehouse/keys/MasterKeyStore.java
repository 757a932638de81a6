package dev.gatehouse.keys;

import dev.gatehouse.store.AdvisoryLock;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The row that tells which master key the database was made with, and the values that the key encrypts. Stateless. */
final class MasterKeyStore {
    /**
     * What tells a master key from another.
     *
     * @param ciphertext a known text, encrypted with the key
     * @param wrapped the key as its source gave it; null where the source keeps it
     */
    record Check(byte[] ciphertext, byte @Nullable [] wrapped) {}

    /** A value in a column, by its row's key. */
    record Wrapped(String rowKey, byte[] value) {}

    /** Keeps everybody else who asks from the master key until the transaction ends. */
    void lock(Handle handle) {
        AdvisoryLock.take(handle, "gatehouse master key");
    }

    Optional<Check> find(Handle handle) {
        return handle.createQuery("select ciphertext, wrapped_key from master_key_check")
                .map((row, context) -> new Check(row.getBytes("ciphertext"), row.getBytes("wrapped_key")))
                .findOne();
    }

    void insert(Handle handle, Check check) {
        handle.createUpdate("insert into master_key_check (ciphertext, wrapped_key) values (:ciphertext, :wrapped)")
                .bind("ciphertext", check.ciphertext())
                .bind("wrapped", check.wrapped())
                .execute();
    }

    void delete(Handle handle) {
        handle.execute("delete from master_key_check");
    }

    /** Every value of the column, kept from every other writer until the transaction ends. */
    List<Wrapped> lockAll(Handle handle, WrappedColumn column) {
        return handle.createQuery("select %s::text as row_key, %s as wrapped from %s for update"
                        .formatted(column.key(), column.column(), column.table()))
                .map((row, context) -> new Wrapped(row.getString("row_key"), row.getBytes("wrapped")))
                .list();
    }

    void update(Handle handle, WrappedColumn column, Wrapped wrapped) {
        handle.createUpdate("update %s set %s = :wrapped where %s::text = :rowKey"
                        .formatted(column.table(), column.column(), column.key()))
                .bind("wrapped", wrapped.value())
                .bind("rowKey", wrapped.rowKey())
                .execute();
    }
}
