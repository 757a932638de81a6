package dev.gatehouse.oauth;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.oauth2.sdk.GrantType;
import dev.gatehouse.authority.SystemScopes;
import dev.gatehouse.clients.Clients;
import dev.gatehouse.clients.ServedClients;
import dev.gatehouse.dpop.Proofs;
import dev.gatehouse.http.Route;
import dev.gatehouse.http.auth.ClientGuard;
import dev.gatehouse.http.outgoing.OutgoingHttp;
import dev.gatehouse.jwks.Downloads;
import dev.gatehouse.keys.MasterKey;
import dev.gatehouse.oauth.authorize.AuthorizationRequests;
import dev.gatehouse.oauth.authorize.ImplicitResponses;
import dev.gatehouse.oauth.claims.TokenClaim;
import dev.gatehouse.oauth.clientauth.ClientAssertions;
import dev.gatehouse.oauth.clientauth.ClientAuthenticator;
import dev.gatehouse.oauth.clientauth.ClientCallers;
import dev.gatehouse.oauth.clientauth.FailedAttempts;
import dev.gatehouse.oauth.clientauth.RegisteredKeys;
import dev.gatehouse.oauth.clientauth.UsedAssertionStore;
import dev.gatehouse.oauth.grant.ClientCredentialsGrant;
import dev.gatehouse.oauth.grant.CodeGrant;
import dev.gatehouse.oauth.grant.DeviceGrant;
import dev.gatehouse.oauth.grant.Grant;
import dev.gatehouse.oauth.grant.Introspection;
import dev.gatehouse.oauth.grant.RefreshGrant;
import dev.gatehouse.oauth.grant.Revocation;
import dev.gatehouse.oauth.grant.TokenEndpoint;
import dev.gatehouse.oauth.grant.TokenExchange;
import dev.gatehouse.oauth.keys.KeyRotation;
import dev.gatehouse.oauth.keys.KeyRoutes;
import dev.gatehouse.oauth.keys.SigningKeyStore;
import dev.gatehouse.oauth.keys.SigningKeys;
import dev.gatehouse.oauth.keys.StateTokenSigner;
import dev.gatehouse.oauth.logout.LogoutDeliveries;
import dev.gatehouse.oauth.message.ShownKeys;
import dev.gatehouse.oauth.metadata.ResourceMetadata;
import dev.gatehouse.oauth.metadata.ServerEndpoints;
import dev.gatehouse.oauth.metadata.ServerMetadata;
import dev.gatehouse.oauth.oversight.OversightRoutes;
import dev.gatehouse.oauth.oversight.RefreshableTokens;
import dev.gatehouse.oauth.oversight.UserSessions;
import dev.gatehouse.oauth.token.Revocations;
import dev.gatehouse.oauth.token.TokenStandings;
import dev.gatehouse.pages.PageLanguages;
import dev.gatehouse.pages.Visitors;
import dev.gatehouse.store.ChangeFeed;
import dev.gatehouse.store.Maintenance;
import dev.gatehouse.store.RetentionJob;
import dev.gatehouse.users.Users;
import dev.gatehouse.users.password.PasswordRules;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;

/** The authorization server as one part: its signing keys, its tokens and its routes. Thread-safe. */
public final class AuthorizationServer implements AutoCloseable {
    /** The topic under which revoked ids are announced: those of access tokens and of what they came from. */
    public static final String REVOKED_TOPIC = Revocations.TOPIC;

    /** The topic under which changes of signing keys are announced. */
    public static final String KEYS_TOPIC = SigningKeyStore.TOPIC;

    /** The replay of a code takes back what the code gave for that long at least, and as long as an access token lives. */
    private static final Duration REPLAYS_NOTICED = Duration.ofDays(1);

    /** What was made with a token, as a way to connect an account, may outlive it for that long, and still ends with it. */
    private static final Duration REVOCATION_OUTLASTING = Duration.ofHours(1);

    /** For so long a device that asks learns that its code expired (RFC 8628 section 3.5), and not that there is none. */
    private static final Duration EXPIRY_TOLD = Duration.ofHours(1);

    private final Dependencies on;
    private final String issuer;
    private final SigningKeys keys;
    private final TokenStandings states;
    private final ClientGuard clientCallers;
    private final List<GrantType> grantTypes;
    private final OAuthRoutes routes;
    private final OpenidRoutes openidRoutes;
    private final KeyRoutes keyRoutes;
    private final OversightRoutes oversightRoutes;
    private final Maintenance maintenance;
    private final BrowserWiring browser;
    private final StateTokenSigner stateTokens;

