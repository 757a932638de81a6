package dev.gatehouse.testing;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.gatehouse.Gatehouse;
import dev.gatehouse.api.Json;
import dev.gatehouse.authority.SystemScopes;
import dev.gatehouse.clients.Client;
import dev.gatehouse.clients.Clients;
import dev.gatehouse.clients.GrantTypes;
import dev.gatehouse.crypto.SecretValue;
import dev.gatehouse.settings.SettingsReader;
import dev.gatehouse.store.DatabaseAddress;
import dev.gatehouse.users.password.Passwords;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.postgres.PostgresPlugin;
import tools.jackson.databind.JsonNode;

/**
 * A real server on free ports with a real database of its own. {@link #shared()} serves every test that needs no special
 * settings; tests keep apart by the ids they use.
 */
public final class TestServer implements AutoCloseable {
    private static final class Shared {
        static final TestServer SERVER = sharingScopes(start(Map.of()));
    }

    /** Derived once: that is slow. */
    private static final class Hash {
        static final String OF_PASSWORD = Passwords.hash("correct horse");
    }

    /** What clients of tests may ask for. */
    private static final List<String> GRANT_TYPES =
            List.of(GrantTypes.CLIENT_CREDENTIALS, GrantTypes.REFRESH_TOKEN, GrantTypes.TOKEN_EXCHANGE);

    /** Nobody runs out of time because the machine is busy; tests of a time limit set their own. */
    private static final Map<String, String> PATIENT = Map.of(
            "GATEHOUSE_HEADER_SECONDS", "300",
            "GATEHOUSE_BODY_SECONDS", "3600",
            "GATEHOUSE_IDLE_SECONDS", "3600",
            "GATEHOUSE_DATABASE_WAIT_SECONDS", "300",
            "GATEHOUSE_VAULT_VENDOR_SECONDS", "120",
            "GATEHOUSE_DECISION_OUTAGE_SECONDS", "3600");

    private final Gatehouse gatehouse;
    private final Path data;
    private final DatabaseAddress database;
    private final HikariDataSource connections;
    private final Jdbi jdbi;
    private final Api admin;
    private final Api open;

    private TestServer(Gatehouse gatehouse, Path data, DatabaseAddress database) {
        this.gatehouse = gatehouse;
        this.data = data;
        this.database = database;
        this.connections = connections(database);
        this.jdbi = Jdbi.create(connections).installPlugin(new PostgresPlugin());
        this.admin = new Api(gatehouse.adminUrl());
        this.open = new Api(gatehouse.publicUrl());
    }

    /** The server most tests share; it runs until the JVM ends. */
    public static TestServer shared() {
        return Shared.SERVER;
    }

    /**
     * A server with a new database and these settings, by their environment variables. Its administrator and its first
     * client are those of every such server.
     */
    public static TestServer start(Map<String, String> settings) {
        TestServer server = start(FirstStart.database(), newDirectory(), settings);
        URI issuer = URI.create(
                settings.getOrDefault("GATEHOUSE_ISSUER", server.publicUrl().toString()));
        FirstStart.tell(server.data(), server.adminUrl(), server.publicUrl(), issuer);
        return server;
    }

    /** A server on an existing database, whose first start it is where the database has nobody in it. */
    public static TestServer start(DatabaseAddress database, Path data, Map<String, String> settings) {
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("GATEHOUSE_DATA", data.toString());
        environment.put("GATEHOUSE_ADMIN_PORT", "0");
        environment.put("GATEHOUSE_PUBLIC_PORT", "0");
        environment.put("GATEHOUSE_DATABASE_URL", url(database));
        environment.put("GATEHOUSE_DATABASE_POOL_SIZE", "8");
        environment.putAll(PATIENT);
        environment.putAll(settings);
        Gatehouse gatehouse = Gatehouse.start(SettingsReader.read(environment, Optional.empty(), Map.of()));
        return new TestServer(gatehouse, data, database);
    }

    /** As an operator would set it. */
    public static String url(DatabaseAddress database) {
        return database.jdbcUrl() + (database.jdbcUrl().contains("?") ? "&" : "?") + "user=" + database.user()
                + "&password=" + URLEncoder.encode(database.password(), StandardCharsets.UTF_8);
    }

