package dev.gatehouse.app;

import dev.gatehouse.oauth.AuthorizationServer;
import dev.gatehouse.settings.Settings;
import dev.gatehouse.store.Maintenance;
import dev.gatehouse.store.RetentionJob;
import dev.gatehouse.users.GuessThrottle;
import dev.gatehouse.vault.ConnectWiring;
import dev.gatehouse.vault.EventWiring;
import java.util.List;
import java.util.stream.Stream;

/** Removes the rows of every feature whose time has passed. */
public final class Retention {
    private Retention() {}

    /** Begins to remove; each table by itself, so that one in trouble does not keep others. */
    public static Maintenance start(Infrastructure infrastructure) {
        List<Runnable> jobs = tables(infrastructure.settings()).stream()
                .map(table -> new RetentionJob(infrastructure.jdbi(), List.of(table)))
                .map(job -> (Runnable) job::remove)
                .toList();
        return new Maintenance("retention", jobs);
    }

    static List<RetentionJob.Table> tables(Settings settings) {
        return Stream.of(
                        GuessThrottle.EXPIRING,
                        AuthorizationServer.expiring(settings.access().accessTokenLifetime()),
                        ConnectWiring.EXPIRING,
                        EventWiring.expiring(settings.vault().events().kept()))
                .flatMap(List::stream)
                .toList();
    }
}
