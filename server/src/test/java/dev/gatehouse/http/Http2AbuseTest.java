package dev.gatehouse.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatehouse.testing.TestServer;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a server does not put up with over HTTP/2, and what it keeps for nobody. */
class Http2AbuseTest {
    private static final byte[] CANCEL = {0, 0, 0, 8};
    private static final int MEBIBYTE = 1024 * 1024;
    private static TestServer server;
    private static String token;

    @BeforeAll
    static void start() {
        server = TestServer.start(Map.of());
        token = server.administrator().token();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static RawHttp2 connect() {
        return new RawHttp2(server.adminUrl());
    }

    @Test
    void s13_tellsItsBounds() {
        try (RawHttp2 http = connect()) {
            byte[] settings = http.readUntil(RawHttp2.SETTINGS).payload();
            Map<Integer, Integer> values = new HashMap<>();
            ByteBuffer pairs = ByteBuffer.wrap(settings);
            while (pairs.hasRemaining()) {
                values.put((int) pairs.getShort(), pairs.getInt());
            }

            // SETTINGS_MAX_CONCURRENT_STREAMS and SETTINGS_MAX_HEADER_LIST_SIZE
            assertThat(values).containsEntry(3, 100).containsEntry(6, 16 * 1024);
        }
    }

    @Test
    void s13_refusesHeadersOver16KiB() {
        try (RawHttp2 http = connect()) {
            http.ask(1, "GET", "/health/live", "x-long", "a".repeat(8_000), "x-longer", "b".repeat(7_900));
            assertThat(http.readAnswer(1).status()).isEqualTo(200);
            byte[] block =
                    http.block("GET", "/health/live", "x-long", "~".repeat(9_000), "x-longer", "^".repeat(9_000));
            http.send(RawHttp2.HEADERS, RawHttp2.END_STREAM, 3, Arrays.copyOf(block, 16_000));
            http.send(RawHttp2.CONTINUATION, RawHttp2.END_HEADERS, 3, Arrays.copyOfRange(block, 16_000, block.length));

            assertThat(http.readAnswer(3).status()).isEqualTo(431);
        }
    }

    @Test
    void s13_rapidResetsEndTheConnection() {
        try (RawHttp2 http = connect()) {
            boolean open = true;
            for (int stream = 1; open && stream < 20_000; stream += 2) {
                open = http.trySend(
                                RawHttp2.HEADERS,
                                RawHttp2.END_HEADERS | RawHttp2.END_STREAM,
                                stream,
                                http.block("GET", "/health/ready"))
                        && http.trySend(RawHttp2.RST_STREAM, 0, stream, CANCEL);
            }

            RawHttp2.Frame goodbye = http.readUntil(RawHttp2.GOAWAY);
            assertThat(goodbye.number(4)).isEqualTo(RawHttp2.ENHANCE_YOUR_CALM);
            http.connection().awaitClosed();
        }
    }

    @Test
    void s13_aFloodOfContinuationsEndsTheConnection() {
        try (RawHttp2 http = connect()) {
            http.send(RawHttp2.HEADERS, 0, 1, http.block("GET", "/health/live"));
            boolean open = true;
            for (int i = 0; open && i < 10_000; i++) {
                open = http.trySend(RawHttp2.CONTINUATION, 0, 1, new byte[0]);
            }

            http.connection().awaitClosed();
        }
    }

    /** Type and payload of frames that have to be answered, or lead to nothing. */
    private static Stream<Arguments> floods() {
        return Stream.of(
                Arguments.of(RawHttp2.SETTINGS, 0, new byte[] {0, 4, 0, 0, 0, 7}),
                Arguments.of(RawHttp2.PING, 0, new byte[8]),
                Arguments.of(RawHttp2.PRIORITY, 1, new byte[5]),
                Arguments.of(RawHttp2.WINDOW_UPDATE, 0, new byte[] {0, 0, 0, 1}),
                Arguments.of(77, 0, new byte[3]));
    }

    @ParameterizedTest
    @MethodSource("floods")
    void s28_floodsEndTheConnection(int type, int stream, byte[] payload) {
        try (RawHttp2 http = connect()) {
            boolean open = true;
            for (int i = 0; open && i < 20_000; i++) {
                open = http.trySend(type, 0, stream, payload);
            }

            RawHttp2.Frame goodbye = http.readUntil(RawHttp2.GOAWAY);
            assertThat(goodbye.number(4)).isEqualTo(RawHttp2.ENHANCE_YOUR_CALM);
            http.connection().awaitClosed();
        }
    }

    @Test
    void s28_bodiesInTinyPiecesEndTheConnection() {
        try (RawHttp2 http = connect()) {
            http.postHead(1, "/oauth2/service", token);
            boolean open = true;
            for (int i = 0; open && i < 20_000; i++) {
                open = http.trySend(RawHttp2.DATA, 0, 1, new byte[1]);
            }

            http.connection().awaitClosed();
        }
    }

    @Test
    void s28_noLargeTableOfHeadersIsKept() {
        try (RawHttp2 http = connect()) {
            // SETTINGS_HEADER_TABLE_SIZE of a gigabyte
            http.send(RawHttp2.SETTINGS, 0, 0, new byte[] {0, 1, 64, 0, 0, 0});
            http.ask(1, "GET", "/health/live");

            // The answer tells the size that is used: 4096 (RFC 7541 section 6.3).
            assertThat(http.readUntil(RawHttp2.HEADERS).payload()).containsSequence(0x3F, 0xE1, 0x1F);
        }
    }

    /** Nor does anyone of them hold up the others, where the connection's own window is larger than what each waits for. */
    @Test
    void s28_aFileThatManyWaitForIsKeptOnce() {
        int before = Metrics.of(server).gauge("http_server_peer_bytes");
        try (RawHttp2 http = connect()) {
            // SETTINGS_INITIAL_WINDOW_SIZE, and a megabyte for the connection
            http.send(RawHttp2.SETTINGS, 0, 0, new byte[] {0, 4, 0, 0, 0, 1});
            http.send(RawHttp2.WINDOW_UPDATE, 0, 0, new byte[] {0, 16, 0, 0});
            for (int stream = 1; stream < 100; stream += 2) {
                http.ask(stream, "GET", "/openapi/page/swagger-ui-bundle.js");
                assertThat(http.readStatus(stream)).isEqualTo(200);
            }

            assertThat(Metrics.of(server).gauge("http_server_peer_bytes") - before)
                    .isBetween(MEBIBYTE, 8 * MEBIBYTE);
        }
        await().until(() -> Metrics.of(server).gauge("http_server_peer_bytes") <= before);
    }
}
