package dev.gatehouse.vault.connect.link;

import dev.gatehouse.api.BodySchema;
import dev.gatehouse.http.BodyRule;
import dev.gatehouse.http.Protection;
import dev.gatehouse.http.Request;
import dev.gatehouse.http.Response;
import dev.gatehouse.http.Route;
import java.util.List;

/** {@code POST /connections/link}, on the admin listener. Thread-safe. */
public final class LinkRoutes {
    /** For who makes links, and confirms what came of them. */
    public static final Protection CONNECT = Protection.anyScope(ConnectRights.SCOPES.toArray(String[]::new));

    private final ConnectLinks links;
    private final BodySchema<LinkInput> body =
            new BodySchema<>("token-storage.yaml", "ConnectLinkInput", LinkInput.class);

    public LinkRoutes(ConnectLinks links) {
        this.links = links;
    }

    public List<Route> all() {
        return List.of(Route.post("/connections/link", CONNECT, BodyRule.JSON, this::make)
                .withClientCredentials());
    }

    private Response make(Request request) {
        ConnectLinks.Made made = links.make(request.caller(), body.read(request.body()));
        return Response.json(201, made).withEntityTag(null);
    }
}
