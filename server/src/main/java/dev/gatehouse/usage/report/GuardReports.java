package dev.gatehouse.usage.report;

import dev.gatehouse.api.ApiException;
import dev.gatehouse.api.Caller;
import dev.gatehouse.api.ErrorCode;
import dev.gatehouse.api.Violation;
import dev.gatehouse.registry.Ownership;
import dev.gatehouse.registry.ServiceStore;
import dev.gatehouse.usage.UsageRow;
import dev.gatehouse.usage.UsageStore;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;

/** Takes what guards counted in their own processes. Thread-safe. */
public final class GuardReports {
    /** So far back a guard may report that did not reach us, and so far ahead its clock may be. */
    private static final int MAX_DAYS_BACK = 7;

    private static final int MAX_DAYS_AHEAD = 1;

    private final Jdbi jdbi;
    private final Clock clock;
    private final ServiceStore services = new ServiceStore();
    private final EndpointNameStore endpoints = new EndpointNameStore();
    private final UsageStore store = new UsageStore();

    /** @param clock the database's */
    public GuardReports(Jdbi jdbi, Clock clock) {
        this.jdbi = jdbi;
        this.clock = clock;
    }

    /** What came of a report. @param unknown endpoints that the service does not have now, whose counts were left out */
    record Taken(int counted, List<String> unknown) {}

    /** @throws ApiException ERR11004, ERR11620 or ERR12015 */
    Taken take(Caller caller, String serviceId, List<GuardReport> reports) {
        check(reports);
        return jdbi.inTransaction(handle -> {
            Ownership.check(
                    caller,
                    services.find(handle, serviceId).orElseThrow(() -> ErrorCode.SERVICE_NOT_FOUND.with(serviceId)));
            Set<String> named = new HashSet<>();
            reports.forEach(report -> named.add(report.endpoint()));
            Set<String> known = new HashSet<>(endpoints.known(handle, serviceId, named));
            known.add("");
            List<UsageRow> rows = reports.stream()
                    .filter(report -> known.contains(report.endpoint()))
                    .map(report -> report.row(serviceId))
                    .toList();
            if (!rows.isEmpty()) {
                store.add(handle, rows);
            }
            named.removeAll(known);
            return new Taken(rows.size(), named.stream().sorted().toList());
        });
    }

    private void check(List<GuardReport> reports) {
        Instant now = clock.instant();
        LocalDate today = now.atOffset(ZoneOffset.UTC).toLocalDate();
        List<Violation> violations = new ArrayList<>();
        for (int i = 0; i < reports.size(); i++) {
            GuardReport report = reports.get(i);
            if (report.day().isBefore(today.minusDays(MAX_DAYS_BACK))
                    || report.day().isAfter(today.plusDays(MAX_DAYS_AHEAD))) {
                violations.add(new Violation(
                        "/" + i + "/day",
                        "must be one of the last %d days; today is %s".formatted(MAX_DAYS_BACK, today)));
            }
            if (report.lastUsed() != null
                    && report.lastUsed()
                            .isAfter(today.plusDays(MAX_DAYS_AHEAD + 1L)
                                    .atStartOfDay()
                                    .toInstant(ZoneOffset.UTC))) {
                violations.add(new Violation("/" + i + "/lastUsed", "is yet to come; it is " + now));
            }
        }
        if (!violations.isEmpty()) {
            throw ApiException.invalid(violations);
        }
    }
}
