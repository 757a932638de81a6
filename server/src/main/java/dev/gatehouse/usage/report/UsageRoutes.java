package dev.gatehouse.usage.report;

import dev.gatehouse.api.BodySchema;
import dev.gatehouse.api.Page;
import dev.gatehouse.clients.ClientRoutes;
import dev.gatehouse.http.BodyRule;
import dev.gatehouse.http.Paging;
import dev.gatehouse.http.Protection;
import dev.gatehouse.http.Request;
import dev.gatehouse.http.Response;
import dev.gatehouse.http.Route;
import dev.gatehouse.registry.RegistryRoutes;
import dev.gatehouse.registry.ServiceIds;
import java.util.List;
import java.util.function.Function;

/** {@code …/usage} and {@code …/unused} of services and clients: who calls what, and who could but does not. */
public final class UsageRoutes {
    private static final String SERVICE = "/oauth2/service/{serviceId}";
    private static final String CLIENT = "/oauth2/client/{clientId}";
    private static final Protection REPORTS = Protection.anyScope("oauth.usage.w");
    private static final int USUAL_DAYS = 90;
    private static final int MAX_DAYS = 3650;

    private final Usages usages;
    private final GuardReports reports;
    private final BodySchema<GuardReport[]> schema =
            new BodySchema<>("registry.yaml", "UsageReport", GuardReport[].class);

    public UsageRoutes(Usages usages, GuardReports reports) {
        this.usages = usages;
        this.reports = reports;
    }

    public List<Route> all() {
        return List.of(
                Route.get(SERVICE + "/usage", RegistryRoutes.READ_ONE, request -> usage(request, UsageRoutes::service))
                        .withQuery("page", "pageSize", "after"),
                Route.post(SERVICE + "/usage", REPORTS, BodyRule.JSON, this::report),
                Route.get(CLIENT + "/usage", ClientRoutes.READ_ONE, request -> usage(request, UsageRoutes::client))
                        .withQuery("page", "pageSize", "after"),
                Route.get(
                                SERVICE + "/unused",
                                RegistryRoutes.READ_ONE,
                                request -> unused(request, UsageRoutes::service))
                        .withQuery("page", "pageSize", "after", "days"),
                Route.get(CLIENT + "/unused", ClientRoutes.READ_ONE, request -> unused(request, UsageRoutes::client))
                        .withQuery("page", "pageSize", "after", "days"));
    }

    private static Subject service(Request request) {
        return Subject.service(ServiceIds.of(request));
    }

    private static Subject client(Request request) {
        return Subject.client(request.pathParameter("clientId"));
    }

    /** Rows where a page is asked for, and else what they come to. */
    private Response usage(Request request, Function<Request, Subject> subject) {
        boolean paged = Page.PARAMETERS.stream().anyMatch(name -> request.query(name) != null);
        if (!paged) {
            return Response.ok(usages.total(request.caller(), subject.apply(request)));
        }
        Page page = Paging.of(request);
        Usages.Listing<CallsOfDay> listing = usages.days(request.caller(), subject.apply(request), page);
        String last =
                listing.entries().isEmpty() ? null : listing.entries().getLast().key();
        return Paging.answer(request, page, listing.entries(), listing.total(), last);
    }

    private Response unused(Request request, Function<Request, Subject> subject) {
        Page page = Paging.of(request);
        int days = request.queryNumber("days", USUAL_DAYS, 1, MAX_DAYS);
        Usages.Listing<Unused> listing = usages.unused(request.caller(), subject.apply(request), days, page);
        String last =
                listing.entries().isEmpty() ? null : listing.entries().getLast().key();
        return Paging.answer(request, page, listing.entries(), listing.total(), last, "days");
    }

    private Response report(Request request) {
        return Response.json(
                200, reports.take(request.caller(), ServiceIds.of(request), List.of(schema.read(request.body()))));
    }
}
