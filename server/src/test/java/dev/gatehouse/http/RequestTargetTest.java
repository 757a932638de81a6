package dev.gatehouse.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.TestServer;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What stands in a request line, in all its forms (RFC 9112 section 3.2). */
class RequestTargetTest {
    private static final TestServer SERVER = TestServer.shared();

    private final String token = SERVER.administrator().token();
    private final RawConnection connection = RawConnection.to(SERVER.adminUrl());

    @AfterEach
    void close() {
        connection.close();
    }

    private RawAnswer ask(String line) {
        connection.sendHead(line + " HTTP/1.1", "Host: x", "Authorization: Bearer " + token);
        return connection.read();
    }

    @Test
    void theAbsoluteFormIsTakenForItsPath() {
        assertThat(ask("GET http://x/health/live").status()).isEqualTo(200);
        assertThat(ask("GET http://other.example/health/live?").status()).isEqualTo(200);
        assertThat(ask("GET http://x").status()).isEqualTo(404);
    }

    @Test
    void theAsteriskFormAsksAboutTheServer() {
        RawAnswer answer = ask("OPTIONS *");

        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.header("Allow")).contains("GET", "OPTIONS");
    }

    @ParameterizedTest
    @CsvSource({
        "CONNECT x:443, 400",
        "TRACE /health/live, 405",
        "PATCH /health/live, 405",
        "PROPFIND /health/live, 405",
        "get /health/live, 405",
        "GET health/live, 400",
        "GET ?page=1, 400",
        "GET *, 400",
        "POST /health/live, 405",
        "BREW /nothing, 404"
    })
    void strangeMethodsAndTargetsAreRefused(String line, int status) {
        RawAnswer answer = ask(line);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.code())
                .isEqualTo(Map.of(400, "ERR12118", 404, "ERR10007", 405, "ERR10008")
                        .get(status));
        assertThat(status != 405 || answer.header("Allow").equals("GET, HEAD, OPTIONS"))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /health/li%zz",
                "GET /oauth2/service/%",
                "GET /oauth2/service/%4",
                "GET /oauth2/service/%e9%zz",
                "GET /oauth2/service/x?page=%zz",
                "GET /oauth2/service?page=%",
                "GET /oauth2/service?%g1=1"
            })
    void brokenPercentEncodingIsNotHttp(String line) {
        RawAnswer answer = ask(line);

        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({
        // An encoded slash belongs to its segment, and no service id may hold one.
        "GET /oauth2/service/a%2Fb, 400",
        "GET /oauth2/service/a%2fendpoint, 400",
        "GET /oauth2/service/%00, 400",
        "GET /oauth2/service/a%00b, 400",
        "GET /oauth2/service/a%0d%0ab, 400",
        "GET /oauth2/service/%252F, 404",
        "GET /oauth2/service/%C3%28, 400",
        "GET /oauth2/service/..%2f..%2fhealth%2flive, 400",
        "GET /health/live;x, 404",
        "GET /health/live;x=1, 404",
        "GET /health/live%20, 404",
        "GET /Health/Live, 404",
        "GET /nothing/at/all, 404",
        "GET /openapi/page/..%2fpage.html, 404",
        "GET /openapi/page/../../health/live, 400",
        "GET /openapi/%2e%2e/health/live, 400",
        "GET /health/./live, 400",
        "GET /health//live, 400",
        "GET /health/live/, 400",
        "GET /, 404",
        "GET /%68ealth/live, 200"
    })
    void pathsAreDecodedOnceAndNeverMistaken(String line, int status) {
        RawAnswer answer = ask(line);

        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        connection.sendHead("GET /health/live HTTP/1.1", "Host: x");
        assertThat(connection.read().status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.2", "HTTP/2.0", "HTTP/0.9", "HTTP/1", "HTTP/11", "http/1.1", "ICY/1.1"})
    void otherVersionsAreRefusedAndClosed(String version) {
        connection.sendHead("GET /health/live " + version, "Host: x", "", "GET /health/live HTTP/1.1", "Host: x");

        assertThat(connection.readUntilClosed()).doesNotContain("\"UP\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "GET /health/live", "\0\1\2\3", "GET /health/live HTTP/1.1 x"})
    void requestLinesThatAreNoneAreRefusedAndClosed(String line) {
        connection.sendHead(line, "Host: x", "", "GET /health/live HTTP/1.1", "Host: x");

        assertThat(connection.readUntilClosed()).doesNotContain("\"UP\"");
    }

    @Test
    void aTlsHelloOnAPlainListenerIsClosed() {
        connection.send("\u0016\u0003\u0001\u0000\u0005hello\r\n\r\n\r\n\r\n");

        assertThat(connection.readUntilClosed()).doesNotContain("\"UP\"");
    }
}
