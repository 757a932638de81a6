package dev.gatehouse.access.issuers;

import static dev.gatehouse.access.issuers.TestIssuer.metadataOf;
import static dev.gatehouse.access.issuers.TestIssuer.send;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.ECDSASigner;
import dev.gatehouse.testing.Answer;
import dev.gatehouse.testing.Api;
import dev.gatehouse.testing.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Where the keys of other issuers come from, and what happens when they do not come. */
class KeyFetchTest {
    private final List<AutoCloseable> running = new ArrayList<>();

    @AfterEach
    void stop() throws Exception {
        for (AutoCloseable part : running.reversed()) {
            part.close();
        }
    }

    private TestIssuer issuer() {
        TestIssuer issuer = new TestIssuer();
        running.add(issuer);
        return issuer;
    }

    /** A server that trusts them, as far as their clients go. */
    private TestServer serverThatTrusts(TestIssuer... issuers) throws IOException {
        StringBuilder yaml = new StringBuilder();
        for (TestIssuer issuer : issuers) {
            yaml.append("""
                    - issuer: %s
                      audience: gatehouse
                      scopes: oauth.service.r
                      clients: {machine: admin}
                    """.formatted(issuer.name()));
        }
        return server(yaml.toString());
    }

    private TestServer server(String yaml) throws IOException {
        Path file = Files.writeString(TestServer.newDirectory().resolve("issuers.yaml"), yaml);
        TestServer server = TestServer.start(Map.of("GATEHOUSE_TRUSTED_ISSUERS", file.toString()));
        running.add(server);
        return server;
    }

    private static String token(TestIssuer issuer) {
        return issuer.token(Map.of("sub", "machine", "client_id", "machine"));
    }

    private static Answer call(TestServer server, String token) {
        return server.admin().withToken(token).get("/oauth2/service?page=1");
    }

    private static void unavailable(TestServer server, TestIssuer issuer) {
        Answer answer = call(server, token(issuer)).expectError(503, "ERR12121", "ISSUER_UNAVAILABLE");
        assertThat(answer.header("Retry-After")).isEqualTo("30");
    }

    @Test
    void keysAreFetchedOnceAndANewOneWhenATokenNamesIt() throws IOException {
        TestIssuer issuer = issuer();
        TestServer server = serverThatTrusts(issuer);
        assertThat(issuer.fetches()).isZero();
        for (int i = 0; i < 5; i++) {
            call(server, token(issuer)).expect(200);
        }
        assertThat(issuer.fetches()).isEqualTo(1);
        String before = token(issuer);

        issuer.rotate();

        call(server, token(issuer)).expect(200);
        call(server, before).expect(200);
        assertThat(issuer.fetches()).isEqualTo(2);
    }

    @Test
    void s13_tokensThatNameUnknownKeysCauseFewFetches() throws Exception {
        TestIssuer issuer = issuer();
        TestServer server = serverThatTrusts(issuer);
        call(server, token(issuer)).expect(200);

        for (int i = 0; i < 50; i++) {
            Answer answer = call(
                    server,
                    TestIssuer.signed(
                            "JWT",
                            JWSAlgorithm.ES256,
                            UUID.randomUUID().toString(),
                            new ECDSASigner(issuer.key()),
                            issuer.claims(Map.of("sub", "machine", "client_id", "machine"))));
            assertThat(answer.status()).isIn(401, 503);
        }

        assertThat(issuer.fetches()).isLessThanOrEqualTo(2);
        call(server, token(issuer)).expect(200);
    }

    @Test
    void anIssuerThatIsAwayKeepsNothingElseFromWorking() throws IOException {
        TestIssuer away = issuer();
        TestIssuer there = issuer();
        String token = token(away);
        away.close();
        TestServer server = serverThatTrusts(away, there);

        call(server, token).expectError(503, "ERR12121", "ISSUER_UNAVAILABLE");
        call(server, token(there)).expect(200);
        server.administrator().get("/oauth2/service?page=1").expect(200);
    }

