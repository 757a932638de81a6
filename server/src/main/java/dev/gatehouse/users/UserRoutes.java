package dev.gatehouse.users;

import dev.gatehouse.api.BodySchema;
import dev.gatehouse.api.Page;
import dev.gatehouse.api.PathSegment;
import dev.gatehouse.http.BodyRule;
import dev.gatehouse.http.Paging;
import dev.gatehouse.http.Protection;
import dev.gatehouse.http.Request;
import dev.gatehouse.http.Response;
import dev.gatehouse.http.Route;
import java.util.List;

/** {@code /oauth2/user}. */
public final class UserRoutes {
    private static final Protection READ = Protection.anyScope("oauth.user.r");
    private static final Protection WRITE = Protection.anyScope("oauth.user.w");

    private final Users users;
    private final BodySchema<UserInput> schema = new BodySchema<>("users.yaml", "UserInput", UserInput.class);

    public UserRoutes(Users users) {
        this.users = users;
    }

    public List<Route> all() {
        return List.of(
                Route.post("/oauth2/user", WRITE, BodyRule.JSON, this::create),
                Route.put("/oauth2/user", WRITE, BodyRule.JSON, this::update),
                Route.get("/oauth2/user", READ, this::list).withQuery("page", "pageSize", "after", "userId"),
                Route.get("/oauth2/user/{userId}", Protection.anyScope("oauth.user.r", "oauth.user.w"), this::get),
                Route.delete("/oauth2/user/{userId}", WRITE, this::delete),
                Route.delete("/oauth2/user/{userId}/session", WRITE, this::endAccess),
                Route.delete("/oauth2/user/{userId}/guess", WRITE, this::unlock));
    }

    private Response create(Request request) {
        User user = users.create(request.caller(), schema.read(request.body()));
        return Response.ok(user).withHeader("Location", request.path() + "/" + PathSegment.of(user.userId()));
    }

    private Response update(Request request) {
        return Response.ok(users.update(request.caller(), schema.read(request.body()), request.precondition()));
    }

    private Response list(Request request) {
        Page page = Paging.of(request);
        Users.Listing listing = users.list(page, request.query("userId"));
        String last =
                listing.users().isEmpty() ? null : listing.users().getLast().userId();
        return Paging.answer(request, page, listing.users(), listing.total(), last, "userId");
    }

    private Response get(Request request) {
        return Response.ok(users.get(request.pathParameter("userId")));
    }

    private Response endAccess(Request request) {
        users.endAccess(request.caller(), request.pathParameter("userId"));
        return Response.noContent();
    }

    private Response unlock(Request request) {
        users.unlock(request.caller(), request.pathParameter("userId"));
        return Response.noContent();
    }

    private Response delete(Request request) {
        users.delete(request.caller(), request.pathParameter("userId"), request.precondition());
        return Response.noContent();
    }
}
