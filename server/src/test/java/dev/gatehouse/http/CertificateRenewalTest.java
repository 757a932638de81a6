package dev.gatehouse.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatehouse.http.auth.TokenAuthenticator;
import dev.gatehouse.http.netty.Admission;
import dev.gatehouse.http.netty.Listener;
import dev.gatehouse.http.netty.ListenerOptions;
import dev.gatehouse.http.netty.ListenerOptions.CertificateFiles;
import dev.gatehouse.http.netty.ListenerOptions.Deadlines;
import dev.gatehouse.http.netty.ListenerOptions.Wire;
import dev.gatehouse.http.netty.gate.ConnectionGate;
import dev.gatehouse.http.netty.peer.PeerMemory;
import dev.gatehouse.http.syntax.TrustedProxies;
import dev.gatehouse.testing.FreePort;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A certificate renewed on disk is taken up without a restart; one that cannot be used is not. */
class CertificateRenewalTest {
    private static final Route ROUTE = Route.get("/", Protection.open("a test"), request -> Response.ok("here"));

    @TempDir
    private Path directory;

    private final ConnectionGate gate = new ConnectionGate(100, Duration.ofSeconds(10), 1024, (port, peer) -> false);
    private final Vertx vertx = gate.startEventLoops();
    private final Admission admission = new Admission(10, 1_000_000);
    private TestCertificate first;
    private Listener listener;
    private int port;

    @BeforeEach
    void open() throws Exception {
        first = TestCertificate.make("EC");
        first.write(directory.resolve("chain.pem"), directory.resolve("key.pem"));
        port = FreePort.next();
        Listener.Shared shared = new Listener.Shared(
                vertx,
                new TokenAuthenticator(null, null, List.of()),
                admission,
                new PeerMemory(Integer.MAX_VALUE, System::nanoTime),
                failure -> Optional.empty());
        listener = Listener.open(shared, options(), (request, status, bytes, caller) -> {}, List.of(ROUTE));
    }

    private ListenerOptions options() {
        Duration time = Duration.ofSeconds(10);
        return new ListenerOptions(
                "tested",
                "127.0.0.1",
                port,
                new Deadlines(time, time, time, time, time),
                Wire.WHOLE_MESSAGES,
                new CertificateFiles(
                        directory.resolve("chain.pem"), directory.resolve("key.pem"), Duration.ofMillis(50)),
                Set.of(),
                TrustedProxies.NONE);
    }

    @AfterEach
    void close() {
        listener.close();
        admission.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    /** Whether a new connection is shown this certificate, and is offered HTTP/2 as before. */
    private boolean isShown(TestCertificate trusted) {
        try (SSLSocket socket = trusted.connect(port, "h2")) {
            return socket.getApplicationProtocol().equals("h2");
        } catch (GeneralSecurityException | IOException e) {
            return false;
        }
    }

    private void expectSoon(TestCertificate certificate) {
        await().atMost(Duration.ofSeconds(20)).until(() -> isShown(certificate));
    }

    private void expectStill(TestCertificate certificate) {
        await().during(Duration.ofMillis(500)).atMost(Duration.ofSeconds(20)).until(() -> isShown(certificate));
    }

    @Test
    void aRenewedCertificateIsShownToNewConnections() throws Exception {
        expectSoon(first);
        TestCertificate second = TestCertificate.make("EC");

        second.write(directory.resolve("chain.pem"), directory.resolve("key.pem"));
        expectSoon(second);

        TestCertificate third = TestCertificate.make("RSA");
        third.write(directory.resolve("new-chain.pem"), directory.resolve("new-key.pem"));
        Files.move(
                directory.resolve("new-chain.pem"),
                directory.resolve("chain.pem"),
                StandardCopyOption.REPLACE_EXISTING);
        Files.move(directory.resolve("new-key.pem"), directory.resolve("key.pem"), StandardCopyOption.REPLACE_EXISTING);
        expectSoon(third);
    }

    @Test
    void anOpenConnectionOutlivesTheRenewal() throws Exception {
        TestCertificate second = TestCertificate.make("EC");
        try (SSLSocket connection = first.connect(port, "http/1.1")) {
            assertThat(ask(connection)).startsWith("HTTP/1.1 200");
            second.write(directory.resolve("chain.pem"), directory.resolve("key.pem"));
            expectSoon(second);

            assertThat(ask(connection)).startsWith("HTTP/1.1 200");
        }
    }

    private static String ask(SSLSocket connection) throws IOException {
        connection.getOutputStream().write("HEAD / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        byte[] answer = new byte[4096];
        return new String(answer, 0, connection.getInputStream().read(answer), StandardCharsets.US_ASCII);
    }

    @Test
    void aCertificateThatCannotBeUsedIsNotTakenUp() throws Exception {
        TestCertificate second = TestCertificate.make("EC");

        Files.writeString(directory.resolve("chain.pem"), "half of a certif");
        expectStill(first);

        // As between the two steps of a renewal: the new certificate with the old key.
        Files.writeString(directory.resolve("chain.pem"), second.chainPem());
        expectStill(first);

        Files.delete(directory.resolve("key.pem"));
        expectStill(first);

        Files.writeString(directory.resolve("key.pem"), second.keyPem());
        expectSoon(second);
    }
}
