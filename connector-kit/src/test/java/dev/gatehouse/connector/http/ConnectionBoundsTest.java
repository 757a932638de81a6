package dev.gatehouse.connector.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.connector.http.ConnectorServer.Bounds;
import dev.gatehouse.connector.http.ConnectorServer.Observers;
import dev.gatehouse.connector.operations.ConnectorHealthRoutes;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Connections are bounded in number and in how long they may be silent. */
class ConnectionBoundsTest {
    private static final Duration LONG = Duration.ofMinutes(5);

    private static ConnectorServer start(Bounds bounds) throws IOException {
        Duration second = Duration.ofSeconds(1);
        ServerSettings settings = new ServerSettings("127.0.0.1", 0, Optional.empty(), 1024, 8, LONG, LONG, second);
        PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        return ConnectorServer.start(
                settings,
                ConnectorHealthRoutes.all(() -> true, meters),
                List.of(),
                new Observers(meters, OpenTelemetry.noop()),
                bounds);
    }

    private static Socket connect(ConnectorServer server) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        socket.setSoTimeout(30_000);
        return socket;
    }

    /** A reset is an end as well. */
    private static boolean isEnded(Socket socket) throws IOException {
        try {
            return socket.getInputStream().read() < 0;
        } catch (SocketException reset) {
            return true;
        }
    }

    @Test
    void aConnectionThatSendsNothingIsClosed() throws IOException {
        try (ConnectorServer server = start(new Bounds(8, Duration.ofMillis(200)));
                Socket silent = connect(server);
                Socket hesitant = connect(server)) {
            hesitant.getOutputStream().write("GET /health/live HTT".getBytes(StandardCharsets.US_ASCII));

            assertThat(isEnded(silent)).isTrue();
            assertThat(isEnded(hesitant)).isTrue();
        }
    }

    @Test
    void connectionsBeyondTheBoundAreClosedAndThoseWithinServe() throws IOException {
        try (ConnectorServer server = start(new Bounds(2, LONG));
                Socket first = connect(server);
                Socket second = connect(server);
                Socket third = connect(server)) {
            assertThat(isEnded(third)).isTrue();
            for (Socket served : List.of(first, second)) {
                served.getOutputStream()
                        .write("GET /health/live HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
                                .getBytes(StandardCharsets.US_ASCII));
                assertThat(new String(served.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                        .startsWith("HTTP/1.1 200 ");
            }
        }
    }
}
