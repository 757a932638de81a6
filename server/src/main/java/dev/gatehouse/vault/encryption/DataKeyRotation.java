package dev.gatehouse.vault.encryption;

import dev.gatehouse.keys.MasterKey;
import dev.gatehouse.store.ChangeFeed;
import dev.gatehouse.store.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;
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
    private final MasterKey masterKey;
    private final EnvelopeEncryption sealer;
    private final List<EncryptedColumn> columns;
    private final Clock clock;
    private final DataKeyStore store = new DataKeyStore();

    public DataKeyRotation(
            Jdbi jdbi, MasterKey masterKey, EnvelopeEncryption sealer, List<EncryptedColumn> columns, Clock clock) {
        this.jdbi = jdbi;
        this.masterKey = masterKey;
        this.sealer = sealer;
        this.columns = List.copyOf(columns);
        this.clock = clock;
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
            int keyId = store.replaceActive(handle, masterKey, Times.now(clock));
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
            rows += handle.createQuery(column.count())
                    .bind("keyId", keyId)
                    .mapTo(Long.class)
                    .one();
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

    private record SealedRow(List<String> key, byte[] sealed) {}

    /** How many rows it did. */
    private int reencrypt(EncryptedColumn column, int keyId) {
        return jdbi.inTransaction(handle -> {
            List<SealedRow> rows = handle.createQuery(column.select())
                    .bind("keyId", keyId)
                    .bind("most", BATCH)
                    .map((row, context) -> row(column, row))
                    .list();
            if (rows.isEmpty()) {
                return 0;
            }
            PreparedBatch batch = handle.prepareBatch(column.update());
            for (SealedRow row : rows) {
                EncryptionContext place = column.place(row.key());
                batch.bind("sealed", sealer.seal(handle, sealer.open(handle, row.sealed(), place), place));
                for (int i = 0; i < row.key().size(); i++) {
                    batch.bind("row" + i, row.key().get(i));
                }
                batch.add();
            }
            batch.execute();
            return rows.size();
        });
    }

    private static SealedRow row(EncryptedColumn column, ResultSet row) throws SQLException {
        List<String> key = new ArrayList<>();
        for (String name : column.row()) {
            key.add(row.getString(name));
        }
        return new SealedRow(key, row.getBytes(column.column()));
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
