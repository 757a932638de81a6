package dev.gatehouse.oauth;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.token.Tokens;
import dev.gatehouse.audit.RefusalAudit;
import dev.gatehouse.clients.Client;
import dev.gatehouse.clients.Clients;
import dev.gatehouse.crypto.SecretValue;
import dev.gatehouse.keys.MasterKey;
import dev.gatehouse.oauth.claims.AskedClaims;
import dev.gatehouse.oauth.claims.UserClaims;
import dev.gatehouse.oauth.keys.SigningKeyStore;
import dev.gatehouse.oauth.keys.SigningKeys;
import dev.gatehouse.oauth.session.Ground;
import dev.gatehouse.oauth.token.AccessTokens;
import dev.gatehouse.oauth.token.ClientScopes;
import dev.gatehouse.oauth.token.Consents;
import dev.gatehouse.oauth.token.RefreshTokenValue;
import dev.gatehouse.oauth.token.RefreshTokens;
import dev.gatehouse.oauth.token.Resources;
import dev.gatehouse.oauth.token.Revocations;
import dev.gatehouse.oauth.token.TokenAccess;
import dev.gatehouse.oauth.token.TokenService;
import dev.gatehouse.registry.Registry;
import dev.gatehouse.store.ChangeFeed;
import dev.gatehouse.store.Database;
import dev.gatehouse.testing.Answer;
import dev.gatehouse.testing.TestDatabase;
import dev.gatehouse.testing.TestServer;
import dev.gatehouse.users.Users;
import dev.gatehouse.users.password.PasswordRules;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Tokens of users, issued as the authorization endpoint issues them, for a server under test. */
public final class TokenFixture implements AutoCloseable {
    private final TestServer server;
    private final Database database;
    private final ChangeFeed changes;
    private final Consents consents;
    private final TokenService tokens;

    public TokenFixture(TestServer server) {
        this(server, Clock.systemUTC());
    }

    public TokenFixture(TestServer server, Clock clock) {
        this.server = server;
        this.database = TestDatabase.open(server.database(), 1);
        this.changes = new ChangeFeed(database);
        MasterKey masterKey =
                MasterKey.read(server.data().resolve("master.key")).orElseThrow();
        String issuer = server.bootstrap().get("issuer").asString();
        SigningKeys keys = new SigningKeys(new SigningKeyStore(server.jdbi(), masterKey), changes, Clock.systemUTC());
        keys.open();
        Revocations revocations = new Revocations(server.jdbi(), Duration.ofMinutes(10), clock);
        this.consents = new Consents(server.jdbi(), revocations, clock);
        Clients clients = new Clients(server.jdbi(), Clock.systemUTC());
        UserClaims users = new UserClaims(new Users(server.jdbi(), clock, PasswordRules.shipped()), server.jdbi());
        this.tokens = new TokenService(
                new ClientScopes(clients, changes, List.of(Registry.TOPIC, Users.TOPIC), 10, clock),
                new AccessTokens(issuer, Duration.ofMinutes(10), JWSAlgorithm.ES256, keys, users, clock),
                new RefreshTokens(
                        server.jdbi(), revocations, new RefusalAudit(server.jdbi()), Duration.ofSeconds(10), clock),
                new Resources(issuer, server.jdbi(), changes, Registry.TOPIC, 10),
                consents,
                revocations);
    }

    /** What a user let a client do. */
    public record Granted(TestServer.Registered client, String userId, String origin, String access, String refresh) {}

    public TokenService tokens() {
        return tokens;
    }

    /** A user who may give the scopes of our own API. */
    private String newAdministrator() {
        String userId = server.newUser();
        server.jdbi()
                .useHandle(handle -> handle.execute("update users set user_type = 'admin' where user_id = ?", userId));
        return userId;
    }

    /** Tokens with a refresh token for a new user and a new client. */
    public Granted grant(String... scopes) {
        return grant(null, scopes);
    }

    public Granted grant(URI resource, String... scopes) {
        String userId = newAdministrator();
        TestServer.Registered client = server.newClient("admin", scopes);
        return grant(client, userId, resource, scopes);
    }

    public Granted grant(TestServer.Registered client, String userId, URI resource, String... scopes) {
        Client registered = new Clients(server.jdbi(), Clock.systemUTC())
                .authenticate(client.clientId(), SecretValue.of(client.secret()))
                .orElseThrow();
        consents.allow(userId, client.clientId(), Consents.Allowed.of(new Scope(scopes), AskedClaims.NONE));
        String origin = "code/" + UUID.randomUUID();
        Tokens issued = issue(
                new TokenAccess(
                        registered,
                        userId,
                        new Scope(scopes),
                        resource,
                        null,
                        ground(userId),
                        Set.of(),
                        new AccessTokens.Bounds(null, null)),
                origin);
        return new Granted(
                client,
                userId,
                origin,
                issued.getAccessToken().getValue(),
                issued.getRefreshToken().getValue());
    }

    /** An access token of a user who signed in that long ago. */
    public String tokenAfter(Duration sinceSignIn, String... scopes) {
        Granted granted = grant(scopes);
        UUID family = RefreshTokenValue.parse(granted.refresh()).orElseThrow().family();
        server.jdbi()
                .useHandle(handle -> handle.execute(
                        "update refresh_family set authenticated = ? where family_id = ?",
                        Instant.now().minus(sinceSignIn).atOffset(ZoneOffset.UTC),
                        family));
        return member(refresh(server, granted.client(), granted.refresh()).expect(200), "access_token");
    }

    private Ground ground(String userId) {
        return server.jdbi()
                .withHandle(handle -> handle.createQuery("select access_id from users where user_id = :userId")
                        .bind("userId", userId)
                        .mapTo(UUID.class)
                        .map(accessId -> new Ground(Instant.now(), accessId, null))
                        .one());
    }

    private Tokens issue(TokenAccess access, String origin) {
        try {
            return tokens.issue(access, true, origin);
        } catch (GeneralException e) {
            throw new AssertionError(e);
        }
    }

    public static Answer refresh(TestServer server, TestServer.Registered client, String refreshToken, String... more) {
        return form(server, client, "/oauth2/token", "grant_type=refresh_token&refresh_token=" + refreshToken, more);
    }

    public static Answer form(
            TestServer server, TestServer.Registered client, String path, String form, String... more) {
        String body = form + (more.length == 0 ? "" : "&" + String.join("&", more));
        return server.open()
                .withBasic(client.clientId(), client.secret())
                .send("POST", path, body, "Content-Type", "application/x-www-form-urlencoded");
    }

    public static String encoded(Object value) {
        return URLEncoder.encode(String.valueOf(value), StandardCharsets.UTF_8);
    }

    public static String member(Answer answer, String name) {
        return answer.json().get(name).asString();
    }

    public static JWTClaimsSet claims(String token) {
        try {
            return SignedJWT.parse(token).getJWTClaimsSet();
        } catch (ParseException e) {
            throw new AssertionError(e);
        }
    }

    /** Registers a service of the administrator's whose scopes these are. */
    public static String newService(TestServer server, String... scopes) {
        String id = "svc-" + UUID.randomUUID();
        server.administrator()
                .post("/oauth2/service", """
                        {"serviceId":"%s","serviceType":"openapi","serviceName":"x","scope":"%s"}
                        """.formatted(id, String.join(" ", scopes)))
                .expect(200);
        return id;
    }

    @Override
    public void close() {
        changes.close();
        database.close();
    }
}
