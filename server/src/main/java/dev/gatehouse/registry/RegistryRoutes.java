package dev.gatehouse.registry;

import dev.gatehouse.api.BodySchema;
import dev.gatehouse.api.ErrorCode;
import dev.gatehouse.api.Page;
import dev.gatehouse.api.PathSegment;
import dev.gatehouse.clients.link.Link;
import dev.gatehouse.contract.Endpoint;
import dev.gatehouse.http.BodyRule;
import dev.gatehouse.http.Paging;
import dev.gatehouse.http.Protection;
import dev.gatehouse.http.Request;
import dev.gatehouse.http.Response;
import dev.gatehouse.http.Route;
import java.util.List;
import java.util.Map;

/** The nine operations of the registry under {@code /oauth2/service}. */
public final class RegistryRoutes {
    static final Protection READ = Protection.anyScope("oauth.service.r");
    public static final Protection READ_ONE = Protection.anyScope("oauth.service.r", "oauth.service.w");
    public static final Protection WRITE = Protection.anyScope("oauth.service.w");
    private static final String SERVICES = "/oauth2/service";
    private static final String SERVICE = "/oauth2/service/{serviceId}";
    private static final String ENDPOINTS = "/oauth2/service/{serviceId}/endpoint";
    private static final int ENDPOINT_LIST_MEBIBYTES = 16;

    private final Registry registry;
    private final ServiceViews views;
    private final BodySchema<Service> serviceSchema = new BodySchema<>("registry.yaml", "Service", Service.class);
    private final BodySchema<Endpoint[]> endpointsSchema =
            new BodySchema<>("registry.yaml", "EndpointList", Endpoint[].class);

    public RegistryRoutes(Registry registry, ServiceViews views) {
        this.registry = registry;
        this.views = views;
    }

    public List<Route> all() {
        return List.of(
                Route.post(SERVICES, WRITE, BodyRule.JSON, this::create),
                Route.put(SERVICES, WRITE, BodyRule.JSON, this::update),
                Route.get(SERVICES, READ, this::list).withQuery("page", "pageSize", "after", "serviceId", "q"),
                Route.delete(SERVICE, WRITE, this::delete).withQuery("cascade", "allowBreaking"),
                Route.get(SERVICE, READ_ONE, this::get)
                        .withMemory(request -> views.rememberedService(request.pathParameter("serviceId"))),
                Route.post(ENDPOINTS, WRITE, BodyRule.json(ENDPOINT_LIST_MEBIBYTES), this::replaceEndpoints)
                        .withQuery("cascade", "allowBreaking"),
                Route.delete(ENDPOINTS, WRITE, this::deleteEndpoints).withQuery("cascade", "allowBreaking"),
                Route.get(ENDPOINTS, READ_ONE, this::endpoints)
                        .withMemory(request -> views.rememberedEndpoints(request.pathParameter("serviceId"))));
    }

    /** Whether what clients rely on may be taken from them; two names for the same. */
    public static boolean cutsLinks(Request request) {
        return request.queryFlag("cascade") | request.queryFlag("allowBreaking");
    }

    private Response create(Request request) {
        Service service = registry.create(request.caller(), serviceSchema.read(request.body()));
        return Response.ok(service).withHeader("Location", SERVICES + "/" + PathSegment.of(service.serviceId()));
    }

    private Response update(Request request) {
        Service service = registry.update(request.caller(), serviceSchema.read(request.body()), request.precondition());
        return Response.ok(service);
    }

    private Response list(Request request) {
        Page page = Paging.of(request);
        String prefix = request.query("serviceId");
        String words = request.query("q");
        Registry.Listing listing =
                words == null || words.isBlank() ? registry.list(page, prefix) : registry.search(page, prefix, words);
        String last = listing.services().isEmpty()
                ? null
                : listing.services().getLast().serviceId();
        return Paging.answer(request, page, listing.services(), listing.total(), last, "serviceId", "q");
    }

    private Response get(Request request) {
        String serviceId = ServiceIds.of(request);
        Response found = views.service(serviceId);
        if (found == null) {
            throw ErrorCode.SERVICE_NOT_FOUND.with(serviceId);
        }
        return found;
    }

    private Response delete(Request request) {
        String serviceId = ServiceIds.of(request);
        List<Link> cut = registry.delete(request.caller(), serviceId, request.precondition(), cutsLinks(request));
        return removed(cut);
    }

    private Response replaceEndpoints(Request request) {
        String serviceId = ServiceIds.of(request);
        EndpointsReplaced replaced = registry.replaceEndpoints(
                request.caller(),
                serviceId,
                List.of(endpointsSchema.read(request.body())),
                request.precondition(),
                cutsLinks(request));
        Response response = Response.json(201, replaced.endpoints());
        int cut = replaced.removedLinks().size();
        return cut == 0 ? response : response.withHeader("X-Removed-Links", Integer.toString(cut));
    }

    private Response deleteEndpoints(Request request) {
        String serviceId = ServiceIds.of(request);
        List<Link> cut =
                registry.deleteEndpoints(request.caller(), serviceId, request.precondition(), cutsLinks(request));
        return removed(cut);
    }

    private Response endpoints(Request request) {
        String serviceId = ServiceIds.of(request);
        Response found = views.endpoints(serviceId);
        if (found == null) {
            throw ErrorCode.SERVICE_ENDPOINT_NOT_FOUND.with(serviceId);
        }
        return found;
    }

    /** 204, or 200 naming the links that were removed with what was asked for. */
    private static Response removed(List<Link> links) {
        return links.isEmpty() ? Response.noContent() : Response.ok(Map.of("removedLinks", links));
    }
}
