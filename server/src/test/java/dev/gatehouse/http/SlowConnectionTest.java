package dev.gatehouse.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatehouse.testing.TestServer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Time is bounded: nobody holds a connection by saying nothing, or by saying it slowly. */
@Execution(ExecutionMode.CONCURRENT)
class SlowConnectionTest {
    /** After the time for a head and before the time of an idle connection; two cores may be busy with other tests. */
    private static final Duration HEAD_TIME = Duration.ofSeconds(9);

    private static final Duration IDLE_TIME = Duration.ofSeconds(40);

    /** How long a client that was answered early may go on sending, and some more. */
    private static final Duration LINGER_TIME = Duration.ofSeconds(30);

    private static TestServer server;
    private static String token;
    private static ScheduledExecutorService drips;

    @BeforeAll
    static void start() {
        server = TestServer.start(
                Map.of("GATEHOUSE_HEADER_SECONDS", "1", "GATEHOUSE_BODY_SECONDS", "2", "GATEHOUSE_IDLE_SECONDS", "10"));
        token = server.administrator().token();
        drips = Executors.newScheduledThreadPool(1);
    }

    @AfterAll
    static void stop() {
        drips.shutdownNow();
        server.close();
    }

    private static RawConnection connect() {
        return RawConnection.to(server.adminUrl());
    }

    /** Sends a byte every 100 ms until the other side has had enough. */
    private static void drip(RawConnection connection, String byteToSend) {
        drips.scheduleAtFixedRate(
                () -> {
                    if (!connection.trySend(byteToSend)) {
                        throw new IllegalStateException("closed");
                    }
                },
                0,
                100,
                TimeUnit.MILLISECONDS);
    }

    @Test
    void s13_closesAConnectionThatNeverSends() {
        try (RawConnection connection = connect()) {
            assertThat(connection.timeUntilClosed()).isLessThan(HEAD_TIME);
        }
    }

    @Test
    void s13_closesAConnectionThatTricklesItsFirstHead() {
        try (RawConnection connection = connect()) {
            connection.send("GET /health/live HTTP/1.1\r\nHost: x\r\nX-Slow: ");
            drip(connection, "a");

            assertThat(connection.timeUntilClosed()).isLessThan(HEAD_TIME);
        }
    }

    @Test
    void s13_closesAConnectionThatTricklesTheHttp2Preface() {
        try (RawConnection connection = connect()) {
            connection.send("PRI * HTT");

            assertThat(connection.timeUntilClosed()).isLessThan(HEAD_TIME);
        }
    }

    @Test
    void s13_closesAnHttp2ConnectionThatNeverAsks() {
        try (RawConnection connection = connect()) {
            connection.send("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + "\0\0\0\4\0\0\0\0\0");

            assertThat(connection.timeUntilClosed()).isLessThan(HEAD_TIME);
        }
    }

    @Test
    void s13_closesAnIdleConnectionAfterItsTime() {
        try (RawConnection connection = connect()) {
            connection.sendHead("GET /health/live HTTP/1.1", "Host: x");
            assertThat(connection.read().status()).isEqualTo(200);

            assertThat(connection.timeUntilClosed()).isBetween(Duration.ofSeconds(4), IDLE_TIME);
        }
    }

    @Test
    void s13_closesAConnectionThatTricklesALaterHead() {
        try (RawConnection connection = connect()) {
            connection.sendHead("GET /health/live HTTP/1.1", "Host: x");
            assertThat(connection.read().status()).isEqualTo(200);
            connection.send("GET /health/live HTTP/1.1\r\nHost: x\r\nX-Slow: ");
            drip(connection, "a");

            assertThat(connection.timeUntilClosed()).isLessThan(IDLE_TIME);
        }
    }

    @Test
    void s13_answers408ToATrickledBodyAndCloses() {
        try (RawConnection connection = connect()) {
            connection.sendHead(
                    "POST /oauth2/service HTTP/1.1",
                    "Host: x",
                    "Authorization: Bearer " + token,
                    "Content-Type: application/json",
                    "Content-Length: 1000");
            drip(connection, " ");

            RawAnswer answer = connection.read();
            assertThat(answer.status()).isEqualTo(408);
            assertThat(answer.code()).isEqualTo("ERR12108");
            assertThat(answer.header("Connection")).isEqualTo("close");
            assertThat(connection.timeUntilClosed()).isLessThan(LINGER_TIME);
        }
    }

    @Test
    void s13_answers408ToATrickledChunkedBody() {
        try (RawConnection connection = connect()) {
            connection.sendHead(
                    "POST /oauth2/service HTTP/1.1",
                    "Host: x",
                    "Authorization: Bearer " + token,
                    "Content-Type: application/json",
                    "Transfer-Encoding: chunked");
            drip(connection, "1\r\n \r\n");

            assertThat(connection.read().status()).isEqualTo(408);
            assertThat(connection.timeUntilClosed()).isLessThan(LINGER_TIME);
        }
    }

    @Test
    void aBusyConnectionOutlivesEveryDeadline() {
        try (RawConnection connection = connect()) {
            await().pollInterval(Duration.ofMillis(100))
                    .during(Duration.ofSeconds(6))
                    .atMost(Duration.ofSeconds(15))
                    .until(() -> isAnswered(connection));
        }
    }

    private static boolean isAnswered(RawConnection connection) {
        connection.sendHead("GET /health/live HTTP/1.1", "Host: x");
        return connection.read().status() == 200;
    }

    @Test
    void aSlowAnswerIsWaitedFor() {
        try (RawConnection connection = connect()) {
            server.jdbi().useTransaction(handle -> {
                handle.execute("lock table service in access exclusive mode");
                connection.sendHead("GET /oauth2/service?page=1 HTTP/1.1", "Host: x", "Authorization: Bearer " + token);
                handle.execute("select pg_sleep(6)");
            });

            assertThat(connection.read().status()).isEqualTo(200);
        }
    }

    @Test
    void s13_closesAConnectionThatNeverTakesItsAnswers() {
        int requests = 1_000;
        try (RawConnection connection = connect()) {
            connection.send("GET /openapi/contract/registry.yaml HTTP/1.1\r\nHost: x\r\n\r\n".repeat(requests));

            await().atMost(Duration.ofSeconds(20)).until(() -> !connection.trySend("\r\n"));
            assertThat(Metrics.of(server).answers("/openapi/contract/{name}"))
                    .as("answers made for nobody")
                    .isBetween(1, requests - 1);
        }
    }

    @Test
    void openConnectionsDoNotHoldUpTheStop() {
        TestServer other = TestServer.start(Map.of());
        try (RawConnection silent = RawConnection.to(other.adminUrl());
                RawConnection idle = RawConnection.to(other.adminUrl())) {
            assertThat(isAnswered(idle)).isTrue();

            long start = System.nanoTime();
            other.close();
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
            assertThat(silent.readUntilClosed()).isEmpty();
            assertThat(idle.readUntilClosed()).isEmpty();
        }
    }
}
