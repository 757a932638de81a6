package dev.gatehouse.oauth;

import com.github.benmanes.caffeine.cache.Ticker;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.oauth2.sdk.id.Audience;
import dev.gatehouse.clients.Clients;
import dev.gatehouse.http.ClientGuard;
import dev.gatehouse.http.Route;
import dev.gatehouse.keys.MasterKey;
import dev.gatehouse.pages.Visitors;
import dev.gatehouse.store.ChangeFeed;
import dev.gatehouse.store.ExpiredRows;
import dev.gatehouse.store.Maintenance;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;

/** The authorization server as one part: its signing keys, its tokens and its routes. Thread-safe. */
public final class AuthorizationServer implements AutoCloseable {
    /** The topic under which revoked ids are announced: those of access tokens and of what they came from. */
    public static final String REVOKED_TOPIC = Revocations.TOPIC;

    /** The replay of a code takes back what the code gave for that long at least, and as long as an access token lives. */
    private static final Duration REPLAYS_NOTICED = Duration.ofDays(1);

    private final SigningKeys keys;
    private final TokenStates states;
    private final ClientGuard clientCallers;
    private final OAuthRoutes routes;
    private final KeyRoutes keyRoutes;
    private final Maintenance maintenance;
    private final FrontChannel frontChannel;
    private final RelyingParties parties;
    private final Statements statements;

    /**
     * What it is built on.
     *
     * @param serviceTopic the topic under which changes of services are announced
     */
    public record Surroundings(
            Jdbi jdbi, MasterKey masterKey, Clients clients, ChangeFeed changes, String serviceTopic, Clock clock) {}

    /**
     * What an operator decides.
     *
     * @param tokenLifetime how long an access token lives
     * @param signingAlgorithm ES256 or RS256
     * @param cacheEntries the most entries of each cache
     * @param otherIssuers those whose access tokens our API takes too
     */
    public record Options(
            URI issuer, Duration tokenLifetime, String signingAlgorithm, int cacheEntries, List<String> otherIssuers) {}

