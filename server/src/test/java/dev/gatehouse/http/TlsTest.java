package dev.gatehouse.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.config.StartupException;
import dev.gatehouse.testing.TestServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A listener with a certificate speaks TLS 1.2 and 1.3, HTTP/1.1 and HTTP/2, and nothing else. */
class TlsTest {
    @TempDir
    private static Path directory;

    private static TestCertificate certificate;
    private static TestServer server;
    private static URI listener;

    @BeforeAll
    static void start() throws Exception {
        certificate = TestCertificate.make("EC");
        certificate.write(directory.resolve("chain.pem"), directory.resolve("key.pem"));
        server = TestServer.start(settings("chain.pem", "key.pem"));
        listener = server.publicUrl();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static Map<String, String> settings(String chain, String key) {
        return Map.of(
                "GATEHOUSE_PUBLIC_TLS_CERTIFICATE", directory.resolve(chain).toString(),
                "GATEHOUSE_PUBLIC_TLS_KEY", directory.resolve(key).toString());
    }

    private static HttpResponse<String> ask(HttpClient.Version version, String method, String path, String body)
            throws Exception {
        try (HttpClient client = HttpClient.newBuilder()
                .version(version)
                .sslContext(certificate.trust())
                .build()) {
            HttpRequest.BodyPublisher content =
                    body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body);
            HttpRequest.Builder request =
                    HttpRequest.newBuilder(listener.resolve(path)).method(method, content);
            if (body != null) {
                request.header("Content-Type", "application/x-www-form-urlencoded");
            }
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    @Test
    void theListenersUrlSaysHttps() {
        assertThat(listener.getScheme()).isEqualTo("https");
        assertThat(server.adminUrl().getScheme()).isEqualTo("http");
    }

    @ParameterizedTest
    @EnumSource(names = {"HTTP_1_1", "HTTP_2"})
    void bothVersionsOfHttpAreSpoken(HttpClient.Version version) throws Exception {
        HttpResponse<String> keys = ask(version, "GET", "/oauth2/jwks", null);
        assertThat(keys.version()).isEqualTo(version);
        assertThat(keys.statusCode()).isEqualTo(200);

        HttpResponse<String> head = ask(version, "HEAD", "/oauth2/jwks", null);
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();

        HttpResponse<String> token = ask(version, "POST", "/oauth2/token", "grant_type=client_credentials");
        assertThat(token.statusCode()).isEqualTo(401);
        assertThat(ask(version, "DELETE", "/oauth2/jwks", null).statusCode()).isEqualTo(405);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void currentVersionsOfTlsAreSpoken(String version) throws Exception {
        SSLSocketFactory sockets = certificate.trust().getSocketFactory();
        try (SSLSocket socket = (SSLSocket) sockets.createSocket("127.0.0.1", listener.getPort())) {
            socket.setEnabledProtocols(new String[] {version});
            socket.startHandshake();

            assertThat(socket.getSession().getProtocol()).isEqualTo(version);
        }
    }

    @Test
    void onlyAuthenticatedEncryptionIsSpoken() throws Exception {
        try (Socket tcp = new Socket("127.0.0.1", listener.getPort());
                SSLSocket socket = certificate.client().over(tcp)) {
            socket.setEnabledProtocols(new String[] {"TLSv1.2"});
            socket.setEnabledCipherSuites(new String[] {"TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256"});

            assertThatThrownBy(socket::startHandshake)
                    .isInstanceOf(SSLHandshakeException.class)
                    .hasMessageContaining("handshake_failure");
        }
    }

    /** A request with new keys; before TLS 1.3 that is with another handshake. */
    private static void askAnew(SSLSocket socket, RawConnection connection) throws IOException {
        socket.startHandshake();
        connection.sendHead("GET /oauth2/jwks HTTP/1.1", "Host: x");
        assertThat(connection.read().status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void s28_keysMayBeRenewedButNotForEver(String version) throws Exception {
        try (SSLSocket socket = certificate.client().over(new Socket("127.0.0.1", listener.getPort()));
                RawConnection connection = RawConnection.over(socket)) {
            socket.setEnabledProtocols(new String[] {version});
            socket.startHandshake();
            askAnew(socket, connection);
            askAnew(socket, connection);

            assertThatThrownBy(() -> {
                        for (int i = 0; i < 100; i++) {
                            askAnew(socket, connection);
                        }
                    })
                    .isInstanceOfAny(IOException.class, UncheckedIOException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void oldVersionsOfTlsAreRefused(int minor) {
        String version = "\3" + (char) minor;
        String hello = version + "r".repeat(32) + "\0" + "\0\4\u00c0\u0013\u00c0\u0009" + "\1\0";
        String handshake = "\1\0\0" + (char) hello.length() + hello;
        try (RawConnection connection = RawConnection.to(listener)) {
            connection.send("\u0016\3\1\0" + (char) handshake.length() + handshake);

            // A fatal alert: protocol_version.
            assertThat(connection.readUntilClosed()).startsWith("\u0015\3").endsWith("\2\u0046");
        }
    }

    @Test
    void plainHttpIsNotSpokenHere() {
        try (RawConnection connection = RawConnection.to(listener)) {
            connection.sendHead("GET /oauth2/jwks HTTP/1.1", "Host: x");

            assertThat(connection.readUntilClosed()).doesNotContain("HTTP/1.1").doesNotContain("keys");
        }
    }

    @Test
    void rsaWillDoToo() throws Exception {
        TestCertificate rsa = TestCertificate.make("RSA");
        rsa.write(directory.resolve("rsa.pem"), directory.resolve("rsa-key.pem"));
        try (TestServer other = TestServer.start(settings("rsa.pem", "rsa-key.pem"));
                SSLSocket socket = rsa.connect(other.publicUrl().getPort(), "h2")) {
            assertThat(socket.getApplicationProtocol()).isEqualTo("h2");
        }
    }

    @Test
    void filesThatHoldNoCertificateStopTheStartInOneLine() throws Exception {
        Files.writeString(directory.resolve("text.pem"), "This is\nno certificate.\n");
        for (Map<String, String> settings :
                List.of(settings("text.pem", "key.pem"), settings("chain.pem", "text.pem"))) {
            assertThatThrownBy(() -> TestServer.start(settings))
                    .isInstanceOf(StartupException.class)
                    .hasMessageContaining("public listener")
                    .hasMessageContaining(directory.resolve("text.pem").toString())
                    .satisfies(e -> assertThat(e.getMessage().lines()).hasSize(1));
        }
    }

    @Test
    void theKeyOfAnotherCertificateStopsTheStart() throws Exception {
        TestCertificate other = TestCertificate.make("EC");
        other.write(directory.resolve("other.pem"), directory.resolve("other-key.pem"));

        assertThatThrownBy(() -> TestServer.start(settings("chain.pem", "other-key.pem")))
                .isInstanceOf(StartupException.class)
                .hasMessageContaining("the key is not the certificate's");
    }
}
