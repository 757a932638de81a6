package dev.gatehouse.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatehouse.testing.TestServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** HTTP/2 without TLS, by prior knowledge (RFC 9113 section 3.3), and what it lets nobody do. */
class Http2Test {
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

    private static byte[] service(String id) {
        return "{\"serviceId\":\"%s\",\"serviceType\":\"openapi\",\"serviceName\":\"x\",\"scope\":\"\"}"
                .formatted(id)
                .getBytes(StandardCharsets.UTF_8);
    }

    private static void postHead(RawHttp2 http, int stream) {
        postHead(http, stream, token);
    }

    private static void postHead(RawHttp2 http, int stream, String bearer, String... fields) {
        http.postHead(stream, "/oauth2/service", bearer, fields);
    }

    @Test
    void requestsAreAnswered() {
        try (RawHttp2 http = connect()) {
            assertThat(http.ask(1, "GET", "/health/live").readAnswer(1).body())
                    .asString()
                    .contains("UP");
            assertThat(http.ask(3, "GET", "/health/ready").readAnswer(3).status())
                    .isEqualTo(200);
            assertThat(http.ask(5, "GET", "/nothing").readAnswer(5).status()).isEqualTo(404);
            assertThat(http.ask(7, "DELETE", "/health/live").readAnswer(7).status())
                    .isEqualTo(405);
            assertThat(http.ask(9, "GET", "/oauth2/service").readAnswer(9).status())
                    .isEqualTo(401);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/openapi/../health/live", "/x/%2e%2e/health/live", "//health/live", "/health/live/", "/a\\b"})
    void s29_pathsAreTakenAsTheyWereSent(String path) {
        try (RawHttp2 http = connect()) {
            assertThat(http.ask(1, "GET", path).readAnswer(1).status()).isEqualTo(400);
        }
    }

    @Test
    void headHasTheLengthOfGetAndNoBody() {
        try (RawHttp2 http = connect()) {
            RawHttp2.Answer get = http.ask(1, "GET", "/health/live").readAnswer(1);
            RawHttp2.Answer head = http.ask(3, "HEAD", "/health/live").readAnswer(3);

            assertThat(head.body()).isEmpty();
            assertThat(head.headers().get("content-length")).hasToString(Integer.toString(get.body().length));
            assertThat(head.headers().contains("connection")).isFalse();
        }
    }

    @Test
    void aBodyIsReadInAnyNumberOfFrames() {
        String id = "http2-" + UUID.randomUUID();
        byte[] body = service(id);
        try (RawHttp2 http = connect()) {
            postHead(http, 1);
            for (int i = 0; i < body.length; i++) {
                http.send(RawHttp2.DATA, i == body.length - 1 ? RawHttp2.END_STREAM : 0, 1, new byte[] {body[i]});
            }

            assertThat(http.readAnswer(1).body()).asString().contains(id);
        }
    }

    @Test
    void aSlowRequestHoldsUpNoOther() {
        try (RawHttp2 http = connect()) {
            server.jdbi().useTransaction(handle -> {
                handle.execute("lock table service in access exclusive mode");
                http.ask(1, "GET", "/oauth2/service?page=1", "authorization", "Bearer " + token);
                for (int stream = 3; stream < 23; stream += 2) {
                    http.ask(stream, "GET", stream % 4 == 3 ? "/health/live" : "/health/ready");
                }
                Map<Integer, RawHttp2.Answer> others = http.readAnswers(10);
                assertThat(others).doesNotContainKey(1);
            });
            assertThat(http.readAnswer(1).status()).isEqualTo(200);
        }
    }

    @Test
    void s22_streamsAreBounded() {
        try (RawHttp2 http = connect()) {
            server.jdbi().useTransaction(handle -> {
                handle.execute("lock table service in access exclusive mode");
                for (int i = 0; i <= 100; i++) {
                    http.ask(2 * i + 1, "GET", "/oauth2/service?page=1", "authorization", "Bearer " + token);
                }
                RawHttp2.Frame refused = http.readUntil(RawHttp2.RST_STREAM);
                assertThat(refused.stream()).isEqualTo(201);
            });
            assertThat(http.readAnswers(100)).hasSize(100);
        }
    }

    @Test
    void aStreamResetInItsBodyGivesItsMemoryBack() {
        try (RawHttp2 http = connect()) {
            postHead(http, 1);
            http.send(RawHttp2.DATA, 0, 1, new byte[10_000]);
            await().until(() -> Metrics.of(server).gauge("http_server_body_bytes") == 10_000);
            http.send(RawHttp2.RST_STREAM, 0, 1, CANCEL);

            await().until(() -> Metrics.of(server).gauge("http_server_body_bytes") == 0);
            assertThat(http.ask(3, "GET", "/health/live").readAnswer(3).status())
                    .isEqualTo(200);
        }
    }

    /** Otherwise unread bytes fill the window that all streams of the connection share, a proxy's clients among them. */
    @ParameterizedTest
    @ValueSource(strings = {"known", "not seen before", "wrong"})
    void aRefusedBodyIsReadOn(String bearer) {
        String length = Integer.toString(5 * MEBIBYTE);
        try (RawHttp2 http = connect()) {
            for (int stream = 1; stream < 9; stream += 2) {
                postHead(http, stream, bearer(bearer), "content-length", length);
                http.sendBody(stream, 5 * MEBIBYTE, true);
                assertThat(http.readStatus(stream)).isEqualTo(bearer.equals("wrong") ? 401 : 413);
            }
        }
    }

    private static String bearer(String which) {
        return switch (which) {
            case "known" -> token;
            case "wrong" -> "wrong";
            default -> server.administrator().token();
        };
    }

    @Test
    void s22_aRefusedBodyIsNotReadForEver() {
        try (RawHttp2 http = connect()) {
            postHead(http, 1, token, "content-length", Integer.toString(5 * MEBIBYTE));
            assertThat(http.readStatus(1)).isEqualTo(413);

            RawHttp2.Frame enough = http.readUntil(RawHttp2.RST_STREAM);
            assertThat(enough.stream()).isEqualTo(1);
            assertThat(enough.number(0)).isEqualTo(RawHttp2.NO_ERROR);
            assertThat(http.ask(3, "GET", "/health/live").readAnswer(3).status())
                    .isEqualTo(200);
        }
    }

    @Test
    void bodiesHeldBackLeaveTheWindowToOthers() {
        String unseen = server.administrator().token();
        server.admin().withToken(token).get("/oauth2/service?page=1").expect(200);
        try (RawHttp2 http = connect()) {
            server.jdbi().useTransaction(handle -> {
                handle.execute("lock table client in access exclusive mode");
                for (int stream = 1; stream < 7; stream += 2) {
                    postHead(http, stream, unseen);
                    http.sendBody(stream, 60_000, true);
                }
                postHead(http, 7, token);
                assertThat(http.sendBody(7, 60_000, true).readStatus(7)).isEqualTo(400);
                assertThat(http.answered()).containsOnly(7);
            });
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__",
                "Connection: Upgrade\r\nUpgrade: h2c",
                "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: !",
                "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Key: a\r\nSec-WebSocket-Version: 13",
                "Connection: Upgrade\r\nUpgrade: TLS/1.0"
            })
    void anUpgradeIsIgnored(String headers) {
        try (RawConnection connection = RawConnection.to(server.adminUrl())) {
            for (int i = 0; i < 2; i++) {
                connection.send("GET /health/live HTTP/1.1\r\nHost: x\r\n" + headers + "\r\n\r\n");
                RawAnswer answer = connection.read();
                assertThat(answer.status()).isEqualTo(200);
                assertThat(answer.version()).isEqualTo("HTTP/1.1");
            }
        }
    }

    @Test
    void s13_anUpgradeHidesNoBody() {
        try (RawConnection connection = RawConnection.to(server.adminUrl())) {
            connection.sendHead(
                    "POST /oauth2/service HTTP/1.1",
                    "Host: x",
                    "Connection: Upgrade",
                    "Upgrade: h2c",
                    "Transfer-Encoding: chunked",
                    "Content-Length: 5");
            connection.send("0\r\n\r\nGET /health/live HTTP/1.1\r\nHost: x\r\n\r\n");

            assertThat(connection.readUntilClosed()).doesNotContain("UP");
        }
    }

    @Test
    void aClientThatWouldUpgradeGoesOnWithHttp11() throws Exception {
        try (HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build()) {
            HttpResponse<String> answer = client.send(
                    HttpRequest.newBuilder(URI.create(server.adminUrl() + "/health/live"))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
        }
    }
}
