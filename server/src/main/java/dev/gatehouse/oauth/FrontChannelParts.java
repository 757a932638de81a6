package dev.gatehouse.oauth;

import dev.gatehouse.oauth.pages.Pages;
import dev.gatehouse.oauth.sessions.Browsers;
import dev.gatehouse.oauth.sessions.Sessions;
import dev.gatehouse.users.Credentials;
import dev.gatehouse.users.GuessThrottle;
import dev.gatehouse.users.Users;
import java.net.URI;
import java.time.Clock;
import org.jdbi.v3.core.Jdbi;

/** What the endpoints that people and their browsers meet are made of. Immutable; its parts are thread-safe. */
record FrontChannelParts(
        RelyingParties parties,
        RequestedScopes scopes,
        Resources resources,
        AuthorizationRequests requests,
        PushedRequests pushed,
        AuthorizationCodes codes,
        DeviceAuthorizations devices,
        Continuations continuations,
        Consents consents,
        ScopeDescriptions descriptions,
        Credentials credentials,
        Users users,
        Sessions sessions,
        Browsers browsers,
        GuessThrottle throttle,
        Pages pages,
        IdTokens idTokens,
        TokenIssuer tokens,
        Clock clock) {

    static FrontChannelParts on(AuthorizationServer.Surroundings surroundings, URI issuer, TokenParts tokens) {
        Jdbi jdbi = surroundings.jdbi();
        Clock clock = surroundings.clock();
        RelyingParties parties = new RelyingParties(surroundings.clients());
        RequestedScopes scopes = new RequestedScopes(tokens.scopes());
        Sessions sessions = new Sessions(jdbi, clock);
        return new FrontChannelParts(
                parties,
                scopes,
                tokens.resources(),
                new AuthorizationRequests(parties, scopes, tokens.resources()),
                new PushedRequests(jdbi, clock),
                new AuthorizationCodes(jdbi, clock),
                new DeviceAuthorizations(jdbi, clock),
                new Continuations(surroundings.masterKey(), clock),
                tokens.consents(),
                new ScopeDescriptions(jdbi),
                new Credentials(jdbi, clock),
                new Users(jdbi, clock),
                sessions,
                new Browsers(sessions, issuer),
                new GuessThrottle(jdbi, clock),
                new Pages(),
                tokens.idTokens(),
                tokens.granted(),
                clock);
    }
}
