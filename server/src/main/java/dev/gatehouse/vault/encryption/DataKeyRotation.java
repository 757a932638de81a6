package dev.gatehouse.vault.encryption;

import dev.gatehouse.store.ChangeFeed;
import dev.gatehouse.vault.encryption.CiphertextStore.SealedRow;
import java.util.List;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Replaces the active data key and encrypts every row anew while the server runs. Thread-safe.
 *
 * <p>How far it has come stands in the rows themselves: each names its key. So any process goes on where another stopped,
 * several share the work, and a key goes when no row names it any more.
 */
public final class DataKeyRotation {
    /** The topic under which a new data key is announced; its keys are key ids. */
    public static final String TOPIC = "data-key";

    private static final Logger LOG = LoggerFactory.getLogger(DataKeyRotation.class);
    private static final int BATCH = 200;

    private final Jdbi jdbi;
    private final EnvelopeEncryption encryption;
    private final List<EncryptedColumn> columns;
    private final DataKeyStore store = new DataKeyStore();
    private final CiphertextStore ciphertexts = new CiphertextStore();

    public DataKeyRotation(Jdbi jdbi, EnvelopeEncryption encryption, List<EncryptedColumn> columns) {
        this.jdbi = jdbi;
        this.encryption = encryption;
        this.columns = List.copyOf(columns);
    }

    /**
     * How far it is.
     *
     * @param keyId the active key
     * @param replacedKeys keys that rows still need
     * @param remaining how many rows do
     */
    public record Progress(int keyId, List<Integer> replacedKeys, long remaining) {}

    /**
     * Makes another key the active one. Whoever encrypts from now on uses it; what is there is for {@link #step}.
     *
     * @param alongside what else belongs to the same transaction; it gets the handle
     */
    public int begin(Consumer<Handle> alongside) {
        return jdbi.inTransaction(handle -> {
            store.lock(handle);
            int keyId = encryption.replaceActive(handle);
            alongside.accept(handle);
            ChangeFeed.announce(handle, TOPIC, Integer.toString(keyId));
            return keyId;
        });
    }

    public Progress progress() {
        return jdbi.withHandle(handle -> {
            List<Integer> replaced = store.replaced(handle);
            long remaining = 0;
            for (int keyId : replaced) {
                remaining += count(handle, keyId);
            }
            int active = store.find(handle).orElseThrow();
            return new Progress(active, replaced, remaining);
        });
    }

    private long count(Handle handle, int keyId) {
        long rows = 0;
        for (EncryptedColumn column : columns) {
            rows += ciphertexts.count(handle, column, keyId);
        }
        return rows;
    }

    /**
     * Encrypts some rows anew, or removes a key that nothing needs any more.
     *
     * @return whether there may be more to do now
     */
    public boolean step() {
        List<Integer> replaced = jdbi.withHandle(store::replaced);
        for (int keyId : replaced) {
            for (EncryptedColumn column : columns) {
                if (reencrypt(column, keyId) > 0) {
                    return true;
                }
            }
            if (retire(keyId)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a replaced key is still there. */
    boolean isPending() {
        return jdbi.withHandle(handle -> !store.replaced(handle).isEmpty());
    }

    /** How many rows it did. */
    private int reencrypt(EncryptedColumn column, int keyId) {
        return jdbi.inTransaction(handle -> {
            List<SealedRow> rows = ciphertexts.lock(handle, column, keyId, BATCH);
            if (!rows.isEmpty()) {
                ciphertexts.update(handle, column, rows.stream().map(row -> reencrypted(handle, column, row)));
            }
            return rows.size();
        });
    }

    private SealedRow reencrypted(Handle handle, EncryptedColumn column, SealedRow row) {
        EncryptionContext context = column.context(row.key());
        return new SealedRow(
                row.key(), encryption.seal(handle, encryption.open(handle, row.sealed(), context), context));
    }

    /** Waits for who encrypts at the moment; rows that others hold locked keep the key for now. */
    private boolean retire(int keyId) {
        boolean retired = jdbi.inTransaction(handle -> {
            store.lock(handle);
            return count(handle, keyId) == 0 && store.delete(handle, keyId);
        });
        if (retired) {
            LOG.info("Data key {} is not needed any more and was removed", keyId);
        }
        return retired;
    }
}
