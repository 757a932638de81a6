package dev.gatehouse.keys;

import dev.gatehouse.config.StartupException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Makes sure that the master key and the database belong together before anything is served. */
public final class MasterKeyCheck {
    private static final String IDENTITY = "master_key_check";
    private static final byte[] KNOWN = "gatehouse".getBytes(StandardCharsets.UTF_8);

    private MasterKeyCheck() {}

    /**
     * The master key of the database; made at the very first start.
     *
     * @throws StartupException when the file is missing or holds another key than the database was made with
     */
    public static MasterKey open(Jdbi jdbi, Path file) {
        return jdbi.inTransaction(handle -> {
            handle.execute("select pg_advisory_xact_lock(hashtext('gatehouse master key'))");
            Optional<byte[]> check = handle.createQuery("select ciphertext from master_key_check")
                    .mapTo(byte[].class)
                    .findOne();
            return check.isEmpty() ? first(handle, file) : existing(file, check.get());
        });
    }

    private static MasterKey first(Handle handle, Path file) {
        MasterKey key = MasterKey.read(file).orElseGet(() -> MasterKey.create(file));
        handle.createUpdate("insert into master_key_check (ciphertext) values (:ciphertext)")
                .bind("ciphertext", key.encrypt(KNOWN, IDENTITY))
                .execute();
        return key;
    }

    private static MasterKey existing(Path file, byte[] check) {
        MasterKey key = MasterKey.read(file)
                .orElseThrow(() -> new StartupException("The master key file " + file
                        + " is missing, and the database was made with one; put it back or set"
                        + " GATEHOUSE_MASTER_KEY_FILE to where it is"));
        try {
            key.decrypt(check, IDENTITY);
            return key;
        } catch (GeneralSecurityException e) {
            throw new StartupException("The master key in " + file
                    + " is not the one this database was made with; set GATEHOUSE_MASTER_KEY_FILE to the right one");
        }
    }
}
