package dev.gatehouse.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.TestServer;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When a connection is kept for the next request, and when it ends with this one (RFC 9112 section 9). */
class ConnectionReuseTest {
    private static final TestServer SERVER = TestServer.shared();
    private static final String IMMEDIATE = "/health/live";
    private static final String BLOCKING = "/health/ready";

    private final RawConnection connection = RawConnection.to(SERVER.adminUrl());

    @AfterEach
    void close() {
        connection.close();
    }

    private static String get(String path, String id, String... headers) {
        return "GET " + path + " HTTP/1.1\r\nHost: x\r\nX-Request-Id: " + id + "\r\n"
                + (headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n") + "\r\n";
    }

    private void expectAnswers(String... ids) {
        for (String id : ids) {
            RawAnswer answer = connection.read();
            assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
            assertThat(answer.header("X-Request-Id")).isEqualTo(id);
        }
    }

    private void expectStillOpen() {
        connection.send(get(IMMEDIATE, "later"));
        expectAnswers("later");
    }

    private void expectClosed() {
        connection.awaitClosed();
    }

    @Test
    void pipelinedRequestsAreAnsweredInTheirOrder() {
        connection.send(get(IMMEDIATE, "1")
                + get(BLOCKING, "2")
                + get(IMMEDIATE, "3")
                + get(BLOCKING, "4")
                + get(BLOCKING, "5")
                + get(IMMEDIATE, "6"));

        expectAnswers("1", "2", "3", "4", "5", "6");
        expectStillOpen();
    }

    @Test
    void manyPipelinedRequestsAreAllAnswered() {
        StringBuilder requests = new StringBuilder();
        String[] ids = new String[500];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = "n" + i;
            requests.append(get(i % 7 == 0 ? BLOCKING : IMMEDIATE, ids[i]));
        }
        connection.send(requests.toString());

        expectAnswers(ids);
    }

    @Test
    void pipelinedBodiesBelongToTheirRequests() {
        String token = SERVER.administrator().token();
        String first = "reuse-" + UUID.randomUUID();
        String second = "reuse-" + UUID.randomUUID();
        connection.send(post(token, service(first), false)
                + get(IMMEDIATE, "between")
                + post(token, service(second), true)
                + get(BLOCKING, "last"));

        assertThat(connection.read().text()).contains(first);
        expectAnswers("between");
        assertThat(connection.read().text()).contains(second);
        expectAnswers("last");
    }

    private static String service(String id) {
        return "{\"serviceId\":\"%s\",\"serviceType\":\"openapi\",\"serviceName\":\"x\",\"scope\":\"\"}".formatted(id);
    }

    private static String post(String token, String body, boolean chunked) {
        String framed = chunked
                ? "Transfer-Encoding: chunked\r\n\r\n5;a=b\r\n" + body.substring(0, 5) + "\r\n"
                        + Integer.toHexString(body.length() - 5) + "\r\n" + body.substring(5)
                        + "\r\n0\r\nX-Trailer: y\r\n\r\n"
                : "Content-Length: " + body.length() + "\r\n\r\n" + body;
        return "POST /oauth2/service HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nAuthorization: Bearer "
                + token + "\r\n" + framed;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Connection: close",
                "Connection: Close",
                "Connection: TE, close",
                "Connection: close, TE",
                "Connection:close,",
                "Connection: keep-alive, close",
                "Connection: TE\r\nConnection: close"
            })
    void closeEndsTheConnectionWithItsAnswer(String header) {
        for (String path : new String[] {IMMEDIATE, BLOCKING, "/nothing", "/oauth2/service"}) {
            try (RawConnection own = RawConnection.to(SERVER.adminUrl())) {
                own.send(get(path, "1", header) + get(IMMEDIATE, "2"));

                RawAnswer answer = own.read();
                assertThat(answer.header("X-Request-Id")).isEqualTo("1");
                assertThat(answer.header("Connection")).isEqualToIgnoringCase("close");
                assertThat(own.readUntilClosed()).as("after %s", header).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Connection: keep-alive", "Connection: TE", "Connection: closed", "X-Connection: close"})
    void anythingElseKeepsIt(String header) {
        connection.send(get(IMMEDIATE, "1", header) + get(BLOCKING, "2", header));

        expectAnswers("1", "2");
        expectStillOpen();
    }

    @Test
    void http10EndsWithItsAnswer() {
        connection.sendHead("GET /health/live HTTP/1.0");

        assertThat(connection.read().status()).isEqualTo(200);
        expectClosed();
    }

    @ParameterizedTest
    @ValueSource(strings = {IMMEDIATE, BLOCKING})
    void http10MayAskToKeepTheConnection(String path) {
        for (int i = 0; i < 3; i++) {
            connection.sendHead("GET " + path + " HTTP/1.0", "Connection: keep-alive");

            RawAnswer answer = connection.read();
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.header("Connection")).isEqualToIgnoringCase("keep-alive");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {IMMEDIATE, BLOCKING, "/nothing", "/oauth2/service", "/oauth2/jwks", "/openapi"})
    void headIsAnsweredLikeGetWithoutTheBody(String path) {
        RawAnswer get = ask("GET", path);
        RawAnswer head = ask("HEAD", path);

        assertThat(head.status()).isEqualTo(get.status());
        assertThat(head.header("Content-Length"))
                .isEqualTo(get.header("Content-Length"))
                .isNotEqualTo("0");
        assertThat(head.header("Content-Type")).isEqualTo(get.header("Content-Type"));
        assertThat(head.header("ETag")).isEqualTo(get.header("ETag"));
        expectStillOpen();
    }

    private RawAnswer ask(String method, String path) {
        connection.sendHead(method + " " + path + " HTTP/1.1", "Host: x");
        return method.equals("HEAD") ? connection.readHead() : connection.read();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD"})
    void notModifiedHasNoLengthOfItsOwn(String method) {
        String tag = ask("GET", "/health/live").header("ETag");
        connection.sendHead(method + " /health/live HTTP/1.1", "Host: x", "If-None-Match: " + tag);

        RawAnswer answer = connection.readHead();
        assertThat(answer.status()).isEqualTo(304);
        assertThat(answer.header("Content-Length")).isNull();
        assertThat(answer.header("ETag")).isEqualTo(tag);
        expectStillOpen();
    }

    @Test
    void noContentHasNoLength() {
        connection.sendHead("OPTIONS /health/live HTTP/1.1", "Host: x");

        RawAnswer answer = connection.readHead();
        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.header("Content-Length")).isNull();
        expectStillOpen();
    }

    @Test
    void everyAnswerTellsTheDate() {
        assertThat(ask("GET", "/health/live").header("Date"))
                .matches("(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \\d\\d [A-Z][a-z]{2} \\d{4} \\d\\d:\\d\\d:\\d\\d GMT");
    }

    @Test
    void emptyLinesBeforeARequestAreSkipped() {
        connection.send("\r\n\r\n");
        expectStillOpen();
        connection.send("\r\n");
        expectStillOpen();
    }
}
