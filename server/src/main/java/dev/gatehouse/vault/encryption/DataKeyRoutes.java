package dev.gatehouse.vault.encryption;

import dev.gatehouse.api.Json;
import dev.gatehouse.audit.AuditStore;
import dev.gatehouse.http.BodyRule;
import dev.gatehouse.http.Protection;
import dev.gatehouse.http.Request;
import dev.gatehouse.http.Response;
import dev.gatehouse.http.Route;
import java.util.List;

/** {@code /token-storage/keys/rotation}: another data key, and how far its rows are. */
public final class DataKeyRoutes {
    private static final String ROTATION = "/token-storage/keys/rotation";
    private static final Protection ADMINISTRATOR = Protection.anyScope("oauth.admin");

    private final DataKeyRotation rotation;

    public DataKeyRoutes(DataKeyRotation rotation) {
        this.rotation = rotation;
    }

    public List<Route> all() {
        List<Route> routes = List.of(
                Route.post(ROTATION, ADMINISTRATOR, BodyRule.NONE, this::rotate),
                Route.get(ROTATION, ADMINISTRATOR, request -> progress(200)));
        return routes.stream().map(Route::withClientCredentials).toList();
    }

    private Response rotate(Request request) {
        rotation.begin(handle -> AuditStore.record(handle, request.caller(), "data-key.rotate", "data-key", null));
        return progress(202);
    }

    private Response progress(int status) {
        return Response.of(status, Response.JSON, Json.bytes(rotation.progress()));
    }
}
