package dev.gatehouse.keys;

import dev.gatehouse.config.StartupException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Makes sure that the master key and the database belong together before anything is served. */
public final class MasterKeyCheck {
    private static final String IDENTITY = "master_key_check";
    private static final byte[] KNOWN = "gatehouse".getBytes(StandardCharsets.UTF_8);

    private MasterKeyCheck() {}

    private record Check(byte[] ciphertext, byte[] wrapped) {}

    /**
     * The master key of the database; made at the very first start.
     *
     * @throws StartupException when it is missing or another than the database was made with
     */
    public static MasterKey open(Jdbi jdbi, MasterKeySource source) {
        return jdbi.inTransaction(handle -> {
            lock(handle);
            return check(handle).map(check -> existing(source, check)).orElseGet(() -> first(handle, source));
        });
    }

    /**
     * Puts another master key in the place of the one there is: encrypts anew what that one encrypts.
     *
     * @throws StartupException when either key cannot be had, or the present one is not the database's
     */
    public static void replace(Jdbi jdbi, MasterKeySource from, MasterKeySource to, List<WrappedColumn> columns) {
        jdbi.useTransaction(handle -> {
            lock(handle);
            Check check = check(handle)
                    .orElseThrow(
                            () -> new StartupException("The database has no master key yet; start the server first"));
            MasterKey old = existing(from, check);
            MasterKeySource.Opened opened = to.first();
            for (WrappedColumn column : columns) {
                rewrap(handle, column, old, opened.key());
            }
            handle.execute("delete from master_key_check");
            insert(handle, opened);
        });
    }

    private static void lock(Handle handle) {
        handle.execute("select pg_advisory_xact_lock(hashtext('gatehouse master key'))");
    }

    private static Optional<Check> check(Handle handle) {
        return handle.createQuery("select ciphertext, wrapped_key from master_key_check")
                .map((row, context) -> new Check(row.getBytes("ciphertext"), row.getBytes("wrapped_key")))
                .findOne();
    }

    private static MasterKey first(Handle handle, MasterKeySource source) {
        MasterKeySource.Opened opened = source.first();
        insert(handle, opened);
        return opened.key();
    }

    private static void insert(Handle handle, MasterKeySource.Opened opened) {
        handle.createUpdate("insert into master_key_check (ciphertext, wrapped_key) values (:ciphertext, :wrapped)")
                .bind("ciphertext", opened.key().encrypt(KNOWN, IDENTITY))
                .bind("wrapped", opened.wrapped())
                .execute();
    }

    private static MasterKey existing(MasterKeySource source, Check check) {
        MasterKey key = source.open(check.wrapped());
        try {
            key.decrypt(check.ciphertext(), IDENTITY);
            return key;
        } catch (GeneralSecurityException e) {
            throw new StartupException(source.mend());
        }
    }

    private static void rewrap(Handle handle, WrappedColumn column, MasterKey old, MasterKey next) {
        record Row(String key, byte[] wrapped) {}
        List<Row> rows = handle.createQuery(column.select())
                .map((row, context) -> new Row(row.getString("row_key"), row.getBytes("wrapped")))
                .list();
        for (Row row : rows) {
            String identity = column.identity(row.key());
            handle.createUpdate(column.update())
                    .bind("wrapped", next.encrypt(opened(old, row.wrapped(), identity), identity))
                    .bind("rowKey", row.key())
                    .execute();
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