    /** Opens the signing keys, making the first ones at the very first start. */
    public AuthorizationServer(Surroundings surroundings, Options options) {
        Jdbi jdbi = surroundings.jdbi();
        Clock clock = surroundings.clock();
        ChangeFeed changes = surroundings.changes();
        String issuer = options.issuer().toString();
        int entries = options.cacheEntries();

        SigningKeyStore keyStore = new SigningKeyStore(jdbi, surroundings.masterKey());
        keys = new SigningKeys(keyStore, clock);
        keys.open(changes);
        KeyRotation rotation = new KeyRotation(keyStore, keys, options.tokenLifetime(), clock);
        keyRoutes = new KeyRoutes(rotation, keys);

        Resources resources = new Resources(issuer, jdbi, changes, surroundings.serviceTopic(), entries);
        ClientScopes scopes = new ClientScopes(surroundings.clients(), changes, surroundings.serviceTopic(), entries);
        ServerMetadata metadata = new ServerMetadata(issuer, options.otherIssuers());
        ClientAssertions assertions = new ClientAssertions(
                surroundings.clients(),
                new UsedAssertions(jdbi),
                Set.of(
                        new Audience(issuer),
                        new Audience(metadata.tokenEndpoint()),
                        new Audience(metadata.pushedRequestEndpoint())),
                clock);
        ClientAuthenticator authenticator = new ClientAuthenticator(
                surroundings.clients(), assertions, new FailedAttempts(Ticker.systemTicker()), changes, entries);

        clientCallers = new ClientCallers(authenticator, scopes, changes, surroundings.serviceTopic(), entries);

        states = new TokenStates(jdbi);
        ActiveTokens activeTokens = new ActiveTokens(issuer, keys, states, clock);
        Revocations revocations = new Revocations(jdbi, options.tokenLifetime(), clock);
        RefreshTokens refreshTokens = new RefreshTokens(jdbi, revocations, clock);
        JWSAlgorithm algorithm = JWSAlgorithm.parse(options.signingAlgorithm());
        AccessTokens accessTokens = new AccessTokens(issuer, options.tokenLifetime(), algorithm, keys, clock);
        Consents consents = new Consents(jdbi, revocations, clock);
        GrantedTokens tokens = new GrantedTokens(accessTokens, refreshTokens, resources, consents, revocations);

        IdTokens idTokens = new IdTokens(issuer, keys, clock);
        FrontChannelParts parts = FrontChannelParts.on(
                new FrontChannelParts.Ground(
                        jdbi, clock, options.issuer(), surroundings.masterKey(), surroundings.clients()),
                scopes,
                resources,
                consents,
                idTokens,
                tokens);
        frontChannel = new FrontChannel(parts, authenticator, metadata);
        this.parties = parts.parties();
        statements = new Statements(issuer, algorithm, keys, clock);

        List<Grant> grants = List.of(
                new ClientCredentialsGrant(scopes, resources, tokens),
                new CodeGrant(parts.codes(), resources, tokens, idTokens),
                new DeviceGrant(parts.devices(), tokens, idTokens),
                new RefreshGrant(refreshTokens, scopes, resources, tokens),
                new TokenExchange(activeTokens, scopes, resources, accessTokens));
        routes = new OAuthRoutes(
                new TokenEndpoint(authenticator, grants),
                new Introspection(authenticator, scopes, activeTokens, refreshTokens, resources, jdbi, issuer, clock),
                new Revocation(authenticator, activeTokens, refreshTokens, revocations),
                keys,
                metadata,
                new ResourceMetadata(
                        resources, metadata.authorizationServers(), changes, surroundings.serviceTopic(), entries));
        ExpiredRows expiredRows = new ExpiredRows(jdbi, clock, expiring(options.tokenLifetime()));
        maintenance = new Maintenance("oauth-maintenance", List.of(rotation::keepSchedule, expiredRows::remove));
    }

    private static List<ExpiredRows.Table> expiring(Duration tokenLifetime) {
        List<ExpiredRows.Table> tables = new ArrayList<>();
        for (String name : List.of(
                "refresh_family",
                "revoked_token",
                "used_assertion",
                "client_previous_secret",
                "session",
                "pushed_request",
                "device_authorization")) {
            tables.add(new ExpiredRows.Table(name, Duration.ZERO));
        }
        Duration codes = REPLAYS_NOTICED.compareTo(tokenLifetime) < 0 ? tokenLifetime : REPLAYS_NOTICED;
        tables.add(new ExpiredRows.Table("authorization_code", codes));
        return tables;
    }

    /** Where to find the keys that verify this server's tokens. */
    public SigningKeys keys() {
        return keys;
    }

    /** Who calls with client credentials in place of a token. */
    public ClientGuard clientCallers() {
        return clientCallers;
    }

    /** What the database says of tokens. */
    public TokenStates states() {
        return states;
    }

    /** Who is in front of pages of other features. */
    public Visitors visitors() {
        return frontChannel.visitors();
    }

    /** Whether the client registered the URI to be redirected to. */
    public boolean mayRedirectTo(String clientId, String uri) {
        return parties.find(clientId).flatMap(party -> party.redirectUri(uri)).isPresent();
    }

    /** Signs and verifies statements of ours that other parts hand out. */
    public Statements statements() {
        return statements;
    }

    /** The operations of the public door. */
    public List<Route> routes() {
        List<Route> all = new ArrayList<>(routes.all());
        all.addAll(frontChannel.routes());
        return all;
    }

    /** The operations of the admin door. */
    public List<Route> adminRoutes() {
        return keyRoutes.all();
    }

    /** Stops the work in the background. */
    @Override
    public void close() {
        keys.close();
        maintenance.close();
    }
}
