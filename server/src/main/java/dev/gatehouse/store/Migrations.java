package dev.gatehouse.store;

import dev.gatehouse.config.StartupException;
import dev.gatehouse.store.server.DatabaseFault;
import java.time.Duration;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.database.postgresql.PostgreSQLConfigurationExtension;

/** Brings a schema to the version of this program. Stateless. */
final class Migrations {
    private Migrations() {}

    /**
     * Runs what is missing, with connections that have no time limit for a statement.
     *
     * @throws StartupException when a migration fails or the applied ones are not those of this program
     */
    static void run(DatabaseAddress address, String location) {
        var configuration = Flyway.configure()
                .dataSource(Connections.dataSource(address, Duration.ZERO))
                .loggers(MigrationLog.class.getName())
                .locations(location)
                .failOnMissingLocations(true)
                .javaMigrationClassProvider(List::of)
                .skipDefaultCallbacks(true)
                .validateMigrationNaming(true)
                .cleanDisabled(true)
                .connectRetries(0)
                .lockRetryCount(300);
        // A lock of the session: one of a transaction would block "create index concurrently" in a migration for ever.
        configuration
                .getConfigurationExtension(PostgreSQLConfigurationExtension.class)
                .setTransactionalLock(false);
        try {
            configuration.load().migrate();
        } catch (FlywayException e) {
            throw new StartupException("the database schema cannot be brought up to date: " + DatabaseFault.reason(e));
        }
    }
}
