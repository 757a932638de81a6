package dev.gatehouse.oauth;

import dev.gatehouse.clients.Clients;
import dev.gatehouse.keys.MasterKey;
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
    /** Where rows and times come from. */
    record Ground(Jdbi jdbi, Clock clock, URI issuer, MasterKey masterKey, Clients clients) {}

    static FrontChannelParts on(
            Ground ground,
            ClientScopes clientScopes,
            Resources resources,
            Consents consents,
            IdTokens idTokens,
            TokenIssuer tokens) {
        Jdbi jdbi = ground.jdbi();
        Clock clock = ground.clock();
        RelyingParties parties = new RelyingParties(ground.clients());
        RequestedScopes scopes = new RequestedScopes(clientScopes);
        Sessions sessions = new Sessions(jdbi, clock);
        return new FrontChannelParts(
                parties,
                scopes,
                resources,
                new AuthorizationRequests(parties, scopes, resources),
                new PushedRequests(jdbi, clock),
                new AuthorizationCodes(jdbi, clock),
                new DeviceAuthorizations(jdbi, clock),
                new Continuations(ground.masterKey(), clock),
                consents,
                new ScopeDescriptions(jdbi),
                new Credentials(jdbi, clock),
                new Users(jdbi, clock),
                sessions,
                new Browsers(sessions, ground.issuer()),
                new GuessThrottle(jdbi, clock),
                new Pages(),
                idTokens,
                tokens,
                clock);
    }
}
