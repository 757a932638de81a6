package dev.gatehouse.connector.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import dev.gatehouse.connector.Caller;
import dev.gatehouse.connector.RunningConnector;
import dev.gatehouse.connector.StorageStub;
import dev.gatehouse.connector.TestConnectors;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/** What connectors send and log is what they have always sent and logged, whatever they are built on. */
class WireTest {
    private static final RunningConnector CONNECTOR =
            TestConnectors.open(new StorageStub() {}).start();
    private static final Logger ACCESS_LOG = (Logger) LoggerFactory.getLogger("dev.gatehouse.connector.access-log");

    private final Caller caller = new Caller(CONNECTOR.url());
    private final Lines lines = new Lines();

    private static final class Lines extends AppenderBase<ILoggingEvent> {
        private final List<String> all = new CopyOnWriteArrayList<>();

        @Override
        protected void append(ILoggingEvent line) {
            all.add(line.getFormattedMessage());
        }
    }

    @BeforeEach
    void listen() {
        lines.start();
        ACCESS_LOG.setLevel(Level.INFO);
        ACCESS_LOG.addAppender(lines);
    }

    @AfterEach
    void listenNoMore() {
        ACCESS_LOG.setLevel(null);
        ACCESS_LOG.detachAppender(lines);
    }

    @AfterAll
    static void stop() {
        CONNECTOR.close();
    }

    private static String raw(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), CONNECTOR.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void problemDocumentsNameTheRequestAndHaveNoSeverity() {
        JsonNode problem = caller.send(
                        "GET", "/none", null, "Accept", "application/problem+json", "X-Request-Id", "abc-1")
                .json();

        assertThat(problem.get("instance").asString()).isEqualTo("urn:gatehouse:request:abc-1");
        assertThat(problem.propertyNames())
                .containsExactlyInAnyOrder("type", "title", "status", "detail", "instance", "code");
        assertThat(caller.get("/none").json().get("severity").asString()).isEqualTo("ERROR");
    }

    @Test
    void callersMayDoWithoutAHost() throws IOException {
        assertThat(raw("GET /health/live HTTP/1.1\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200 ");
        assertThat(raw("GET /health/live HTTP/1.0\r\n\r\n")).contains(" 200 ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__",
                "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                        + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="
            })
    void anUpgradeIsNotTaken(String fields) throws IOException {
        String first = "GET /health/live HTTP/1.1\r\nHost: x\r\n" + fields + "\r\n\r\n";
        String second = "GET /none HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";

        assertThat(raw(first + second)).startsWith("HTTP/1.1 200 ").contains("HTTP/1.1 404 ");
    }

    @Test
    void whatIsNoOperationIsLoggedWhenItIsWritten() {
        caller.send("GET", "/none", null, "X-Request-Id", "nowhere-1");
        caller.send("HEAD", "/health/live", null, "X-Request-Id", "head-1");

        await().untilAsserted(() -> assertThat(lines.all)
                .anyMatch(line -> line.matches("- 404 in=0B out=[1-9]\\d*B \\d+ms request=nowhere-1 error=CON10007"))
                .anyMatch(line -> line.matches("live 200 in=0B out=0B \\d+ms request=head-1")));
    }

    @Test
    void aCallerWhoLeavesBeforeTheAnswerIsWrittenIsLoggedAsSuch() throws IOException {
        String request = "GET /ui/swagger-ui-bundle.js HTTP/1.1\r\nHost: x\r\nX-Request-Id: gone-%d\r\n\r\n";
        try (Socket socket = new Socket()) {
            socket.setReceiveBufferSize(4096);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), CONNECTOR.port()));
            for (int i = 0; i < 4; i++) {
                socket.getOutputStream().write(request.formatted(i).getBytes(StandardCharsets.US_ASCII));
            }
            assertThat(socket.getInputStream().read()).isEqualTo('H');
            socket.setSoLinger(true, 0);
        }

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(lines.all)
                        .anyMatch(line -> line.matches("ui 200 in=0B out=\\d+B \\d+ms request=gone-\\d left")));
    }
}
