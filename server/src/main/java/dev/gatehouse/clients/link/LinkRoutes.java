package dev.gatehouse.clients.link;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.gatehouse.api.BodySchema;
import dev.gatehouse.api.Json;
import dev.gatehouse.api.Page;
import dev.gatehouse.authority.approval.AccessRequest;
import dev.gatehouse.clients.ClientRoutes;
import dev.gatehouse.http.BodyRule;
import dev.gatehouse.http.Paging;
import dev.gatehouse.http.Request;
import dev.gatehouse.http.Response;
import dev.gatehouse.http.Route;
import java.util.Arrays;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** {@code /oauth2/client/{clientId}/service}: which endpoints a client calls, and which calls have no future. */
public final class LinkRoutes {
    private static final String SERVICES = "/oauth2/client/{clientId}/service";
    private static final String SERVICE = SERVICES + "/{serviceId}";

    private final ClientLinking linking;
    private final BodySchema<LinkedEndpoint[]> schema =
            new BodySchema<>("clients.yaml", "LinkList", LinkedEndpoint[].class);

    /** An endpoint in a body: its name, or an object that has it as {@code endpoint}. */
    record LinkedEndpoint(String endpoint) {
        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        static LinkedEndpoint of(JsonNode node) {
            return new LinkedEndpoint(
                    node.isString() ? node.stringValue() : node.get("endpoint").stringValue());
        }
    }

    public LinkRoutes(ClientLinking linking) {
        this.linking = linking;
    }

    public List<Route> all() {
        return List.of(
                Route.post(SERVICE, ClientRoutes.WRITE, BodyRule.JSON, this::replace),
                Route.get(SERVICE, ClientRoutes.READ_ONE, this::list),
                Route.delete(SERVICE, ClientRoutes.WRITE, this::remove),
                Route.get("/oauth2/deprecation", ClientRoutes.READ_ONE, this::deprecated)
                        .withQuery("page", "pageSize", "after", "ownerId"),
                Route.get(SERVICES, ClientRoutes.READ_ONE, this::services),
                Route.delete(SERVICES, ClientRoutes.WRITE, this::removeAll));
    }

    private Response replace(Request request) {
        List<String> endpoints = Arrays.stream(schema.read(request.body()))
                .map(LinkedEndpoint::endpoint)
                .toList();
        ClientLinking.Linked linked = linking.replace(
                request.caller(), request.pathParameter("clientId"), request.pathParameter("serviceId"), endpoints);
        if (linked.waiting().isEmpty()) {
            return Response.of(200, Response.JSON, Json.bytes(linked.scopes()));
        }
        AccessRequest first = linked.waiting().getFirst();
        return Response.json(202, new Waits(linked.scopes(), first))
                .withHeader("Location", "/oauth2/access-request/" + first.accessRequestId());
    }

    /** In place of links that wait for the service's owner. */
    record Waits(
            @JsonUnwrapped ClientLinking.ScopeChange scopes,
            @JsonUnwrapped AccessRequest request) {}

    private Response list(Request request) {
        return Response.ok(
                linking.list(request.caller(), request.pathParameter("clientId"), request.pathParameter("serviceId")));
    }

    private Response remove(Request request) {
        linking.remove(request.caller(), request.pathParameter("clientId"), request.pathParameter("serviceId"));
        return Response.noContent();
    }

    private Response services(Request request) {
        return Response.ok(linking.services(request.caller(), request.pathParameter("clientId")));
    }

    private Response deprecated(Request request) {
        Page page = Paging.of(request);
        ClientLinking.DeprecatedListing listing = linking.deprecated(request.caller(), page, request.query("ownerId"));
        String last = listing.uses().isEmpty() ? null : listing.uses().getLast().key();
        return Paging.answer(request, page, listing.uses(), listing.total(), last, "ownerId");
    }

    private Response removeAll(Request request) {
        linking.removeAll(request.caller(), request.pathParameter("clientId"));
        return Response.noContent();
    }
}
