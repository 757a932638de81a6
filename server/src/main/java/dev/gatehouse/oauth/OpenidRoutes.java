package dev.gatehouse.oauth;

import dev.gatehouse.http.BodyRule;
import dev.gatehouse.http.Protection;
import dev.gatehouse.http.Request;
import dev.gatehouse.http.Response;
import dev.gatehouse.http.Route;
import java.util.List;
import java.util.stream.Stream;

/** What OpenID Connect adds for programs, those that run in pages of other origins among them. */
final class OpenidRoutes {
    private static final Protection OPENID = Protection.anyScope("openid");
    private static final Protection TOKEN_MAY_BE_IN_FORM =
            Protection.open("the token, perhaps in the form, is checked here");
    private static final Protection METADATA = Protection.open("public metadata, OpenID Connect Discovery");

    private final UserInfoEndpoint userInfo;
    private final byte[] metadata;

    OpenidRoutes(UserInfoEndpoint userInfo, byte[] metadata) {
        this.userInfo = userInfo;
        this.metadata = metadata;
    }

    /** None reads a cookie, so pages of any origin may call them. */
    List<Route> all() {
        return Stream.of(
                        Route.get("/oauth2/userinfo", OPENID, userInfo::get),
                        Route.post("/oauth2/userinfo", TOKEN_MAY_BE_IN_FORM, BodyRule.OPTIONAL_FORM, userInfo::post),
                        Route.get("/.well-known/openid-configuration", METADATA, this::openid)
                                .withMemory(this::openid))
                .map(Route::sharedWithAnyOrigin)
                .toList();
    }

    private Response openid(Request request) {
        return Response.of(200, Response.JSON, metadata).withEntityTagOfBody();
    }
}