    /**
     * What it is built on.
     *
     * @param serviceTopic the topic under which changes of services are announced
     * @param proofs the one memory of proofs in this process
     * @param downloads fetches what clients name
     */
    public record Dependencies(
            Jdbi jdbi,
            MasterKey masterKey,
            Clients clients,
            ChangeFeed changes,
            String serviceTopic,
            Proofs proofs,
            Downloads downloads,
            Clock clock) {
        /** What decides about the scopes of clients, beside the clients themselves. */
        List<String> scopeTopics() {
            return List.of(serviceTopic, Users.TOPIC);
        }
    }

    /**
     * What an operator decides.
     *
     * @param tokenLifetime how long an access token lives
     * @param refreshGrace how long a refresh token that was replaced is answered with its successor, where the client says
     *     nothing
     * @param signingAlgorithm ES256 or RS256
     * @param cacheEntries the most entries of each cache
     * @param otherIssuers those whose access tokens our API takes too
     * @param passwords that people may choose
     * @param languages of its pages
     */
    public record Options(
            URI issuer,
            Duration tokenLifetime,
            Duration refreshGrace,
            String signingAlgorithm,
            int cacheEntries,
            List<String> otherIssuers,
            PasswordRules passwords,
            PageLanguages languages) {
        JWSAlgorithm algorithm() {
            return JWSAlgorithm.parse(signingAlgorithm);
        }
    }

    /** Opens the signing keys, making the first ones at the very first start. */
    public AuthorizationServer(Dependencies on, Options options) {
        this.on = on;
        Jdbi jdbi = on.jdbi();
        Clock clock = on.clock();
        ChangeFeed changes = on.changes();
        issuer = options.issuer().toString();
        int entries = options.cacheEntries();

        SigningKeyStore keyStore = new SigningKeyStore(jdbi, on.masterKey());
        keys = new SigningKeys(keyStore, changes, clock);
        keys.open();
        KeyRotation rotation = new KeyRotation(keyStore, keys, options.tokenLifetime(), clock);
        keyRoutes = new KeyRoutes(rotation, keys);
        stateTokens = new StateTokenSigner(issuer, options.algorithm(), keys, clock);

        TokenWiring tokens = new TokenWiring(on, options, keys);
        states = tokens.states;
        ServerEndpoints endpoints = new ServerEndpoints(issuer);
        ClientAuthenticator authenticator = authenticator(on, options, endpoints);
        clientCallers = new ClientCallers(authenticator, tokens.scopes, changes, on.scopeTopics(), entries, clock);
        browser = new BrowserWiring(on, options, tokens, authenticator);
        oversightRoutes = new OversightRoutes(
                new UserSessions(tokens.users, browser.sessions),
                new RefreshableTokens(jdbi, tokens.users, on.clients(), tokens.revocations, clock));
        List<Grant> grants = grants(tokens, browser);
        grantTypes = Stream.concat(grants.stream().map(Grant::type), Stream.of(ImplicitResponses.GRANT_TYPE))
                .toList();
        ServerMetadata metadata = new ServerMetadata(
                endpoints,
                new ServerMetadata.Supported(
                        grantTypes,
                        AuthorizationRequests.RESPONSE_TYPES,
                        options.languages().tags()),
                options.otherIssuers());
        openidRoutes = new OpenidRoutes(
                new UserInfoEndpoint(issuer, tokens.active, on.proofs(), on.clients(), tokens.claims),
                metadata.openid());
        routes = new OAuthRoutes(
                browser.clientEndpoints,
                new TokenEndpoint(
                        endpoints.token(),
                        authenticator,
                        new ShownKeys(on.proofs()),
                        on.clients(),
                        tokens.refusals,
                        grants),
                introspection(authenticator, tokens, on, issuer),
                new Revocation(authenticator, tokens.active, tokens.refreshTokens, tokens.revocations),
                keys,
                endpoints,
                metadata,
                new ResourceMetadata(
                        tokens.resources, metadata.authorizationServers(), changes, on.serviceTopic(), entries));

        maintenance = new Maintenance("oauth-maintenance", List.of(rotation::keepSchedule));
    }

