package dev.gatehouse.keys;

import dev.gatehouse.config.StartupException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Makes sure that the master key and the database belong together before anything is served. */
public final class MasterKeyCheck {
    private static final String IDENTITY = "master_key_check";
    private static final byte[] KNOWN = "gatehouse".getBytes(StandardCharsets.UTF_8);

    private static final MasterKeyStore STORE = new MasterKeyStore();

    private MasterKeyCheck() {}

    /**
     * The master key of the database; made at the very first start.
     *
     * @throws StartupException when it is missing or another than the database was made with
     */
    public static MasterKey open(Jdbi jdbi, MasterKeySource source) {
        return jdbi.inTransaction(handle -> {
            STORE.lock(handle);
            return STORE.find(handle).map(check -> existing(source, check)).orElseGet(() -> first(handle, source));
        });
    }

    /**
     * Puts another master key in the place of the one there is: encrypts anew what that one encrypts.
     *
     * @throws StartupException when either key cannot be had, or the present one is not the database's
     */
    public static void replace(Jdbi jdbi, MasterKeySource from, MasterKeySource to, List<WrappedColumn> columns) {
        jdbi.useTransaction(handle -> {
            STORE.lock(handle);
            MasterKeyStore.Check check = STORE.find(handle)
                    .orElseThrow(
                            () -> new StartupException("The database has no master key yet; start the server first"));
            MasterKey old = existing(from, check);
            MasterKeySource.Opened opened = to.first();
            for (WrappedColumn column : columns) {
                rewrap(handle, column, old, opened.key());
            }
            STORE.delete(handle);
            insert(handle, opened);
        });
    }

    private static MasterKey first(Handle handle, MasterKeySource source) {
        MasterKeySource.Opened opened = source.first();
        insert(handle, opened);
        return opened.key();
    }

    private static void insert(Handle handle, MasterKeySource.Opened opened) {
        STORE.insert(handle, new MasterKeyStore.Check(opened.key().encrypt(KNOWN, IDENTITY), opened.wrapped()));
    }

    private static MasterKey existing(MasterKeySource source, MasterKeyStore.Check check) {
        MasterKey key = source.open(check.wrapped());
        try {
            key.decrypt(check.ciphertext(), IDENTITY);
            return key;
        } catch (GeneralSecurityException e) {
            throw new StartupException(source.mend());
        }
    }

    private static void rewrap(Handle handle, WrappedColumn column, MasterKey old, MasterKey next) {
        for (MasterKeyStore.Wrapped row : STORE.lockAll(handle, column)) {
            String identity = column.identity(row.rowKey());
            byte[] wrapped = next.encrypt(opened(old, row.value(), identity), identity);
            STORE.update(handle, column, new MasterKeyStore.Wrapped(row.rowKey(), wrapped));
        }
    }

    private static byte[] opened(MasterKey key, byte[] wrapped, String identity) {
        try {
            return key.decrypt(wrapped, identity);
        } catch (GeneralSecurityException e) {
            throw new StartupException("The key " + identity + " cannot be opened; nothing was changed");
        }
    }
}
