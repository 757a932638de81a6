package dev.gatehouse.oauth;

import dev.gatehouse.clients.Clients;
import dev.gatehouse.keys.MasterKey;
import dev.gatehouse.oauth.pages.Pages;
import dev.gatehouse.oauth.sessions.Attempts;
import dev.gatehouse.oauth.sessions.Browsers;
import dev.gatehouse.oauth.sessions.Sessions;
import dev.gatehouse.users.Credentials;
import dev.gatehouse.users.Users;
import java.net.URI;
import java.time.Clock;
import org.jdbi.v3.core.Jdbi;

/** What the endpoints that people and their browsers meet are made of. Immutable; its parts are thread-safe. */
record FrontChannelParts(
        RelyingParties parties,
        RequestedScopes scopes,
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
        Attempts attempts,
        Pages pages,
        IdTokens idTokens,
        TokenIssuer tokens) {
    /** Where rows and times come from. */
    record Ground(Jdbi jdbi, Clock clock, URI issuer, MasterKey masterKey) {}

    static FrontChannelParts on(Ground ground, Clients clients, IdTokens idTokens, TokenIssuer tokens) {
        Jdbi jdbi = ground.jdbi();
        Clock clock = ground.clock();
        RelyingParties parties = new RelyingParties(jdbi);
        RequestedScopes scopes = new RequestedScopes(clients);
        Sessions sessions = new Sessions(jdbi, clock);
        return new FrontChannelParts(
                parties,
                scopes,
                new AuthorizationRequests(parties, scopes),
                new PushedRequests(jdbi, clock),
                new AuthorizationCodes(jdbi, clock),
                new DeviceAuthorizations(jdbi, clock),
                new Continuations(ground.masterKey(), clock),
                new Consents(jdbi, clock),
                new ScopeDescriptions(jdbi),
                new Credentials(jdbi, clock),
                new Users(jdbi, clock),
                sessions,
                new Browsers(sessions, ground.issuer()),
                new Attempts(jdbi, clock),
                new Pages(),
                idTokens,
                tokens);
    }
}
