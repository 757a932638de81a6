package dev.gatehouse.http.proxied;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.gatehouse.http.RawAnswer;
import dev.gatehouse.http.RawConnection;
import dev.gatehouse.http.RawHttp2;
import dev.gatehouse.http.TestCertificate;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A proxy's connection counts for whom it is opened, as its first bytes say; without them it is closed. */
class ProxyHeaderTest {
    private static final String REQUEST = "GET / HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: 198.51.100.1\r\n\r\n";
    private static final String CLIENT = "203.0.113.9";

    @TempDir
    private static Path directory;

    private static final TestCertificate CERTIFICATE = TestCertificate.make("EC");
    private static EchoListener plain;
    private static EchoListener impatient;
    private static EchoListener tls;

    @BeforeAll
    static void open() throws Exception {
        plain = EchoListener.plain();
        impatient = EchoListener.impatient();
        tls = EchoListener.tls(CERTIFICATE, directory);
    }

    @AfterAll
    static void close() {
        plain.close();
        impatient.close();
        tls.close();
    }

    private static byte[] line(String text) {
        return (text + "\r\n").getBytes(StandardCharsets.US_ASCII);
    }

    static Stream<Arguments> headers() {
        String proxy = "127.0.0.1";
        String version6 = "2001:db8:0:0:0:0:0:7";
        return Stream.of(
                arguments(line("PROXY TCP4 203.0.113.9 192.0.2.1 51000 443"), CLIENT),
                arguments(line("PROXY TCP6 2001:db8::7 2001:db8::1 51000 443"), version6),
                arguments(line("PROXY TCP6 ::ffff:203.0.113.9 ::1 51000 443"), CLIENT),
                arguments(line("PROXY UNKNOWN"), proxy),
                arguments(line("PROXY UNKNOWN 203.0.113.9 192.0.2.1 51000 443"), proxy),
                // Another proxy, whose word is taken.
                arguments(line("PROXY TCP4 127.0.0.7 192.0.2.1 51000 443"), "198.51.100.1"),
                arguments(Header.of(Header.PROXY, Header.TCP4, CLIENT, 0), CLIENT),
                arguments(Header.of(Header.PROXY, Header.UDP4, CLIENT, 0), CLIENT),
                arguments(Header.of(Header.PROXY, Header.TCP4, CLIENT, 4 * 1024 - 16 - 12), CLIENT),
                arguments(Header.of(Header.PROXY, Header.TCP6, "2001:db8::7", 300), version6),
                arguments(Header.of(Header.PROXY, Header.TCP6, "::ffff:203.0.113.9", 0), CLIENT),
                arguments(Header.of(Header.PROXY, Header.TCP4, "127.0.0.7", 0), "198.51.100.1"),
                arguments(Header.of(Header.PROXY, Header.NOTHING, 0), proxy),
                arguments(Header.of(Header.PROXY, Header.UNIX, 216, new byte[216]), proxy),
                arguments(Header.of(Header.LOCAL, Header.NOTHING, 0), proxy),
                arguments(Header.of(Header.LOCAL, Header.TCP4, CLIENT, 0), proxy));
    }

    @ParameterizedTest
    @MethodSource("headers")
    void s30_aProxysConnectionCountsForWhomItNames(byte[] header, String client) throws Exception {
        try (RawConnection connection = RawConnection.to(plain.url())) {
            connection.send(header).send(REQUEST);
            assertThat(connection.read().text()).isEqualTo(client);
            connection.send(REQUEST);
            assertThat(connection.read().text()).isEqualTo(client);
        }
        try (RawConnection connection = RawConnection.to(plain.url())) {
            byte[] request = REQUEST.getBytes(StandardCharsets.US_ASCII);
            byte[] all = Arrays.copyOf(header, header.length + request.length);
            System.arraycopy(request, 0, all, header.length, request.length);
            for (byte next : all) {
                connection.send(new byte[] {next});
            }
            assertThat(connection.read().text()).isEqualTo(client);
        }
    }

    @Test
    void s30_itComesBeforeTls() throws Exception {
        byte[] header = Header.of(Header.PROXY, Header.TCP4, CLIENT, 0);
        try (SSLSocket socket = proxiedTls(header, "http/1.1");
                RawConnection connection = RawConnection.over(socket)) {
            assertThat(connection.send(REQUEST).read().text()).isEqualTo(CLIENT);
        }
        try (SSLSocket socket = proxiedTls(header, "h2");
                RawHttp2 http2 = new RawHttp2(RawConnection.over(socket))) {
            assertThat(socket.getApplicationProtocol()).isEqualTo("h2");
            assertThat(askedOver(http2)).isEqualTo(CLIENT);
        }
    }

