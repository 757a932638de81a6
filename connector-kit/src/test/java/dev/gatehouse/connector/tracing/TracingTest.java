package dev.gatehouse.connector.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.gatehouse.connector.Caller;
import dev.gatehouse.connector.MemoryStorage;
import dev.gatehouse.connector.RunningConnector;
import dev.gatehouse.connector.TestConnectors;
import dev.gatehouse.connector.settings.ConnectorSetting;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

/** Requests as spans, at a receiver of OTLP over HTTP. */
class TracingTest {
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String PARENT = "00f067aa0ba902b7";

    private final Queue<String> received = new ConcurrentLinkedQueue<>();

    /** Bytes as characters, so that what stands in them can be looked for. */
    private static String latin(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private HttpServer receiver() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext("/v1/traces", exchange -> {
            received.add(latin(exchange.getRequestBody().readAllBytes()));
            exchange.getResponseHeaders().set("Content-Type", "application/x-protobuf");
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
        return server;
    }

    @Test
    void s9_aRequestIsASpanBelowTheCallersAndHoldsNothingOfTheirs() throws IOException {
        HttpServer receiver = receiver();
        try (RunningConnector connector = TestConnectors.open(new MemoryStorage())
                .with(
                        ConnectorSetting.OTLP_ENDPOINT,
                        "http://127.0.0.1:" + receiver.getAddress().getPort())
                .with(ConnectorSetting.SERVICE_NAME, "my-connector")
                .start()) {
            Caller caller = new Caller(connector.url());
            caller.send(
                    "GET",
                    "/storage/file" + Caller.query("filepath", "/private-name", "userId", "private-user"),
                    null,
                    "traceparent",
                    "00-" + TRACE + "-" + PARENT + "-01");

            await().untilAsserted(() -> assertThat(received).isNotEmpty());
            assertThat(received.peek())
                    .contains("my-connector", "GET /storage/file", "CON20404")
                    .contains(
                            latin(HexFormat.of().parseHex(TRACE)),
                            latin(HexFormat.of().parseHex(PARENT)))
                    .doesNotContain("private-name", "private-user");
        } finally {
            receiver.stop(0);
        }
    }
}
