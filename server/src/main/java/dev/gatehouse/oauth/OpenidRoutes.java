package dev.gatehouse.oauth;

import dev.gatehouse.api.Json;
import dev.gatehouse.http.BodyRule;
import dev.gatehouse.http.Protection;
import dev.gatehouse.http.Request;
import dev.gatehouse.http.Response;
import dev.gatehouse.http.Route;
import dev.gatehouse.oauth.token.TokenClaim;
import dev.gatehouse.oauth.token.UserClaims;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** What OpenID Connect adds for programs, those that run in pages of other origins among them. */
final class OpenidRoutes {
    private static final Protection OPENID = Protection.anyScope("openid");
    private static final Protection METADATA = Protection.open("public metadata, OpenID Connect Discovery");

    private final UserClaims claims;
    private final byte[] metadata;

    OpenidRoutes(UserClaims claims, byte[] metadata) {
        this.claims = claims;
        this.metadata = metadata;
    }

    /** None reads a cookie, so pages of any origin may call them. */
    List<Route> all() {
        return Stream.of(
                        Route.get("/oauth2/userinfo", OPENID, this::userInfo),
                        Route.post("/oauth2/userinfo", OPENID, BodyRule.NONE, this::userInfo),
                        Route.get("/.well-known/openid-configuration", METADATA, this::openid)
                                .withMemory(this::openid))
                .map(Route::sharedWithAnyOrigin)
                .toList();
    }

    /** OpenID Connect Core section 5.3. */
    private Response userInfo(Request request) {
        Set<String> scopes = request.caller().scopes();
        String userId = request.caller().userId();
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put(TokenClaim.SUB.text(), userId);
        claims.of(userId, scopes).forEach((claim, value) -> answer.put(claim.text(), value));
        return Response.of(200, Response.JSON, Json.bytes(answer));
    }

    private Response openid(Request request) {
        return Response.of(200, Response.JSON, metadata).withEntityTagOfBody();
    }
}