    private static SSLSocket proxiedTls(byte[] header, String protocol) throws Exception {
        Socket socket = new Socket("127.0.0.1", tls.url().getPort());
        socket.getOutputStream().write(header);
        return CERTIFICATE.client().agree(socket, protocol);
    }

    @Test
    void s30_itComesBeforeHttp2() {
        RawConnection connection = RawConnection.to(plain.url());
        connection.send(line("PROXY TCP4 203.0.113.9 192.0.2.1 51000 443"));
        try (RawHttp2 http2 = new RawHttp2(connection)) {
            assertThat(askedOver(http2)).isEqualTo(CLIENT);
        }
    }

    private static String askedOver(RawHttp2 http2) {
        http2.ask(1, "GET", "/");
        return new String(http2.readAnswer(1).body(), StandardCharsets.UTF_8);
    }

    static Stream<byte[]> noHeaders() {
        return Stream.of(
                REQUEST.getBytes(StandardCharsets.US_ASCII),
                "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII),
                new byte[] {22, 3, 1, 2, 0, 1, 0},
                line("proxy TCP4 203.0.113.9 192.0.2.1 51000 443"),
                line(" PROXY UNKNOWN"),
                line("PROXY  UNKNOWN"),
                line("PROXY UNKNOWNS"),
                line("PROXY UNKNOWN\rPROXY UNKNOWN"),
                "PROXY UNKNOWN\n".getBytes(StandardCharsets.US_ASCII),
                line("PROXY TCP4 203.0.113.9 192.0.2.1 51000"),
                line("PROXY TCP4 203.0.113.9 192.0.2.1 51000 443 1"),
                line("PROXY TCP4 203.0.113.9 192.0.2.1 -1 443"),
                line("PROXY TCP4 203.0.113.999 192.0.2.1 51000 443"),
                line("PROXY TCP4 203.0.113 192.0.2.1 51000 443"),
                line("PROXY TCP4 localhost 192.0.2.1 51000 443"),
                line("PROXY TCP4 203.0.113.9 localhost 51000 443"),
                line("PROXY TCP4 ::1 ::1 51000 443"),
                line("PROXY TCP6 203.0.113.9 192.0.2.1 51000 443"),
                line("PROXY TCP6 fe80::1%lo ::1 51000 443"),
                line("PROXY UDP4 203.0.113.9 192.0.2.1 51000 443"),
                ("PROXY UNKNOWN " + "x".repeat(95)).getBytes(StandardCharsets.US_ASCII),
                Header.of(0x11, Header.TCP4, CLIENT, 0),
                Header.of(0x31, Header.TCP4, CLIENT, 0),
                Header.of(0x22, Header.TCP4, CLIENT, 0),
                Header.of(Header.PROXY, 0x10, CLIENT, 0),
                Header.of(Header.PROXY, 0x13, CLIENT, 0),
                Header.of(Header.PROXY, 0x41, CLIENT, 0),
                Header.of(Header.PROXY, Header.TCP6, CLIENT, 0),
                Header.of(Header.PROXY, Header.TCP4, 11),
                Header.of(Header.PROXY, Header.TCP4, 65_535),
                Header.of(Header.LOCAL, Header.NOTHING, 4 * 1024 - 16 + 1));
    }

    @ParameterizedTest
    @MethodSource("noHeaders")
    void s30_withoutReadableHeaderAProxysConnectionIsClosed(byte[] bytes) {
        try (RawConnection connection = RawConnection.to(impatient.url())) {
            connection.send(bytes).send(REQUEST);
            assertThat(connection.readUntilClosed()).isEmpty();
        }
    }

    @Test
    void s30_aClientsOwnHeaderIsNone() {
        try (RawConnection connection = RawConnection.to(plain.url())) {
            connection.send(line("PROXY TCP4 203.0.113.9 192.0.2.1 51000 443"));
            connection.send(line("PROXY TCP4 203.0.113.10 192.0.2.1 51000 443")).send(REQUEST);
            RawAnswer answer = connection.read();
            assertThat(answer.status()).isEqualTo(400);
        }
    }
}