    /** Signing in at the database takes longer than most that tests do there. */
    private static HikariDataSource connections(DatabaseAddress database) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("tests");
        config.setJdbcUrl(database.jdbcUrl());
        config.setUsername(database.user());
        config.setPassword(database.password());
        config.setMaximumPoolSize(32);
        config.setMinimumIdle(0);
        config.setInitializationFailTimeout(-1);
        config.setConnectionTimeout(Duration.ofMinutes(3).toMillis());
        return new HikariDataSource(config);
    }

    /** A new directory that is left to the build's clean-up. */
    public static Path newDirectory() {
        try {
            Path parent = Files.createDirectories(Path.of("target", "test-data"));
            return Files.createTempDirectory(parent, "data").toAbsolutePath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The admin listener without a token. */
    public Api admin() {
        return admin;
    }

    /** The public listener. */
    public Api open() {
        return open;
    }

    public URI adminUrl() {
        return gatehouse.adminUrl();
    }

    public URI publicUrl() {
        return gatehouse.publicUrl();
    }

    public Path data() {
        return data;
    }

    public DatabaseAddress database() {
        return database;
    }

    /** Its database, without the time limits that the server has; until {@link #close()}. */
    public Jdbi jdbi() {
        return jdbi;
    }

    public Gatehouse gatehouse() {
        return gatehouse;
    }

    /** The credentials the first start wrote. */
    public JsonNode bootstrap() {
        try {
            return Json.read(Files.readString(data.resolve("bootstrap.json")), JsonNode.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The admin listener with a token of the bootstrap client, all scopes or those given. */
    public Api administrator(String... scopes) {
        JsonNode bootstrap = bootstrap();
        return admin.withToken(token(
                bootstrap.get("clientId").asString(),
                bootstrap.get("clientSecret").asString(),
                scopes));
    }

    /** The admin listener with a token of a new client that the user owns. */
    public Api as(String userId, String... scopes) {
        Registered client = newClient(userId, scopes);
        return admin.withToken(token(client.clientId(), client.secret()));
    }

    /** A client's credentials. */
    public record Registered(String clientId, String secret) {}

    /** Registers a client of the user's with these scopes. */
    public Registered newClient(String userId, String... scopes) {
        SecretValue secret = SecretValue.generate();
        String clientId = "client-" + UUID.randomUUID();
        Clients clients = new Clients(jdbi, Clock.systemUTC());
        jdbi.useTransaction(handle -> {
            declare(handle, scopes);
            clients.create(handle, Client.service(clientId, "Test client", userId, String.join(" ", scopes)), secret);
            handle.createUpdate("update client set grant_types = :grantTypes where client_id = :clientId")
                    .bindArray("grantTypes", String.class, GRANT_TYPES)
                    .bind("clientId", clientId)
                    .execute();
            allow(handle, userId, scopes);
        });
        return new Registered(clientId, secret.reveal());
    }

    /** Tests with services of several owners declare the same ones. */
    private static TestServer sharingScopes(TestServer server) {
        server.jdbi.useHandle(handle -> {
            handle.execute("""
                    insert into service (service_id, service_type, service_name, owner_id, scope, created, updated)
                    values ('declares-test-scopes', 'openapi', 'Declares test scopes', 'admin', 'data.r data.w', now(), now())
                    """);
            handle.execute("update scope_owner set shared = true");
        });
        return server;
    }

    /** Scopes are there as long as a service declares them; those of our own API always are. */
    private static void declare(Handle handle, String... scopes) {
        List<String> others = Stream.of(scopes)
                .filter(scope -> !scope.startsWith("oauth.") && !scope.startsWith("token-storage."))
                .toList();
        if (others.isEmpty()) {
            return;
        }
        handle.execute("""
                insert into service (service_id, service_type, service_name, owner_id, scope, created, updated)
                values ('declares-test-scopes', 'openapi', 'Declares test scopes', 'admin', '', now(), now())
                on conflict do nothing
                """);
        handle.createUpdate("""
                        insert into service_scope (scope, service_id)
                        select scope, 'declares-test-scopes' from unnest(:scopes) as given (scope)
                        on conflict do nothing
                        """).bindArray("scopes", String.class, others).execute();
        handle.createUpdate("""
                        insert into scope_declarer (scope, service_id)
                        select scope, 'declares-test-scopes'
                          from unnest(:scopes) as given (scope)
                         where can_be_owned(scope)
                        on conflict do nothing
                        """).bindArray("scopes", String.class, others).execute();
        handle.execute("update scope_owner set shared = true where service_id = 'declares-test-scopes' and not shared");
    }

    /** As an administrator would: who is none may hold what their clients are for. */
    private static void allow(Handle handle, String userId, String... scopes) {
        List<String> system =
                Stream.of(scopes).filter(SystemScopes.ALL::contains).toList();
        handle.createUpdate("""
                        update users
                           set system_scope = array_to_string(array(
                                   select distinct token
                                     from unnest(string_to_array(nullif(system_scope, ''), ' ') || :scopes) token), ' ')
                         where user_id = :userId and user_type <> 'admin'
                        """)
                .bindArray("scopes", String.class, system)
                .bind("userId", userId)
                .execute();
    }

    /** Makes the endpoints the only ones of the service that the client is linked to. */
    public void link(String clientId, String serviceId, String... endpoints) {
        administrator()
                .post("/oauth2/client/" + clientId + "/service/" + serviceId, Json.text(endpoints))
                .expect(200);
    }

    /** Registers a user, whose password is "correct horse", and returns the id. */
    public String newUser() {
        String userId = "user-" + UUID.randomUUID();
        jdbi.useHandle(handle -> handle.execute("""
                insert into users (user_id, user_type, email, password_hash, created, updated)
                values (?, 'employee', ?, ?, now(), now())
                """, userId, userId + "@example.org", Hash.OF_PASSWORD));
        return userId;
    }

    /** An access token by client credentials. */
    public String token(String clientId, String secret, String... scopes) {
        String form =
                "grant_type=client_credentials" + (scopes.length == 0 ? "" : "&scope=" + String.join("+", scopes));
        return open.withBasic(clientId, secret)
                .send("POST", "/oauth2/token", form, "Content-Type", "application/x-www-form-urlencoded")
                .expect(200)
                .json()
                .get("access_token")
                .asString();
    }

    @Override
    public void close() {
        gatehouse.close();
        connections.close();
    }
}
