package dev.gatehouse.authority.scope;

import dev.gatehouse.api.BodySchema;
import dev.gatehouse.api.Page;
import dev.gatehouse.http.BodyRule;
import dev.gatehouse.http.Paging;
import dev.gatehouse.http.Protection;
import dev.gatehouse.http.Request;
import dev.gatehouse.http.Response;
import dev.gatehouse.http.Route;
import java.util.List;

/** {@code /oauth2/scope}. */
public final class ScopeRoutes {
    private static final String SCOPES = "/oauth2/scope";
    private static final String SCOPE = "/oauth2/scope/{scope}";

    private final ScopeCatalog catalog;
    private final BodySchema<ScopeInput> schema = new BodySchema<>("registry.yaml", "ScopeInput", ScopeInput.class);

    public ScopeRoutes(ScopeCatalog catalog) {
        this.catalog = catalog;
    }

    public List<Route> all() {
        return List.of(
                Route.get(SCOPES, Protection.anyScope("oauth.service.r"), this::list)
                        .withQuery("page", "pageSize", "after", "q"),
                Route.get(SCOPE, Protection.anyScope("oauth.service.r", "oauth.service.w"), this::get),
                Route.put(SCOPE, Protection.anyScope("oauth.service.w"), BodyRule.JSON, this::update));
    }

    private Response list(Request request) {
        Page page = Paging.of(request);
        ScopeCatalog.Listing listing = catalog.list(page, request.query("q"));
        String last =
                listing.scopes().isEmpty() ? null : listing.scopes().getLast().scope();
        return Paging.answer(request, page, listing.scopes(), listing.total(), last, "q");
    }

    private Response get(Request request) {
        return Response.ok(catalog.get(request.pathParameter("scope")));
    }

    private Response update(Request request) {
        return Response.ok(catalog.update(
                request.caller(), request.pathParameter("scope"), schema.read(request.body()), request.precondition()));
    }
}
