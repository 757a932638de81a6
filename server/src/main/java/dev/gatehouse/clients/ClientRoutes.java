package dev.gatehouse.clients;

import dev.gatehouse.api.ApiException;
import dev.gatehouse.api.BodySchema;
import dev.gatehouse.api.EntityTag;
import dev.gatehouse.api.Json;
import dev.gatehouse.api.Page;
import dev.gatehouse.api.PathSegment;
import dev.gatehouse.http.BodyRule;
import dev.gatehouse.http.Paging;
import dev.gatehouse.http.Protection;
import dev.gatehouse.http.Request;
import dev.gatehouse.http.Response;
import dev.gatehouse.http.Route;
import java.time.Duration;
import java.util.List;

/** {@code /oauth2/client}: clients, their secrets and their links to endpoints. */
public final class ClientRoutes {
    static final Protection READ = Protection.anyScope("oauth.client.r");
    public static final Protection READ_ONE = Protection.anyScope("oauth.client.r", "oauth.client.w");
    public static final Protection WRITE = Protection.anyScope("oauth.client.w");
    private static final String CLIENTS = "/oauth2/client";
    private static final String CLIENT = "/oauth2/client/{clientId}";
    private static final int DEFAULT_OVERLAP_SECONDS = 86_400;
    private static final int MAX_OVERLAP_SECONDS = 30 * 86_400;

    private final ClientRegistry registry;
    private final BodySchema<ClientInput> schema = new BodySchema<>("clients.yaml", "ClientInput", ClientInput.class);

    public ClientRoutes(ClientRegistry registry) {
        this.registry = registry;
    }

    public List<Route> all() {
        return List.of(
                Route.post(CLIENTS, WRITE, BodyRule.JSON, this::create),
                Route.put(CLIENTS, WRITE, BodyRule.JSON, this::update),
                Route.get(CLIENTS, READ, this::list).withQuery("page", "pageSize", "after", "clientId"),
                Route.get(CLIENT, READ_ONE, this::get),
                Route.delete(CLIENT, WRITE, this::delete),
                Route.post(CLIENT + "/secret", WRITE, BodyRule.NONE, this::rotateSecret)
                        .withQuery("overlapSeconds"));
    }

    private Response create(Request request) {
        ShownClient created = registry.create(request.caller(), schema.read(request.body()), null);
        return shown(created)
                .withHeader(
                        "Location",
                        CLIENTS + "/" + PathSegment.of(created.client().clientId()));
    }

    private Response update(Request request) {
        ClientInput given = schema.read(request.body());
        if (given.identity().clientId() == null) {
            throw ApiException.invalid("/clientId", "is required");
        }
        return shown(registry.update(request.caller(), given.identity().clientId(), given, request.precondition()));
    }

    /** With the entity tag of the client itself, whose other representations never show a secret. */
    private static Response shown(ShownClient client) {
        return Response.ok(client).withEntityTag(EntityTag.of(Json.bytes(client.client())));
    }

    private Response list(Request request) {
        Page page = Paging.of(request);
        ClientRegistry.Listing listing = registry.list(request.caller(), page, request.query("clientId"));
        String last =
                listing.clients().isEmpty() ? null : listing.clients().getLast().clientId();
        return Paging.answer(request, page, listing.clients(), listing.total(), last, "clientId");
    }

    private Response get(Request request) {
        return Response.ok(registry.get(request.caller(), request.pathParameter("clientId")));
    }

    private Response delete(Request request) {
        registry.delete(request.caller(), request.pathParameter("clientId"), request.precondition());
        return Response.noContent();
    }

    private Response rotateSecret(Request request) {
        int seconds = request.queryNumber("overlapSeconds", DEFAULT_OVERLAP_SECONDS, 0, MAX_OVERLAP_SECONDS);
        NewSecret secret = registry.rotateSecret(
                request.caller(),
                request.pathParameter("clientId"),
                Duration.ofSeconds(seconds),
                request.precondition());
        return Response.of(200, Response.JSON, Json.bytes(secret));
    }
}
