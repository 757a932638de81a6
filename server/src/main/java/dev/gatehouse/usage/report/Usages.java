package dev.gatehouse.usage.report;

import dev.gatehouse.api.ApiException;
import dev.gatehouse.api.Caller;
import dev.gatehouse.api.ErrorCode;
import dev.gatehouse.api.Page;
import dev.gatehouse.clients.ClientOwnership;
import dev.gatehouse.clients.ClientStore;
import dev.gatehouse.registry.Ownership;
import dev.gatehouse.registry.ServiceStore;
import java.util.List;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Who calls what, for those who own the service or the client. Thread-safe. */
public final class Usages {
    /** Counting more would cost more than the page. */
    private static final int MOST_COUNTED = 10_000;

    private final Jdbi jdbi;
    private final ServiceStore services = new ServiceStore();
    private final ClientStore clients = new ClientStore();
    private final UsageReportStore counts = new UsageReportStore();
    private final UnusedStore unused = new UnusedStore();

    public Usages(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** A page and, where it is counted, how many entries there are, or {@link Page#MANY}. */
    record Listing<T>(List<T> entries, long total) {}

    /** @throws ApiException ERR11620, and ERR12014 or ERR12015 */
    UsageSum total(Caller caller, Subject subject) {
        return owned(caller, subject, handle -> counts.total(handle, subject));
    }

    /** @throws ApiException ERR11010, ERR11620, and ERR12014 or ERR12015 */
    Listing<CallsOfDay> days(Caller caller, Subject subject, Page page) {
        CallsOfDay.Key after = page.after() == null ? null : CallsOfDay.Key.parse(page.after());
        return owned(
                caller,
                subject,
                handle -> new Listing<>(
                        counts.days(handle, subject, page, after),
                        page.isCounted() ? counts.countDays(handle, subject, MOST_COUNTED) : 0));
    }

    /**
     * What was given and is not used.
     *
     * @param days for how long
     * @throws ApiException ERR11010, ERR11620, and ERR12014 or ERR12015
     */
    Listing<Unused> unused(Caller caller, Subject subject, int days, Page page) {
        Unused.Key after = page.after() == null ? null : Unused.Key.parse(page.after());
        return owned(
                caller,
                subject,
                handle -> new Listing<>(
                        unused.list(handle, subject, days, page, after),
                        page.isCounted() ? unused.count(handle, subject, days) : 0));
    }

    private <T> T owned(Caller caller, Subject subject, Function<Handle, T> read) {
        return jdbi.withHandle(handle -> {
            if (subject.column().equals("service_id")) {
                Ownership.check(
                        caller,
                        services.find(handle, subject.id())
                                .orElseThrow(() -> ErrorCode.SERVICE_NOT_FOUND.with(subject.id())));
            } else {
                ClientOwnership.check(
                        caller,
                        clients.find(handle, subject.id())
                                .orElseThrow(() -> ErrorCode.CLIENT_NOT_FOUND.with(subject.id()))
                                .client());
            }
            return read.apply(handle);
        });
    }
}
