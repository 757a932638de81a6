package dev.gatehouse.http.auth;

import dev.gatehouse.api.ApiException;
import dev.gatehouse.http.Authenticator;
import dev.gatehouse.http.Identity;
import dev.gatehouse.http.Request;
import dev.gatehouse.http.Route;
import dev.gatehouse.http.syntax.BasicCredentials;

/** Knows callers by bearer tokens (RFC 6750) and, where a route allows it, by client credentials (RFC 7617). Immutable. */
public final class TokenAuthenticator implements Authenticator {
    private final BearerGuard tokens;
    private final ClientGuard clients;

    public TokenAuthenticator(BearerGuard tokens, ClientGuard clients) {
        this.tokens = tokens;
        this.clients = clients;
    }

    @Override
    public Identity identify(Request request, Route route) {
        BasicCredentials credentials = route.protection().clientCredentials() ? request.basicCredentials() : null;
        return credentials == null
                ? byToken(request.bearerToken())
                : byCredentials(credentials, request.remoteAddress());
    }

    private Identity byToken(String token) {
        return new Identity(() -> tokens.remembered(token), () -> tokens.verify(token));
    }

    private Identity byCredentials(BasicCredentials credentials, String address) {
        return new Identity(() -> clients.remembered(credentials), () -> clients.verify(credentials, address));
    }

    @Override
    public ApiException challenged(ApiException error, Route route) {
        return Challenge.addTo(error, route, tokens.resourceMetadata());
    }
}
