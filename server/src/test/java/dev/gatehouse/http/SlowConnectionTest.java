package dev.gatehouse.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatehouse.testing.TestServer;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Time is bounded: nobody holds a connection by saying nothing, or by saying it slowly. Each bound is tested where the
 * others are longer than a test waits.
 */
@Execution(ExecutionMode.CONCURRENT)
class SlowConnectionTest {
    private static final String PROXY = "127.0.0.2";

    /** Its bounds on heads and bodies are tight. */
    private static TestServer hurried;

    /** Its bounds on bodies and idle connections are tight. */
    private static TestServer forgetful;

    private static String hurriedToken;
    private static String forgetfulToken;
    private static ScheduledExecutorService drips;

    @BeforeAll
    static void start() {
        hurried = TestServer.start(Map.of(
                "GATEHOUSE_HEADER_SECONDS", "1",
                "GATEHOUSE_BODY_SECONDS", "1",
                "GATEHOUSE_TRUSTED_PROXIES", PROXY,
                "GATEHOUSE_PROXY_PROTOCOL", "admin"));
        forgetful = TestServer.start(Map.of("GATEHOUSE_BODY_SECONDS", "1", "GATEHOUSE_IDLE_SECONDS", "1"));
        hurriedToken =
                await().ignoreExceptions().until(() -> hurried.administrator().token(), token -> true);
        forgetfulToken = forgetful.administrator().token();
        drips = Executors.newScheduledThreadPool(1);
    }

    @AfterAll
    static void stop() {
        drips.shutdownNow();
        hurried.close();
        forgetful.close();
    }

    private static RawConnection to(TestServer server) {
        return RawConnection.to(server.adminUrl());
    }

    /** A connection to the hurried server after its first answer. On a busy machine the first request may come too late. */
    private static RawConnection answered() {
        while (true) {
            RawConnection connection = to(hurried);
            try {
                assertThat(isAnswered(connection)).isTrue();
                return connection;
            } catch (UncheckedIOException late) {
                connection.close();
            }
        }
    }

    private static boolean isAnswered(RawConnection connection) {
        connection.sendHead("GET /health/live HTTP/1.1", "Host: x");
        return connection.read().status() == 200;
    }

    private static void sendPostHead(RawConnection connection, String token, String framing) {
        connection.sendHead(
                "POST /oauth2/service HTTP/1.1",
                "Host: x",
                "Authorization: Bearer " + token,
                "Content-Type: application/json",
                framing);
    }

    /** Sends some bytes every 100 ms until the other side has had enough. */
    private static void drip(RawConnection connection, String bytes) {
        drip(() -> connection.trySend(bytes));
    }

    private static void drip(java.util.function.BooleanSupplier sending) {
        drips.scheduleAtFixedRate(
                () -> {
                    if (!sending.getAsBoolean()) {
                        throw new IllegalStateException("closed");
                    }
                },
                0,
                100,
                TimeUnit.MILLISECONDS);
    }

    /** Done once the hurried server has closed a silent connection, and has given up a body, that both began now. */
    private static CompletableFuture<Void> tightBoundsPass() {
        RawConnection silent = to(hurried);
        RawConnection trickling = answered();
        sendPostHead(trickling, hurriedToken, "Content-Length: 1000");
        return CompletableFuture.runAsync(() -> {
            try (silent;
                    trickling) {
                assertThat(trickling.read().status()).isEqualTo(408);
                silent.awaitClosed();
            }
        });
    }

    @Test
    void s13_closesAConnectionThatNeverSends() {
        try (RawConnection connection = to(hurried)) {
            connection.awaitClosed();
        }
    }

    @Test
    void s13_closesAConnectionThatTricklesItsFirstHead() {
        try (RawConnection connection = to(hurried)) {
            connection.send("GET /health/live HTTP/1.1\r\nHost: x\r\nX-Slow: ");
            drip(connection, "a");

            connection.awaitClosed();
        }
    }

