package dev.gatehouse.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.TestServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How much a request may say, and that its sender comes to read why it was refused. */
class BodyBoundsTest {
    private static final TestServer SERVER = TestServer.shared();
    private static final int MEBIBYTE = 1024 * 1024;
    private static final int LIMIT = MEBIBYTE;

    private final String token = SERVER.administrator().token();
    private final RawConnection connection = RawConnection.to(SERVER.adminUrl());

    @AfterEach
    void close() {
        connection.close();
    }

    private void sendPost(String... headers) {
        connection.sendHead(
                "POST /oauth2/service HTTP/1.1",
                "Host: x",
                "Content-Type: application/json",
                "Authorization: Bearer " + token,
                String.join("\r\n", headers));
    }

    private void expectTooLarge() {
        RawAnswer answer = connection.read();
        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.code()).isEqualTo("ERR12102");
        assertThat(answer.header("Connection")).isEqualToIgnoringCase("close");
    }

    @Test
    void s13_refusesALengthOverTheLimitWithoutReading() {
        sendPost("Content-Length: " + (LIMIT + 1));

        expectTooLarge();
    }

    @Test
    void aBodyOfTheVeryLimitIsRead() {
        sendPost("Content-Length: " + LIMIT);
        connection.send(" ".repeat(LIMIT));

        assertThat(connection.read().status()).isEqualTo(400);
    }

    @Test
    void s13_refusesAChunkedBodyAtTheLimit() {
        sendPost("Transfer-Encoding: chunked");
        connection.send("100001\r\n" + " ".repeat(LIMIT + 1) + "\r\n");

        expectTooLarge();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 41943040", "Transfer-Encoding: chunked"})
    void aClientThatSendsFirstAndReadsThenLearnsWhyItWasRefused(String framing) {
        sendPost(framing);
        byte[] mebibyte = new byte[MEBIBYTE];
        for (int i = 0; i < 40; i++) {
            if (framing.startsWith("Transfer")) {
                connection.send("100000\r\n").send(mebibyte).send("\r\n");
            } else {
                connection.send(mebibyte);
            }
        }
        if (framing.startsWith("Transfer")) {
            connection.send("0\r\n\r\n");
        }

        expectTooLarge();
        connection.awaitClosed();
    }

    @Test
    void aClientThatIsRefusedForItsTokenMaySendItsBodyFirst() {
        connection.sendHead(
                "POST /oauth2/service HTTP/1.1",
                "Host: x",
                "Content-Type: application/json",
                "Authorization: Bearer no-token",
                "Content-Length: " + 5 * MEBIBYTE);
        connection.send(new byte[5 * MEBIBYTE]);

        assertThat(connection.read().status()).isEqualTo(401);
        connection.awaitClosed();
    }

    @Test
    void s13_aRefusedClientThatGoesOnSendingIsCutOffSoon() {
        sendPost("Content-Length: 99999999");

        expectTooLarge();
        connection.awaitClosed();
    }

    @Test
    void aBodyThatIsWaitedForIsAskedForOnceTheTokenIsAccepted() {
        String body = "[]";
        sendPost("Expect: 100-continue", "Content-Length: " + body.length());
        assertThat(connection.readHead().status()).isEqualTo(100);
        connection.send(body);

        assertThat(connection.read().status()).isEqualTo(400);
        connection.sendHead("GET /health/live HTTP/1.1", "Host: x");
        assertThat(connection.read().status()).isEqualTo(200);
    }

    @Test
    void aBodyThatIsNotWantedIsNotAskedFor() {
        sendPost("Expect: 100-continue", "Content-Length: " + (LIMIT + 1));

        expectTooLarge();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Authorization: Bearer wrong", "X-Nothing: x"})
    void nobodyIsAskedForABodyBeforeTheTokenIsAccepted(String authorization) {
        connection.sendHead(
                "POST /oauth2/service HTTP/1.1",
                "Host: x",
                "Content-Type: application/json",
                authorization,
                "Expect: 100-continue",
                "Content-Length: 5");

        assertThat(connection.read().status()).isEqualTo(401);
    }

    @Test
    void http10IsNotAskedToContinue() {
        connection.send("POST /oauth2/service HTTP/1.0\r\nContent-Type: application/json\r\nAuthorization: Bearer "
                + token + "\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n[]");

        assertThat(connection.read().status()).isEqualTo(400);
    }

    @Test
    void s13_refusesHeadersOver16KiB() {
        connection.sendHead("GET /health/live HTTP/1.1", "Host: x", "X-Long: " + "a".repeat(16 * 1024));

        RawAnswer answer = connection.read();
        assertThat(answer.status()).isEqualTo(431);
        assertThat(answer.code()).isEqualTo("ERR12116");
        assertThat(answer.header("X-Request-Id")).isNotBlank();
        connection.awaitClosed();
    }

    @Test
    void s13_refusesManyHeadersOver16KiB() {
        StringBuilder many = new StringBuilder("GET /health/live HTTP/1.1\r\nHost: x");
        for (int i = 0; i < 2_000; i++) {
            many.append("\r\nX-").append(i).append(": a");
        }
        connection.sendHead(many.toString());

        assertThat(connection.read().status()).isEqualTo(431);
    }

    @Test
    void headersUnder16KiBAreTaken() {
        connection.sendHead("GET /health/live HTTP/1.1", "Host: x", "X-Long: " + "a".repeat(16_000));

        assertThat(connection.read().status()).isEqualTo(200);
    }

    @Test
    void s13_refusesATargetOver16KiB() {
        connection.sendHead("GET /health/live?" + "a".repeat(16 * 1024) + " HTTP/1.1", "Host: x");

        RawAnswer answer = connection.read();
        assertThat(answer.status()).isEqualTo(414);
        assertThat(answer.code()).isEqualTo("ERR12117");
        connection.awaitClosed();
    }

    @Test
    void s13_refusesTrailersOver16KiB() {
        sendPost("Transfer-Encoding: chunked");
        connection.send("2\r\n[]\r\n0\r\nX-Long: " + "a".repeat(20_000) + "\r\n\r\n");

        assertThat(connection.readUntilClosed()).isEmpty();
    }
}
