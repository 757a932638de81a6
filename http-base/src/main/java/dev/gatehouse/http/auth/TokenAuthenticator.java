package dev.gatehouse.http.auth;

import dev.gatehouse.api.ApiException;
import dev.gatehouse.http.Authenticator;
import dev.gatehouse.http.Identity;
import dev.gatehouse.http.Request;
import dev.gatehouse.http.Route;
import dev.gatehouse.http.syntax.BasicCredentials;
import java.util.List;

/** Knows callers by access tokens (RFC 6750, RFC 9449) and, where a route allows it, by client credentials (RFC 7617). Immutable. */
public final class TokenAuthenticator implements Authenticator {
    private final BearerGuard tokens;
    private final ClientGuard clients;
    private final List<String> addresses;

    /** @param addresses the URLs under which clients reach this server: proofs have to be for one of them */
    public TokenAuthenticator(BearerGuard tokens, ClientGuard clients, List<String> addresses) {
        this.tokens = tokens;
        this.clients = clients;
        this.addresses = List.copyOf(addresses);
    }

    @Override
    public Identity identify(Request request, Route route) {
        BasicCredentials credentials = route.protection().clientCredentials() ? request.basicCredentials() : null;
        return credentials == null ? byToken(presented(request)) : byCredentials(credentials, request.remoteAddress());
    }

    private PresentedToken presented(Request request) {
        String bound = request.dpopToken();
        if (bound == null) {
            return PresentedToken.bearer(request.bearerToken());
        }
        List<String> uris =
                addresses.stream().map(address -> address + request.path()).toList();
        return PresentedToken.withProof(bound, SentProof.of(request, uris));
    }

    private Identity byToken(PresentedToken token) {
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