    @Test
    void s13_closesAConnectionThatTricklesTheHttp2Preface() {
        try (RawConnection connection = to(hurried)) {
            connection.send("PRI * HTT");

            connection.awaitClosed();
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX) // which has more addresses for itself than one
    void s13_closesAConnectionWhoseProxyDoesNotComeToAnEnd() {
        try (RawConnection connection = RawConnection.from(PROXY, hurried.adminUrl())) {
            connection.send("PROXY UNKNOWN ");

            connection.awaitClosed();
        }
    }

    @Test
    void s13_closesAnHttp2ConnectionThatNeverAsks() {
        try (RawConnection connection = to(hurried)) {
            connection.send("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + "\0\0\0\4\0\0\0\0\0");

            connection.awaitClosed();
        }
    }

    @Test
    void s13_closesAnIdleConnection() {
        try (RawConnection connection = to(forgetful)) {
            assertThat(isAnswered(connection)).isTrue();

            connection.awaitClosed();
        }
    }

    @Test
    void s13_closesAConnectionThatTricklesALaterHead() {
        try (RawConnection connection = to(forgetful)) {
            assertThat(isAnswered(connection)).isTrue();
            connection.trySend("GET /health/live HTTP/1.1\r\nHost: x\r\nX-Slow: ");
            drip(connection, "a");

            connection.awaitClosed();
        }
    }

    @Test
    void s13_answers408ToATrickledBodyAndCloses() {
        try (RawConnection connection = to(forgetful)) {
            sendPostHead(connection, forgetfulToken, "Content-Length: 1000");
            drip(connection, " ");

            RawAnswer answer = connection.read();
            assertThat(answer.status()).isEqualTo(408);
            assertThat(answer.code()).isEqualTo("ERR12108");
            assertThat(answer.header("Connection")).isEqualTo("close");
            connection.awaitClosed();
        }
    }

    @Test
    void s13_answers408ToATrickledChunkedBody() {
        try (RawConnection connection = to(forgetful)) {
            sendPostHead(connection, forgetfulToken, "Transfer-Encoding: chunked");
            drip(connection, "1\r\n \r\n");

            assertThat(connection.read().status()).isEqualTo(408);
            connection.awaitClosed();
        }
    }

    @Test
    void s13_answers408ToATrickledHttp2BodyWhateverOtherStreamsDo() {
        try (RawHttp2 http = new RawHttp2(forgetful.adminUrl())) {
            byte[] head = http.block(
                    "POST",
                    "/oauth2/service",
                    "authorization",
                    "Bearer " + forgetfulToken,
                    "content-type",
                    "application/json");
            http.send(RawHttp2.HEADERS, RawHttp2.END_HEADERS, 1, head);
            assertThat(http.ask(3, "GET", "/health/live").readAnswer(3).status())
                    .isEqualTo(200);
            drip(() -> http.trySend(RawHttp2.DATA, 0, 1, new byte[] {' '}));

            assertThat(http.readAnswer(1).status()).isEqualTo(408);
        }
    }

    @Test
    void aBusyConnectionOutlivesEveryBound() {
        try (RawConnection connection = answered()) {
            CompletableFuture<Void> bounds = tightBoundsPass();
            while (!bounds.isDone()) {
                assertThat(isAnswered(connection)).isTrue();
            }
            bounds.join();
            assertThat(isAnswered(connection)).isTrue();
        }
    }

    /** Until it is told that it waited for the database long enough, if it comes to that. */
    @Test
    void aSlowAnswerIsWaitedFor() {
        try (RawConnection connection = answered()) {
            hurried.jdbi().useTransaction(handle -> {
                handle.execute("lock table service in access exclusive mode");
                connection.sendHead(
                        "GET /oauth2/service?page=1 HTTP/1.1", "Host: x", "Authorization: Bearer " + hurriedToken);
                tightBoundsPass().join();
            });

            assertThat(connection.read().status()).isIn(200, 503);
        }
    }

    @Test
    void s13_closesAConnectionThatNeverTakesItsAnswers() {
        int requests = 1_000;
        try (RawConnection connection = to(forgetful)) {
            connection.send("GET /openapi/contract/registry.yaml HTTP/1.1\r\nHost: x\r\n\r\n".repeat(requests));

            await().until(() -> !connection.trySend("\r\n"));
            assertThat(Metrics.of(forgetful).answers("/openapi/contract/{name}"))
                    .as("answers made for nobody")
                    .isBetween(1, requests - 1);
        }
    }

    @Test
    void openConnectionsDoNotHoldUpTheStop() {
        TestServer other = TestServer.start(Map.of());
        try (RawConnection silent = to(other);
                RawConnection idle = to(other)) {
            assertThat(isAnswered(idle)).isTrue();

            other.close();

            assertThat(silent.readUntilClosed()).isEmpty();
            assertThat(idle.readUntilClosed()).isEmpty();
        }
    }
}
