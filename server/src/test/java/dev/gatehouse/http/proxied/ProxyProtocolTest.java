package dev.gatehouse.http.proxied;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatehouse.http.ProxyProcess;
import dev.gatehouse.http.RawConnection;
import dev.gatehouse.oauth.clientauth.FailedAttempts;
import dev.gatehouse.testing.FreePort;
import dev.gatehouse.testing.PrintedBlocks;
import dev.gatehouse.testing.TestServer;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With {@code proxy-protocol}, guesses count for the clients that a trusted proxy names, and nobody else names any. */
@EnabledOnOs(OS.LINUX) // which has more addresses for itself than one
class ProxyProtocolTest {
    private static final String PROXY = "127.0.0.2";
    private static final PrintedBlocks GUIDE = new PrintedBlocks("docs/operations.md");
    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.start(Map.of("GATEHOUSE_TRUSTED_PROXIES", PROXY, "GATEHOUSE_PROXY_PROTOCOL", "public"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static int health(RawConnection connection) {
        return connection
                .sendHead("GET /health/live HTTP/1.1", "Host: x")
                .read()
                .status();
    }

    private static int guess(RawConnection connection, String client) {
        String wrong = Base64.getEncoder().encodeToString((client + ":wrong").getBytes(StandardCharsets.UTF_8));
        String form = "grant_type=client_credentials";
        connection.sendHead(
                "POST /oauth2/token HTTP/1.1",
                "Host: x",
                "X-Forwarded-For: 203.0.113." + System.nanoTime() % 200,
                "Authorization: Basic " + wrong,
                "Content-Type: application/x-www-form-urlencoded",
                "Content-Length: " + form.length());
        return connection.send(form).read().status();
    }

    @Test
    void s30_aHeaderIsTakenFromTrustedProxiesAloneWhereItIsSet() {
        String header = "PROXY TCP4 203.0.113.9 192.0.2.1 51000 443\r\n";
        try (RawConnection others = RawConnection.to(server.publicUrl())) {
            assertThat(others.send(header).read().status()).isEqualTo(400);
        }
        try (RawConnection elsewhere = RawConnection.from(PROXY, server.adminUrl())) {
            assertThat(elsewhere.send(header).read().status()).isEqualTo(400);
        }
        try (RawConnection elsewhere = RawConnection.from(PROXY, server.adminUrl())) {
            assertThat(health(elsewhere)).isEqualTo(200);
        }
        try (RawConnection without = RawConnection.from(PROXY, server.publicUrl())) {
            without.sendHead("GET /oauth2/jwks HTTP/1.1", "Host: x");
            assertThat(without.readUntilClosed()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"send-proxy", "send-proxy-v2", "send-proxy-v2 check"})
    void s30_guessesThroughHaproxyCountForItsClients(String how, @TempDir Path directory) throws Exception {
        String client = server.newClient("admin", "a").clientId();
        int port = FreePort.next();
        String shown = GUIDE.block("haproxy", "send-proxy-v2");
        String here = shown.replace("10.0.0.9:443", "127.0.0.1:" + port)
                .replace("10.0.0.1:8888", "127.0.0.1:" + server.publicUrl().getPort())
                .replace("check port 6883", "source " + PROXY)
                .replace("send-proxy-v2", how)
                .replace("/health/ready", "/oauth2/jwks");
        URI haproxy = URI.create("http://127.0.0.1:" + port);
        try (ProxyProcess process = ProxyProcess.start("haproxy", directory, here, port)) {
            await().untilAsserted(() ->
                    assertThat(answered(haproxy)).as(process.output()).isTrue());
            for (int i = 0; i < FailedAttempts.OF_CLIENT_AT_ADDRESS; i++) {
                assertThat(guessFrom("127.0.0.3", haproxy, client)).isEqualTo(401);
            }

            assertThat(guessFrom("127.0.0.3", haproxy, client)).isEqualTo(429);
            assertThat(guessFrom("127.0.0.4", haproxy, client)).isEqualTo(401);
        }
    }

    private static boolean answered(URI listener) {
        try (RawConnection connection = RawConnection.to(listener)) {
            connection.sendHead("GET /oauth2/jwks HTTP/1.1", "Host: x");
            return connection.read().status() == 200;
        } catch (UncheckedIOException closed) {
            return false;
        }
    }

    private static int guessFrom(String address, URI listener, String client) {
        try (RawConnection connection = RawConnection.from(address, listener)) {
            return guess(connection, client);
        }
    }
}
