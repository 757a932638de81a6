package dev.gatehouse.app;

import dev.gatehouse.keys.MasterKey;
import dev.gatehouse.keys.MasterKeyCheck;
import dev.gatehouse.keys.MasterKeySource;
import dev.gatehouse.settings.Settings;
import dev.gatehouse.store.ChangeFeed;
import dev.gatehouse.store.Database;
import dev.gatehouse.store.DatabaseAddress;
import dev.gatehouse.store.embedded.EmbeddedPostgres;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;
import org.jdbi.v3.core.Jdbi;

/**
 * What every feature stands on, and where it leaves what is to be closed.
 *
 * @param clock the database's, whatever this machine's says
 */
public record Infrastructure(
        Settings settings,
        Addresses addresses,
        Clock clock,
        PrometheusMeterRegistry meters,
        Database database,
        ChangeFeed changes,
        MasterKey masterKey,
        OpenResources resources) {

    /** @throws dev.gatehouse.config.StartupException with what stands in the way */
    public static Infrastructure open(Settings settings, OpenResources resources) {
        Addresses addresses = Addresses.choose(settings);
        Settings.Database wanted = settings.database();
        DatabaseAddress address = wanted.url()
                .map(url -> DatabaseAddress.parse(url.value()))
                .orElseGet(() -> resources
                        .add(EmbeddedPostgres.start(settings.data(), wanted.poolSize()))
                        .address());
        Database database = resources.add(Database.open(address, wanted.poolSize(), wanted.patience()));
        database.migrate();
        ChangeFeed changes = resources.add(new ChangeFeed(database));
        MasterKey masterKey = MasterKeyCheck.open(database.jdbi(), MasterKeySource.of(settings.masterKey()));
        changes.hearOwn(database.jdbi());
        return new Infrastructure(
                settings,
                addresses,
                database.clock(),
                new PrometheusMeterRegistry(PrometheusConfig.DEFAULT),
                database,
                changes,
                masterKey,
                resources);
    }

    public Jdbi jdbi() {
        return database.jdbi();
    }

    /** The most entries of each cache. */
    public int cacheEntries() {
        return settings.limits().cacheEntries();
    }

    public <T extends AutoCloseable> T opened(T part) {
        return resources.add(part);
    }
}
