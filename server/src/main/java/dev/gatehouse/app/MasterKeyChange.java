package dev.gatehouse.app;

import dev.gatehouse.config.StartupException;
import dev.gatehouse.keys.MasterKeyCheck;
import dev.gatehouse.keys.MasterKeySource;
import dev.gatehouse.keys.NativeCrypto;
import dev.gatehouse.keys.WrappedColumn;
import dev.gatehouse.settings.Settings;
import dev.gatehouse.store.ChangeFeed;
import dev.gatehouse.store.Database;
import dev.gatehouse.store.DatabaseAddress;
import dev.gatehouse.store.embedded.EmbeddedPostgres;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/** Puts another master key in the place of the one there is, while no server runs. */
public final class MasterKeyChange {
    private static final List<WrappedColumn> WRAPPED = List.of(
            new WrappedColumn("signing_key", "encrypted_key", "key_id"),
            new WrappedColumn("data_key", "wrapped", "key_id"));

    private static final int CONNECTIONS = 2;

    private MasterKeyChange() {}

    /** @throws StartupException with what stands in the way; nothing is changed then */
    public static void run(Settings settings, MasterKeySource to) {
        NativeCrypto.install();
        if (settings.database().url().isPresent()) {
            change(DatabaseAddress.parse(settings.database().url().get().value()), settings, to);
            return;
        }
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(settings.data(), CONNECTIONS)) {
            change(postgres.address(), settings, to);
        }
    }

    private static void change(DatabaseAddress address, Settings settings, MasterKeySource to) {
        try (Database database =
                Database.open(address, CONNECTIONS, settings.database().patience())) {
            database.migrate();
            Jdbi jdbi = database.jdbi();
            requireNoServer(jdbi);
            MasterKeyCheck.replace(jdbi, MasterKeySource.of(settings.masterKey()), to, WRAPPED);
        }
    }

    /** A server that knew the old key only would go on encrypting with it. */
    private static void requireNoServer(Jdbi jdbi) {
        if (jdbi.withHandle(ChangeFeed::listening) > 0) {
            throw new StartupException("A server is running on this database; stop every one first");
        }
    }
}