    private static ClientAuthenticator authenticator(Dependencies on, Options options, ServerEndpoints endpoints) {
        return new ClientAuthenticator(
                on.clients(),
                new ClientAssertions(
                        on.clients(),
                        new RegisteredKeys(on.downloads(), on.changes(), options.cacheEntries()),
                        new UsedAssertionStore(on.jdbi()),
                        endpoints.issuer(),
                        Set.of(endpoints.issuer(), endpoints.token()),
                        endpoints.authenticating(),
                        on.clock()),
                new FailedAttempts(System::nanoTime),
                on.changes(),
                List.of(Users.TOPIC),
                options.cacheEntries());
    }

    private static Introspection introspection(
            ClientAuthenticator authenticator, TokenWiring tokens, Dependencies on, String issuer) {
        return new Introspection(
                authenticator,
                tokens.scopes,
                tokens.active,
                tokens.refreshTokens,
                tokens.resources,
                issuer,
                on.clock());
    }

    private static List<Grant> grants(TokenWiring with, BrowserWiring browser) {
        return List.of(
                new ClientCredentialsGrant(with.scopes, with.resources, with.tokens),
                new RefreshGrant(with.refreshTokens, with.scopes, with.resources, with.tokens),
                new TokenExchange(with.active, with.scopes, with.resources, with.accessTokens),
                new CodeGrant(browser.codes, with.resources, with.tokens, with.idTokens, with.claims, with.refusals),
                new DeviceGrant(browser.devices, with.tokens, with.idTokens, with.claims));
    }

    /**
     * What is removed once its time has passed.
     *
     * @param tokenLifetime how long an access token lives
     */
    public static List<RetentionJob.Table> expiring(Duration tokenLifetime) {
        List<RetentionJob.Table> tables = new ArrayList<>();
        for (String name : List.of(
                "refresh_family",
                "used_assertion",
                "client_previous_secret",
                "session",
                "session_party",
                "pushed_request")) {
            tables.add(new RetentionJob.Table(name, Duration.ZERO));
        }
        tables.add(new RetentionJob.Table("revoked_token", REVOCATION_OUTLASTING));
        Duration codes = REPLAYS_NOTICED.compareTo(tokenLifetime) < 0 ? tokenLifetime : REPLAYS_NOTICED;
        tables.add(new RetentionJob.Table("authorization_code", codes));
        tables.add(new RetentionJob.Table("device_authorization", EXPIRY_TOLD));
        return tables;
    }

    /** Where to find the keys that verify this server's tokens. */
    public SigningKeys keys() {
        return keys;
    }

    /** What clients can be registered for. */
    public ServedClients served() {
        return new ServedClients(
                Set.copyOf(SystemScopes.ALL),
                grantTypes.stream().map(GrantType::getValue).collect(Collectors.toSet()),
                TokenClaim.reserved());
    }

    /** Who calls with client credentials in place of a token. */
    public ClientGuard clientCallers() {
        return clientCallers;
    }

    /** How tokens stand. */
    public TokenStandings states() {
        return states;
    }

    /** Begins to tell clients of sessions that ended. @param http where they may be told; stays open */
    public LogoutDeliveries logoutDeliveries(OutgoingHttp http) {
        return new LogoutDeliveries(
                new LogoutDeliveries.Dependencies(on.jdbi(), on.clients(), on.changes(), issuer, keys, on.clock()),
                http);
    }

    /** Who is in front of pages of other features. */
    public Visitors visitors() {
        return browser.visitors;
    }

    /** Whether the client registered the URI to be redirected to. */
    public boolean mayRedirectTo(String clientId, String uri) {
        return browser.parties
                .find(clientId)
                .flatMap(party -> party.redirectUri(uri))
                .isPresent();
    }

    /** Signs and verifies state tokens that other features hand out. */
    public StateTokenSigner stateTokens() {
        return stateTokens;
    }

    /** The operations of the public listener. */
    public List<Route> routes() {
        List<Route> all = new ArrayList<>(routes.all());
        all.addAll(openidRoutes.all());
        all.addAll(browser.pageRoutes.all());
        return all;
    }

    /** The operations of the admin listener. */
    public List<Route> adminRoutes() {
        return Stream.concat(keyRoutes.all().stream(), oversightRoutes.all().stream())
                .toList();
    }

    /** Stops the work in the background. */
    @Override
    public void close() {
        maintenance.close();
    }
}
