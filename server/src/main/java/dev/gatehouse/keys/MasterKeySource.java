package dev.gatehouse.keys;

import dev.gatehouse.config.StartupException;
import dev.gatehouse.settings.Settings;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where the master key comes from. Immutable. */
public interface MasterKeySource {
    /**
     * The key, made where it may be, for a database that has none yet.
     *
     * @throws StartupException where it cannot be had
     */
    Opened first();

    /**
     * The key of a database.
     *
     * @param wrapped what {@link Opened#wrapped} was at the first start, or null
     * @throws StartupException where it cannot be had
     */
    MasterKey open(byte @Nullable [] wrapped);

    /** What to do where the key is another than the database was made with. */
    String mend();

    /**
     * A key, and what has to be kept in the database to open it again.
     *
     * @param wrapped null where nothing has
     */
    record Opened(MasterKey key, byte @Nullable [] wrapped) {}

    /** As the settings say: a KMS, the environment, or else the key file. */
    static MasterKeySource of(Settings.MasterKeys settings) {
        if (settings.kms().isPresent()) {
            return new KmsMasterKey(settings.kms().get());
        }
        return settings.text()
                .<MasterKeySource>map(text -> new GivenKey(text.value(), "GATEHOUSE_MASTER_KEY"))
                .orElseGet(() -> new KeyFile(settings.file()));
    }

    /** A key file, made at the first start. */
    record KeyFile(Path file) implements MasterKeySource {
        @Override
        public Opened first() {
            return new Opened(MasterKey.read(file).orElseGet(() -> MasterKey.create(file)), null);
        }

        @Override
        public MasterKey open(byte @Nullable [] wrapped) {
            return MasterKey.read(file)
                    .orElseThrow(() -> new StartupException("The master key file " + file
                            + " is missing, and the database was made with one; put it back or set"
                            + " GATEHOUSE_MASTER_KEY_FILE to where it is"));
        }

        @Override
        public String mend() {
            return "The master key in " + file
                    + " is not the one this database was made with; set GATEHOUSE_MASTER_KEY_FILE to the right one";
        }
    }

    /** The content of a key file, given as text; its text form shows the name only. */
    record GivenKey(String keyset, String name) implements MasterKeySource {
        @Override
        public Opened first() {
            return new Opened(open(null), null);
        }

        @Override
        public MasterKey open(byte @Nullable [] wrapped) {
            return MasterKey.parse(keyset)
                    .orElseThrow(
                            () -> new StartupException(name + " holds no valid key; give the content of a key file"));
        }

        @Override
        public String mend() {
            return "The master key in " + name + " is not the one this database was made with; give the right one";
        }

        @Override
        public String toString() {
            return "GivenKey[" + name + "]";
        }
    }
}
