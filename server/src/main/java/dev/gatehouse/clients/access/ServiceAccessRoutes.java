package dev.gatehouse.clients.access;

import dev.gatehouse.api.Page;
import dev.gatehouse.http.Paging;
import dev.gatehouse.http.Request;
import dev.gatehouse.http.Response;
import dev.gatehouse.http.Route;
import dev.gatehouse.registry.RegistryRoutes;
import dev.gatehouse.registry.ServiceIds;
import java.util.List;

/** {@code /oauth2/service/{serviceId}/client}: who has access to a service. */
public final class ServiceAccessRoutes {
    private static final String CLIENTS = "/oauth2/service/{serviceId}/client";

    private final ServiceAccess access;

    public ServiceAccessRoutes(ServiceAccess access) {
        this.access = access;
    }

    public List<Route> all() {
        return List.of(
                Route.get(CLIENTS, RegistryRoutes.READ_ONE, this::list).withQuery("page", "pageSize", "after"),
                Route.delete(CLIENTS + "/{clientId}", RegistryRoutes.WRITE, this::end));
    }

    private Response list(Request request) {
        Page page = Paging.of(request);
        ServiceAccess.Listing listing = access.list(request.caller(), ServiceIds.of(request), page);
        String last =
                listing.clients().isEmpty() ? null : listing.clients().getLast().clientId();
        return Paging.answer(request, page, listing.clients(), listing.total(), last);
    }

    private Response end(Request request) {
        access.end(request.caller(), ServiceIds.of(request), request.pathParameter("clientId"));
        return Response.noContent();
    }
}
