package dev.gatehouse.users;

import dev.gatehouse.api.BodySchema;
import dev.gatehouse.http.BodyRule;
import dev.gatehouse.http.Protection;
import dev.gatehouse.http.Request;
import dev.gatehouse.http.Response;
import dev.gatehouse.http.Route;
import java.util.List;

/** {@code /oauth2/password/{userId}}. */
public final class PasswordRoutes {
    private final PasswordChange change;
    private final BodySchema<PasswordInput> schema =
            new BodySchema<>("users.yaml", "PasswordInput", PasswordInput.class);

    public PasswordRoutes(PasswordChange change) {
        this.change = change;
    }

    public List<Route> all() {
        return List.of(Route.post(
                "/oauth2/password/{userId}", Protection.anyScope("oauth.user.w"), BodyRule.JSON, this::change));
    }

    private Response change(Request request) {
        change.change(
                request.caller(),
                request.pathParameter("userId"),
                schema.read(request.body()),
                request.remoteAddress());
        return Response.noContent();
    }
}
