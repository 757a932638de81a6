package dev.gatehouse.app;

import dev.gatehouse.audit.AuditMonths;
import dev.gatehouse.oauth.AuthorizationServer;
import dev.gatehouse.registry.onboarding.ContractRetention;
import dev.gatehouse.settings.Settings;
import dev.gatehouse.store.Maintenance;
import dev.gatehouse.store.RetentionJob;
import dev.gatehouse.users.GuessThrottle;
import dev.gatehouse.vault.ConnectWiring;
import dev.gatehouse.vault.EventWiring;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes what every feature has kept long enough. */
public final class Retention {
    private static final Logger LOG = LoggerFactory.getLogger(Retention.class);

    private Retention() {}

    /**
     * How much is kept in this database; 0 for all.
     *
     * @param contractVersions of each service
     */
    record Bounds(int auditDays, int contractVersions, int accessRequestDays, int usageDays) {
        static Bounds of(Settings.Retention settings, boolean keepsEverything) {
            return new Bounds(
                    settings.auditDays().in(keepsEverything),
                    settings.contractVersions().in(keepsEverything),
                    settings.accessRequestDays().in(keepsEverything),
                    settings.usageDays());
        }
    }

    /** Begins to remove; each table by itself, so that one in trouble does not keep others. */
    public static Maintenance start(Infrastructure infrastructure) {
        Jdbi jdbi = infrastructure.jdbi();
        Settings settings = infrastructure.settings();
        boolean keepsEverything = jdbi.withHandle(new RetentionDefaultStore()::keepsEverything);
        Bounds bounds = Bounds.of(settings.database().retention(), keepsEverything);
        if (keepsEverything && (bounds.auditDays() == 0 || bounds.contractVersions() == 0)) {
            LOG.info("The database is older than the settings of what is kept: what they do not name is kept for ever");
        }
        makeMonths(new AuditMonths(jdbi));
        return new Maintenance("retention", jobs(jdbi, settings, bounds));
    }

    /** The maintenance does it again, and until then what belongs to no month has a place. */
    private static void makeMonths(AuditMonths months) {
        try {
            months.makeAhead();
        } catch (JdbiException e) {
            LOG.debug("the months of the audit to come are made later: {}", e.toString());
        }
    }

    static List<Runnable> jobs(Jdbi jdbi, Settings settings, Bounds bounds) {
        List<Runnable> jobs = new ArrayList<>();
        for (RetentionJob.Table table : tables(settings, bounds)) {
            jobs.add(new RetentionJob(jdbi, List.of(table))::remove);
        }
        AuditMonths months = new AuditMonths(jdbi);
        jobs.add(months::makeAhead);
        if (bounds.auditDays() > 0) {
            jobs.add(() -> months.remove(Duration.ofDays(bounds.auditDays())));
        }
        if (bounds.contractVersions() > 0) {
            jobs.add(new ContractRetention(jdbi, bounds.contractVersions())::remove);
        }
        return jobs;
    }

    static List<RetentionJob.Table> tables(Settings settings, Bounds bounds) {
        Settings.Events events = settings.vault().events();
        return Stream.of(
                        GuessThrottle.EXPIRING,
                        AuthorizationServer.expiring(settings.access().accessTokenLifetime()),
                        ConnectWiring.EXPIRING,
                        EventWiring.expiring(events.kept(), events.deliveriesKept()),
                        accessRequests(bounds.accessRequestDays()),
                        usage(bounds.usageDays()))
                .flatMap(List::stream)
                .toList();
    }

    private static List<RetentionJob.Table> accessRequests(int days) {
        return days == 0
                ? List.of()
                : List.of(new RetentionJob.Table("access_request", "closed", Duration.ofDays(days)));
    }

    private static List<RetentionJob.Table> usage(int days) {
        return days == 0
                ? List.of()
                : List.of(
                        new RetentionJob.Table("endpoint_use_day", "day", Duration.ofDays(days)),
                        new RetentionJob.Table("endpoint_use", "last_day", Duration.ofDays(days)));
    }
}
