package dev.gatehouse.oauth.oversight;

import dev.gatehouse.api.Page;
import dev.gatehouse.clients.ClientRoutes;
import dev.gatehouse.http.Paging;
import dev.gatehouse.http.Protection;
import dev.gatehouse.http.Request;
import dev.gatehouse.http.Response;
import dev.gatehouse.http.Route;
import java.util.List;

/** Sessions and tokens below {@code /oauth2/user} and {@code /oauth2/client}, on the admin listener. */
public final class OversightRoutes {
    private static final Protection READ_USER = Protection.anyScope("oauth.user.r", "oauth.user.w");
    private static final Protection WRITE_USER = Protection.anyScope("oauth.user.w");
    private static final String SESSIONS = "/oauth2/user/{userId}/session";
    private static final String TOKENS_OF_USER = "/oauth2/user/{userId}/token";
    private static final String TOKENS_OF_CLIENT = "/oauth2/client/{clientId}/token";

    private final UserSessions sessions;
    private final RefreshableTokens tokens;

    public OversightRoutes(UserSessions sessions, RefreshableTokens tokens) {
        this.sessions = sessions;
        this.tokens = tokens;
    }

    public List<Route> all() {
        return List.of(
                Route.get(SESSIONS, READ_USER, this::sessions).withQuery("page", "pageSize", "after"),
                Route.delete(SESSIONS + "/{sessionId}", WRITE_USER, this::endSession),
                Route.get(TOKENS_OF_USER, READ_USER, this::tokensOfUser)
                        .withQuery("page", "pageSize", "after", "clientId"),
                Route.delete(TOKENS_OF_USER + "/{tokenId}", WRITE_USER, this::endOfUser),
                Route.get(TOKENS_OF_CLIENT, ClientRoutes.READ_ONE, this::tokensOfClient)
                        .withQuery("page", "pageSize", "after", "userId"),
                Route.delete(TOKENS_OF_CLIENT + "/{tokenId}", ClientRoutes.WRITE, this::endOfClient));
    }

    private Response sessions(Request request) {
        Page page = Paging.of(request);
        UserSessions.Listing listing = sessions.list(request.caller(), request.pathParameter("userId"), page);
        String last = listing.sessions().isEmpty()
                ? null
                : listing.sessions().getLast().sessionId().toString();
        return Paging.answer(request, page, listing.sessions(), listing.total(), last);
    }

    private Response endSession(Request request) {
        sessions.end(request.caller(), request.pathParameter("userId"), request.pathParameter("sessionId"));
        return Response.noContent();
    }

    private Response tokensOfUser(Request request) {
        Page page = Paging.of(request);
        return tokens(
                request,
                page,
                tokens.ofUser(request.caller(), request.pathParameter("userId"), request.query("clientId"), page),
                "clientId");
    }

    private Response tokensOfClient(Request request) {
        Page page = Paging.of(request);
        return tokens(
                request,
                page,
                tokens.ofClient(request.caller(), request.pathParameter("clientId"), request.query("userId"), page),
                "userId");
    }

    private static Response tokens(Request request, Page page, RefreshableTokens.Listing listing, String filter) {
        String last =
                listing.tokens().isEmpty() ? null : listing.tokens().getLast().tokenId();
        return Paging.answer(request, page, listing.tokens(), listing.total(), last, filter);
    }

    private Response endOfUser(Request request) {
        tokens.endOfUser(request.caller(), request.pathParameter("userId"), request.pathParameter("tokenId"));
        return Response.noContent();
    }

    private Response endOfClient(Request request) {
        tokens.endOfClient(request.caller(), request.pathParameter("clientId"), request.pathParameter("tokenId"));
        return Response.noContent();
    }
}
