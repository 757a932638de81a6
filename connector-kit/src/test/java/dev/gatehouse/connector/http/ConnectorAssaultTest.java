package dev.gatehouse.connector.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A connector with a small heap outlives clients that want to use it up, and serves others meanwhile. */
@EnabledOnOs(OS.LINUX)
class ConnectorAssaultTest {
    private static final boolean AT_LENGTH = Boolean.getBoolean("gatehouse.soak");
    private static final int ANSWERS = AT_LENGTH ? 5_000 : 100;
    private static final long MAX_RESIDENT_KIB = 850 * 1024;
    private static final String UPLOAD = "POST /storage/file?userId=u&filepath=/a HTTP/1.1\r\nHost: x\r\n"
            + "Content-Type: application/octet-stream\r\nContent-Length: 100000000\r\n\r\n";
    private static final byte[] ASKED =
            "GET /storage/folder?userId=u&filepath=/ HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII);

    private static final byte[] HOLD = {0x0D, 0x0A};

    private static AttackedConnector connector;

    /** What is sent on each of many connections, on which nothing is read then. */
    enum Assault {
        SILENCE(5_000, ""),
        UNFINISHED_HEADS(2_000, "GET / HTTP/1.1\r\nHost: x\r\nX-Long: " + "a".repeat(15_000)),
        PIPELINED_DOCUMENTS(1_500, get("/openapi.yaml").repeat(1_000)),
        PIPELINED_METRICS(500, get("/metrics").repeat(1_000)),
        // Each takes one of the places that there are for requests.
        UNREAD_FILES(150, get("/storage/file?userId=u&filepath=/a")),
        UNFINISHED_UPLOADS(150, UPLOAD + "a".repeat(1_000_000));

        private final int connections;
        private final byte[] bytes;

        Assault(int connections, String text) {
            this.connections = AT_LENGTH ? connections : connections / 10;
            this.bytes = text.getBytes(StandardCharsets.US_ASCII);
        }

        private static String get(String path) {
            return "GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n";
        }
    }

    @BeforeAll
    static void start() throws IOException {
        connector = AttackedConnector.start();
    }

    @AfterAll
    static void stop() {
        connector.close();
    }

    @ParameterizedTest
    @EnumSource
    void s28_othersAreServedThroughout(Assault assault) throws Exception {
        AtomicInteger begun = new AtomicInteger();
        ExecutorService attackers = Executors.newVirtualThreadPerTaskExecutor();
        try {
            for (int i = 0; i < assault.connections; i++) {
                attackers.execute(() -> attack(assault, begun));
            }
            for (int answered = 0; answered < ANSWERS || begun.get() < assault.connections; answered++) {
                assertThat(answer()).startsWith("HTTP/1.1 200 ");
            }
        } finally {
            attackers.shutdownNow();
            attackers.close();
        }
        assertThat(connector.isAlive()).isTrue();
        assertThat(resident()).isLessThan(MAX_RESIDENT_KIB);
    }

    /** Comes again when it is cut off. */
    private static void attack(Assault assault, AtomicInteger begun) {
        try {
            while (true) {
                attackOnce(assault, begun);
                Thread.sleep(50);
            }
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    private static void attackOnce(Assault assault, AtomicInteger begun) throws InterruptedException {
        try (Socket socket = new Socket("127.0.0.1", connector.port())) {
            begun.incrementAndGet();
            OutputStream out = socket.getOutputStream();
            out.write(assault.bytes);
            while (true) {
                Thread.sleep(500);
                out.write(HOLD);
            }
        } catch (IOException closed) {
            // That is what the connector should do.
        }
    }

    private static String answer() throws IOException {
        try (Socket socket = new Socket("127.0.0.1", connector.port())) {
            socket.setSoTimeout(180_000);
            socket.getOutputStream().write(ASKED);
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** What the operating system kept in memory for the process at most, in KiB. */
    private static long resident() throws IOException {
        return Files.readAllLines(Path.of("/proc/" + connector.pid() + "/status")).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }
}
