package dev.gatehouse.vault.connect;

import dev.gatehouse.api.BodySchema;
import dev.gatehouse.http.BodyRule;
import dev.gatehouse.http.Request;
import dev.gatehouse.http.Response;
import dev.gatehouse.http.Route;
import dev.gatehouse.vault.connect.link.LinkRoutes;
import java.util.List;

/** {@code POST /connections/link/{linkId}/confirm}, on the admin listener. Thread-safe. */
public final class ConfirmRoutes {
    private final Confirmations confirmations;
    private final BodySchema<Confirmation> body =
            new BodySchema<>("token-storage.yaml", "ConnectConfirmation", Confirmation.class);

    public ConfirmRoutes(Confirmations confirmations) {
        this.confirmations = confirmations;
    }

    public List<Route> all() {
        return List.of(
                Route.post("/connections/link/{linkId}/confirm", LinkRoutes.CONNECT, BodyRule.JSON, this::confirm)
                        .withClientCredentials());
    }

    private Response confirm(Request request) {
        confirmations.confirm(request.caller(), request.pathParameter("linkId"), body.read(request.body()));
        return Response.noContent();
    }
}
