package dev.gatehouse.oauth;

import dev.gatehouse.oauth.authorize.AuthorizationCodes;
import dev.gatehouse.oauth.authorize.AuthorizationRequests;
import dev.gatehouse.oauth.authorize.DeviceAuthorizations;
import dev.gatehouse.oauth.authorize.PendingAuthorizationRequests;
import dev.gatehouse.oauth.authorize.PushedRequests;
import dev.gatehouse.oauth.clientauth.RelyingParties;
import dev.gatehouse.oauth.page.Pages;
import dev.gatehouse.oauth.session.Browsers;
import dev.gatehouse.oauth.session.Sessions;
import dev.gatehouse.oauth.token.Consents;
import dev.gatehouse.oauth.token.IdTokens;
import dev.gatehouse.oauth.token.RequestedScopes;
import dev.gatehouse.oauth.token.Resources;
import dev.gatehouse.oauth.token.ScopeDescriptions;
import dev.gatehouse.oauth.token.TokenIssuer;
import dev.gatehouse.users.Credentials;
import dev.gatehouse.users.GuessThrottle;
import dev.gatehouse.users.Users;
import java.net.URI;
import java.time.Clock;
import org.jdbi.v3.core.Jdbi;

/** What the endpoints that people and their browsers meet are made of. Immutable; its parts are thread-safe. */
public record FrontChannelParts(
        RelyingParties parties,
        RequestedScopes scopes,
        Resources resources,
        AuthorizationRequests requests,
        PushedRequests pushed,
        AuthorizationCodes codes,
        DeviceAuthorizations devices,
        PendingAuthorizationRequests continuations,
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
                new PendingAuthorizationRequests(surroundings.masterKey(), clock),
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
