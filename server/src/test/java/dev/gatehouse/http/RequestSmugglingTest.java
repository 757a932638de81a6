package dev.gatehouse.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.TestServer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A request whose end two implementations could see in different places, with another request behind it: the one behind
 * is never served (RFC 9112 section 11.2).
 */
class RequestSmugglingTest {
    private static final TestServer SERVER = TestServer.shared();
    private static final String SMUGGLED = "GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n";
    private static final String SERVED = "\"UP\"";

    /** Sends a POST with these header lines and this body, with the smuggled request behind it. */
    private static String answersTo(String headers, String body) {
        try (RawConnection connection = RawConnection.to(SERVER.adminUrl())) {
            connection.send("POST /oauth2/service HTTP/1.1\r\nHost: x\r\n" + headers + "\r\n" + body + SMUGGLED);
            return connection.readUntilClosed();
        }
    }

    static Stream<Arguments> ambiguousLengths() {
        return Stream.of(
                Arguments.of("two Transfer-Encoding", "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n"),
                Arguments.of("then identity", "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n"),
                Arguments.of("first identity", "Transfer-Encoding: identity\r\nTransfer-Encoding: chunked\r\n"),
                Arguments.of("unknown coding", "Transfer-Encoding: xchunked\r\n"),
                Arguments.of("identity", "Transfer-Encoding: identity\r\n"),
                Arguments.of("chunked, identity", "Transfer-Encoding: chunked, identity\r\n"),
                Arguments.of("identity, chunked", "Transfer-Encoding: identity, chunked\r\n"),
                Arguments.of("gzip, chunked", "Transfer-Encoding: gzip, chunked\r\n"),
                Arguments.of("chunked twice", "Transfer-Encoding: chunked, chunked\r\n"),
                Arguments.of("quoted", "Transfer-Encoding: \"chunked\"\r\n"),
                Arguments.of("with a parameter", "Transfer-Encoding: chunked;a=b\r\n"),
                Arguments.of("with a vertical tab", "Transfer-Encoding: \u000bchunked\r\n"),
                Arguments.of("empty", "Transfer-Encoding:\r\n"),
                Arguments.of("with Content-Length", "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n"),
                Arguments.of("Content-Length first", "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n"),
                Arguments.of("two Content-Length", "Content-Length: 5\r\nContent-Length: 6\r\n"),
                Arguments.of("the same Content-Length twice", "Content-Length: 5\r\nContent-Length: 5\r\n"),
                Arguments.of("list of lengths", "Content-Length: 5, 5\r\n"),
                Arguments.of("negative length", "Content-Length: -5\r\n"),
                Arguments.of("length with a plus", "Content-Length: +5\r\n"),
                Arguments.of("length in hex", "Content-Length: 0x5\r\n"),
                Arguments.of("overflowing length", "Content-Length: 18446744073709551621\r\n"),
                Arguments.of("length that is no number", "Content-Length: five\r\n"),
                Arguments.of("empty length", "Content-Length:\r\n"),
                Arguments.of("space before the colon", "Content-Length : 5\r\n"),
                Arguments.of("tab before the colon", "Transfer-Encoding\t: chunked\r\n"),
                Arguments.of("space before the name", " Transfer-Encoding: chunked\r\n"),
                Arguments.of("two Host", "Host: y\r\nContent-Length: 5\r\n"),
                Arguments.of("line without a colon", "Transfer-Encoding chunked\r\n"),
                Arguments.of("carriage return inside", "Content-Length: 5\rX: y\r\n"),
                Arguments.of("line feed alone", "X: a\nTransfer-Encoding: chunked\r\n"),
                Arguments.of("NUL in a value", "X: a\0b\r\nContent-Length: 5\r\n"),
                Arguments.of("NUL in a name", "Content-Length\0: 5\r\n"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ambiguousLengths")
    void s13_servesNothingBehindAnAmbiguousHead(String what, String headers) {
        String answers = answersTo(headers, "0\r\n\r\n");

        assertThat(answers).doesNotContain(SERVED);
        assertThat(answers.split("HTTP/1.1 ", -1)).as(answers).hasSizeLessThanOrEqualTo(2);
        assertThat(answers)
                .satisfiesAnyOf(
                        none -> assertThat(none).isEmpty(),
                        refusal ->
                                assertThat(refusal).startsWith("HTTP/1.1 400 ").contains("ERR12118"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "fffffffffffffffff\r\n",
                "-1\r\n",
                "+5\r\n",
                "0x5\r\nhello\r\n",
                "5 \nhello\r\n",
                "g\r\n",
                "\r\n",
                "5\r\nhelloXX",
                "5;a\n=b\r\nhello\r\n",
                "5;\"\r\nhello\r\n",
                "5\nhello\n",
                "0\r\nX : y\r\n\r\n",
                "0\r\nTransfer-Encoding\r\n\r\n"
            })
    void s13_servesNothingBehindAMalformedChunk(String chunk) {
        String answers = answersTo("Transfer-Encoding: chunked\r\n", chunk);

        assertThat(answers).doesNotContain(SERVED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.0", "1.1"})
    void s13_servesNothingBehindABodyNobodyReads(String version) {
        try (RawConnection connection = RawConnection.to(SERVER.adminUrl())) {
            connection.send("GET /health/live HTTP/" + version + "\r\nHost: x\r\nContent-Length: " + SMUGGLED.length()
                    + "\r\n\r\n" + SMUGGLED);

            assertThat(connection.read().status()).isEqualTo(200);
            assertThat(connection.finishSending().readUntilClosed()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Transfer-Encoding: chunked", "Transfer-Encoding: chunked\r\nConnection: keep-alive"})
    void s13_refusesTransferEncodingInHttp10(String headers) {
        try (RawConnection connection = RawConnection.to(SERVER.adminUrl())) {
            connection.send("POST /oauth2/service HTTP/1.0\r\n" + headers + "\r\n\r\n0\r\n\r\n" + SMUGGLED);

            assertThat(connection.readUntilClosed()).doesNotContain(SERVED);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Host: a b", "Host: a@b:c", "Host: a:99999"})
    void refusesHttp11WithoutOneValidHost(String host) {
        try (RawConnection connection = RawConnection.to(SERVER.adminUrl())) {
            connection.send("GET /health/live HTTP/1.1\r\n" + host + (host.isEmpty() ? "" : "\r\n") + "\r\n");

            RawAnswer answer = connection.read();
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.code()).isEqualTo("ERR12118");
        }
    }

    /** HTTP/1.0 does without, so that what it says is not looked at and vouches for nothing. */
    @Test
    void aHostThatWasTakenInHttp10IsRefusedInHttp11() {
        try (RawConnection connection = RawConnection.to(SERVER.adminUrl())) {
            connection.sendHead("GET /health/live HTTP/1.1", "Host: good");
            assertThat(connection.read().status()).isEqualTo(200);
            connection.sendHead("GET /health/live HTTP/1.0", "Host: a b", "Connection: keep-alive");
            assertThat(connection.read().status()).isEqualTo(200);

            connection.sendHead("GET /health/live HTTP/1.1", "Host: a b");
            assertThat(connection.read().status()).isEqualTo(400);
        }
    }
}