    @Test
    void s22_anIssuerThatDoesNotAnswerLeavesRoomForOthers() throws Exception {
        TestIssuer silent = issuer();
        CountDownLatch released = new CountDownLatch(1);
        silent.answerKeysWith(exchange -> released.await());
        TestServer server = serverThatTrusts(silent);
        Api own = server.administrator();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Instant began = Instant.now();
            List<Future<Answer>> waiting = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                waiting.add(threads.submit(() -> call(server, token(silent))));
            }
            // Those in excess are turned away while the others wait.
            List<String> codes = new ArrayList<>();
            own.get("/oauth2/service?page=1").expect(200);
            assertThat(Duration.between(began, Instant.now())).isLessThan(Duration.ofSeconds(6));
            for (Future<Answer> answer : waiting) {
                codes.add(answer.get().expect(503).json().get("code").asString());
            }
            assertThat(codes).contains("ERR12106", "ERR12121");
            assertThat(Duration.between(began, Instant.now())).isLessThan(Duration.ofSeconds(30));
        } finally {
            released.countDown();
        }
    }

    @Test
    void s13_keysThatTrickleOrNeverEndAreGivenUp() throws IOException {
        TestIssuer trickling = issuer();
        CountDownLatch released = new CountDownLatch(1);
        trickling.answerKeysWith(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write('{');
            exchange.getResponseBody().flush();
            released.await();
        });
        TestIssuer endless = issuer();
        endless.answerKeysWith(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            for (int i = 0; i < 1_000_000; i++) {
                exchange.getResponseBody().write(new byte[1024]);
            }
        });
        TestIssuer huge = issuer();
        huge.answerKeysWith(exchange -> send(exchange, "{\"keys\":[" + " ".repeat(200_000) + "]}"));
        TestServer server = serverThatTrusts(trickling, endless, huge);
        try {
            unavailable(server, trickling);
            unavailable(server, endless);
            unavailable(server, huge);
        } finally {
            released.countDown();
        }
    }

    @Test
    void whatIsNoKeySetIsNone() throws IOException {
        TestIssuer text = issuer();
        text.answerKeysWith(exchange -> send(exchange, "<html>"));
        TestIssuer deep = issuer();
        deep.answerKeysWith(exchange -> send(exchange, "[".repeat(60_000)));
        TestIssuer failing = issuer();
        failing.answerKeysWith(exchange -> exchange.sendResponseHeaders(500, -1));
        TestServer server = serverThatTrusts(text, deep, failing);

        unavailable(server, text);
        unavailable(server, deep);
        unavailable(server, failing);
    }

    @Test
    void redirectsAreNotFollowed() throws IOException {
        TestIssuer good = issuer();
        TestIssuer redirecting = issuer();
        redirecting.answerKeysWith(exchange -> {
            exchange.getResponseHeaders().set("Location", good.jwksUri());
            exchange.sendResponseHeaders(302, -1);
        });
        TestServer server = serverThatTrusts(redirecting);

        unavailable(server, redirecting);
        assertThat(good.fetches()).isZero();
    }

    @Test
    void metadataOfAnotherIssuerOrWithAnUnsafeAddressIsRefused() throws IOException {
        TestIssuer another = issuer();
        another.answerMetadataWith(
                exchange -> send(exchange, metadataOf("https://elsewhere.example", another.jwksUri())));
        TestIssuer unsafe = issuer();
        unsafe.answerMetadataWith(exchange -> send(exchange, metadataOf(unsafe.name(), "http://keys.example/keys")));
        TestServer server = serverThatTrusts(another, unsafe);

        unavailable(server, another);
        unavailable(server, unsafe);
        assertThat(another.fetches() + unsafe.fetches()).isZero();
    }

    @Test
    void metadataIsFoundWhereRfc8414HasItToo() throws IOException {
        TestIssuer issuer = issuer();
        issuer.tellAt("/.well-known/oauth-authorization-server/tenant");
        TestServer server = serverThatTrusts(issuer);

        call(server, token(issuer)).expect(200);
    }

    @Test
    void anAddressOfItsKeysMakesMetadataUnnecessary() throws IOException {
        TestIssuer issuer = issuer();
        issuer.tellAt("/nowhere");
        TestServer server = server("""
                - issuer: %s
                  audience: gatehouse
                  jwks-uri: %s
                  scopes: oauth.service.r
                  clients: {machine: admin}
                """.formatted(issuer.name(), issuer.jwksUri()));

        call(server, token(issuer)).expect(200);
    }

    @Test
    void addressesInATokenAreNotFollowed() throws Exception {
        TestIssuer issuer = issuer();
        TestIssuer attacker = issuer();
        TestServer server = serverThatTrusts(issuer);
        com.nimbusds.jwt.SignedJWT forged = new com.nimbusds.jwt.SignedJWT(
                new com.nimbusds.jose.JWSHeader.Builder(JWSAlgorithm.ES256)
                        .keyID(attacker.key().getKeyID())
                        .jwkURL(java.net.URI.create(attacker.jwksUri()))
                        .jwk(attacker.key().toPublicJWK())
                        .build(),
                issuer.claims(Map.of("sub", "machine", "client_id", "machine")));
        forged.sign(new ECDSASigner(attacker.key()));

        call(server, forged.serialize()).expectError(401, "ERR10000", "INVALID_AUTH_TOKEN");
        assertThat(attacker.fetches()).isZero();
    }
}
