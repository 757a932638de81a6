package dev.gatehouse.oauth;

import com.nimbusds.oauth2.sdk.id.Issuer;
import dev.gatehouse.oauth.authorize.AuthorizationCodes;
import dev.gatehouse.oauth.authorize.AuthorizationDecisions;
import dev.gatehouse.oauth.authorize.AuthorizationEndpoint;
import dev.gatehouse.oauth.authorize.AuthorizationPages;
import dev.gatehouse.oauth.authorize.AuthorizationRequests;
import dev.gatehouse.oauth.authorize.AuthorizationResponses;
import dev.gatehouse.oauth.authorize.ClientEndpoints;
import dev.gatehouse.oauth.authorize.DeviceAuthorizations;
import dev.gatehouse.oauth.authorize.ImplicitResponses;
import dev.gatehouse.oauth.authorize.PendingAuthorizationRequests;
import dev.gatehouse.oauth.authorize.PushedRequestStore;
import dev.gatehouse.oauth.clientauth.ClientAuthenticator;
import dev.gatehouse.oauth.clientauth.RelyingParties;
import dev.gatehouse.oauth.message.ShownKeys;
import dev.gatehouse.oauth.page.Pages;
import dev.gatehouse.oauth.session.Browsers;
import dev.gatehouse.oauth.session.Sessions;
import dev.gatehouse.oauth.signin.AccountPages;
import dev.gatehouse.oauth.signin.ConsentForms;
import dev.gatehouse.oauth.signin.DevicePages;
import dev.gatehouse.oauth.signin.LogoutEndpoint;
import dev.gatehouse.oauth.signin.OwnPasswordPages;
import dev.gatehouse.oauth.signin.SignIn;
import dev.gatehouse.oauth.signin.SignedInVisitors;
import dev.gatehouse.oauth.token.RequestedScopes;
import dev.gatehouse.oauth.token.ScopeDescriptions;
import dev.gatehouse.pages.Visitors;
import dev.gatehouse.users.Credentials;
import dev.gatehouse.users.GuessThrottle;
import dev.gatehouse.users.PasswordChange;
import java.time.Clock;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/** What people and their browsers meet, and where clients begin an authorization. Its parts are thread-safe. */
final class BrowserWiring {
    final AuthorizationCodes codes;
    final DeviceAuthorizations devices;
    final RelyingParties parties;
    final ClientEndpoints clientEndpoints;
    final PageRoutes pageRoutes;
    final Visitors visitors;
    final Sessions sessions;

    BrowserWiring(
            AuthorizationServer.Dependencies on,
            AuthorizationServer.Options options,
            TokenWiring tokens,
            ClientAuthenticator authenticator) {
        Jdbi jdbi = on.jdbi();
        Clock clock = on.clock();
        String issuer = options.issuer().toString();
        codes = new AuthorizationCodes(jdbi, clock);
        devices = new DeviceAuthorizations(jdbi, clock);
        parties = new RelyingParties(on.clients());

        RequestedScopes scopes = new RequestedScopes(tokens.scopes);
        AuthorizationRequests requests = new AuthorizationRequests(parties, scopes, tokens.resources);
        PushedRequestStore pushed = new PushedRequestStore(jdbi, clock);
        clientEndpoints = new ClientEndpoints(
                issuer, authenticator, new ShownKeys(on.proofs()), requests, pushed, devices, tokens.resources, scopes);

        Pages pages = new Pages(options.languages());
        sessions = new Sessions(
                jdbi,
                List.of(
                        codes::sessionEnded,
                        devices::sessionEnded,
                        tokens.revocations::sessionEnded,
                        tokens.parties::sessionEnded),
                clock);
        Browsers browsers = new Browsers(sessions, options.languages(), options.issuer(), on.masterKey());
        GuessThrottle throttle = new GuessThrottle(jdbi, clock);
        ScopeDescriptions descriptions = new ScopeDescriptions(jdbi);
        PendingAuthorizationRequests pending = new PendingAuthorizationRequests(on.masterKey(), clock);
        Issuer named = new Issuer(issuer);
        AuthorizationDecisions decisions = new AuthorizationDecisions(
                requests,
                pending,
                pushed,
                tokens.consents,
                tokens.idTokens,
                new AuthorizationPages(pending, descriptions, pages),
                new AuthorizationResponses(
                        named,
                        codes,
                        new ImplicitResponses(named, tokens.tokens, tokens.idTokens, tokens.claims, clock),
                        pages));
        Credentials credentials = new Credentials(jdbi, clock, options.passwords());
        SignIn signIn =
                new SignIn(decisions, pending, credentials, sessions, browsers, throttle, tokens.refusals, pages);
        visitors = new SignedInVisitors(browsers, signIn);
        pageRoutes = new PageRoutes(
                new AuthorizationEndpoint(pushed, browsers, decisions),
                signIn,
                new ConsentForms(decisions, pending, browsers, pages),
                new DevicePages(devices, parties, tokens.consents, descriptions, throttle, browsers, pages, signIn),
                new AccountPages(tokens.consents, descriptions, sessions, tokens.users, browsers, pages, signIn),
                new OwnPasswordPages(
                        new PasswordChange(jdbi, clock, throttle, options.passwords()),
                        credentials,
                        browsers,
                        pages,
                        signIn),
                new LogoutEndpoint(parties, tokens.idTokens, tokens.parties, pending, sessions, browsers, pages),
                pages);
    }
}
