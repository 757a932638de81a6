package dev.gatehouse.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatehouse.http.ServerProcess;
import dev.gatehouse.oauth.TokenFixture;
import dev.gatehouse.parties.InstalledProgram;
import dev.gatehouse.store.DatabaseAddress;
import dev.gatehouse.testing.Answer;
import dev.gatehouse.testing.Api;
import dev.gatehouse.testing.TestDatabase;
import dev.gatehouse.testing.TestServer;
import dev.gatehouse.vault.VaultCallers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two processes whose clocks are five minutes wrong, one each way, beside one whose clock is right. */
class WrongClocksTest {
    private static final String ISSUER = "https://id.example.org";
    private static final String API = "/oauth2/service?page=1";

    private static TestServer right;
    private static ServerProcess fast;
    private static ServerProcess slow;

    @BeforeAll
    static void start() {
        Path library = InstalledProgram.find(
                "faketime",
                "/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1",
                "/usr/lib/aarch64-linux-gnu/faketime/libfaketimeMT.so.1");
        DatabaseAddress database = TestDatabase.create();
        right = TestServer.start(database, TestServer.newDirectory(), Map.of("GATEHOUSE_ISSUER", ISSUER));
        CompletableFuture<ServerProcess> ahead = CompletableFuture.supplyAsync(() -> process(library, "+300s"));
        slow = process(library, "-300s");
        fast = ahead.join();
    }

    @AfterAll
    static void stop() {
        if (right != null) {
            fast.close();
            slow.close();
            right.close();
        }
    }

    /** The steady clock is off by as much, which is nothing to it; without that, waiting threads would not rest. */
    private static ServerProcess process(Path library, String offset) {
        try {
            Path data = TestServer.newDirectory();
            Path key = Path.of("master.key");
            Files.copy(right.data().resolve(key), data.resolve(key), StandardCopyOption.COPY_ATTRIBUTES);
            Map<String, String> environment = Map.of(
                    "GATEHOUSE_ACCESS_TOKEN_SECONDS",
                    "600",
                    "GATEHOUSE_ISSUER",
                    ISSUER,
                    "GATEHOUSE_DATABASE_URL",
                    TestServer.url(right.database()),
                    "GATEHOUSE_DATABASE_POOL_SIZE",
                    "4",
                    "LD_PRELOAD",
                    library.toString(),
                    "FAKETIME",
                    offset);
            return ServerProcess.start(data, new ServerProcess.Options(ServerProcess.Options.SMALL, 0, 0, environment));
        } catch (IOException e) {
            throw new CompletionException(e);
        }
    }

    private static List<Api> admins() {
        return List.of(right.admin(), new Api(fast.admin()), new Api(slow.admin()));
    }

    private static List<Api> publics() {
        return List.of(right.open(), new Api(fast.open()), new Api(slow.open()));
    }

    private static Answer form(Api open, TestServer.Registered client, String path, String form) {
        return open.withBasic(client.clientId(), client.secret())
                .send("POST", path, form, "Content-Type", "application/x-www-form-urlencoded");
    }

    private static String token(Api open, TestServer.Registered client) {
        return form(open, client, "/oauth2/token", "grant_type=client_credentials")
                .expect(200)
                .json()
                .get("access_token")
                .asString();
    }

    private static String issued(Duration ago) {
        try (TokenFixture tokens = new TokenFixture(right, Clock.offset(Clock.systemUTC(), ago.negated()))) {
            return tokens.grant("oauth.service.r").access();
        }
    }

    @Test
    void s32_aTokenIsGoodAndExpiresAtTheSameTimeEverywhere() {
        TestServer.Registered client = right.newClient("admin", "oauth.service.r");
        String old = issued(Duration.ofMinutes(8));
        String expired = issued(Duration.ofMinutes(11));
        for (Api open : publics()) {
            String token = token(open, client);
            for (Api admin : admins()) {
                admin.withToken(token).get(API).expect(200);
            }
            Answer told =
                    form(open, client, "/oauth2/introspect", "token=" + token).expect(200);
            assertThat(told.json().get("exp").asLong() - Instant.now().getEpochSecond())
                    .isBetween(540L, 601L);
        }
        for (Api admin : admins()) {
            admin.withToken(old).get(API).expect(200);
            admin.withToken(expired).get(API).expectError(401, "ERR10001", "AUTH_TOKEN_EXPIRED");
        }
    }

    @Test
    void s32_whatOneProcessRevokesIsRevokedEverywhereForAsLongAsItWouldLive() {
        TestServer.Registered client = right.newClient("admin", "oauth.service.r");
        for (Api open : publics()) {
            String token = token(open, client);
            admins().forEach(admin -> admin.withToken(token).get(API).expect(200));

            form(open, client, "/oauth2/revoke", "token=" + token).expect(200);

            for (Api admin : admins()) {
                await().untilAsserted(() -> admin.withToken(token).get(API).expect(401));
            }
        }
        List<Instant> ends = right.jdbi()
                .withHandle(handle -> handle.createQuery("select expires from revoked_token")
                        .mapTo(Instant.class)
                        .list());
        Instant soonest = Instant.now().plus(Duration.ofMinutes(9));
        assertThat(ends).hasSizeGreaterThanOrEqualTo(3).allMatch(soonest::isBefore);
    }

    @Test
    void s32_storedTokensAndLeasesEndAtTheSameTimeEverywhere() {
        TestServer.Registered client = right.newClient("admin", VaultCallers.SCOPES);
        String name = VaultCallers.newName();
        String user = VaultCallers.newUser();
        Api here = right.admin().withBasic(client.clientId(), client.secret());
        here.post("/token-storage/service", VaultCallers.oauthService(name)).expect(200);
        String expires = Instant.now().plusSeconds(700).toString();
        here.post("/token-storage/user/" + user + "/token", VaultCallers.oauthToken(name, "access", "refresh", expires))
                .expect(201);

        String path = "/connections/" + user + "/" + name;
        for (Api admin : admins()) {
            Api api = admin.withBasic(client.clientId(), client.secret());
            Answer given = api.get(path + "/token?min_valid=600").expect(200);
            assertThat(given.json().get("expires_in").asInt()).isBetween(600, 700);
            api.get(path + "/token?min_valid=800").expectError(503, "ERR12135", "TOKEN_UNAVAILABLE");
        }

        right.jdbi()
                .useHandle(handle -> handle.execute(
                        "update connection set lease_until = now() + interval '1 minute' where user_id = ?", user));
        for (Api admin : admins()) {
            Answer shown = admin.withBasic(client.clientId(), client.secret())
                    .get(path)
                    .expect(200);
            assertThat(shown.json().get("status").asString()).isEqualTo("refreshing");
        }
    }
}
