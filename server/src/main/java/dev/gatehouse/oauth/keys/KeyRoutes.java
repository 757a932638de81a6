package dev.gatehouse.oauth.keys;

import dev.gatehouse.http.BodyRule;
import dev.gatehouse.http.Protection;
import dev.gatehouse.http.Request;
import dev.gatehouse.http.Response;
import dev.gatehouse.http.Route;
import java.util.List;
import java.util.Map;

/** {@code /oauth2/keys/rotation}, on the admin listener. */
public final class KeyRoutes {
    private static final BodyRule NO_BODY = new BodyRule(0, java.util.Set.of(), false);

    private final KeyRotation rotation;
    private final SigningKeys keys;

    public KeyRoutes(KeyRotation rotation, SigningKeys keys) {
        this.rotation = rotation;
        this.keys = keys;
    }

    public List<Route> all() {
        return List.of(Route.post("/oauth2/keys/rotation", Protection.anyScope("oauth.admin"), NO_BODY, this::rotate)
                .withQuery("compromised"));
    }

    private Response rotate(Request request) {
        rotation.rotate(request.caller(), request.queryFlag("compromised"));
        List<Map<String, Object>> shown = keys.all().stream()
                .map(key -> Map.<String, Object>of(
                        "kid", key.keyId(),
                        "alg", key.jwk().getAlgorithm().getName(),
                        "activeFrom", key.activeFrom()))
                .toList();
        return Response.json(200, Map.of("keys", shown)).withEntityTag(null);
    }
}
