package dev.gatehouse.connectors.webdav;

import static dev.gatehouse.connectors.webdav.Scripted.ALICE;
import static dev.gatehouse.connectors.webdav.Scripted.FILE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.connector.Failure;
import dev.gatehouse.connector.FileContent;
import dev.gatehouse.connector.FilePath;
import dev.gatehouse.connectors.webdav.files.MultiStatus;
import dev.gatehouse.connectors.webdav.settings.Layout;
import dev.gatehouse.connectors.webdav.settings.UploadMethod;
import dev.gatehouse.connectors.webdav.settings.WebDavServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Servers that are spoken to over TLS. */
@Timeout(60)
class TlsTest {
    private static final byte[] CONTENT = new byte[3 << 20];

    static {
        new Random(3).nextBytes(CONTENT);
    }

    private static Scripted at(ScriptedServer server, URI url, Duration patience, SSLContext context) {
        WebDavServer settings =
                new WebDavServer(url, Layout.PLAIN, UploadMethod.DIRECT, Duration.ofSeconds(5), patience, 4);
        return new Scripted(server, new WebDavStorage(settings, context.getSocketFactory()));
    }

    private static void serve(ScriptedServer.Asked request, InputStream body, OutputStream out) throws IOException {
        switch (request.method()) {
            case "PROPFIND" -> out.write(MultiStatus.of("/file").getBytes(StandardCharsets.UTF_8));
            case "GET" -> {
                out.write(("HTTP/1.1 200 OK\r\nETag: \"1\"\r\nContent-Length: " + CONTENT.length + "\r\n\r\n")
                        .getBytes(StandardCharsets.UTF_8));
                out.write(CONTENT);
            }
            default -> {
                out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.UTF_8));
                out.flush();
                assertThat(body.readNBytes(CONTENT.length)).isEqualTo(CONTENT);
                out.write("HTTP/1.1 204 No Content\r\n\r\n".getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    @Test
    void filesAreListedReadAndWrittenOverOneConnection() throws Exception {
        SSLContext context = SelfSigned.context("ip:127.0.0.1");
        ScriptedServer server = ScriptedServer.start(context.getServerSocketFactory(), TlsTest::serve);
        try (Scripted scripted = at(server, server.url("https"), Duration.ofSeconds(20), context)) {
            assertThat(scripted.storage().list(ALICE, FilePath.root())).containsExactly(FILE);
            scripted.storage().write(ALICE, FILE, FileContent.of(CONTENT));
            try (FileContent content = scripted.storage().read(ALICE, FILE)) {
                assertThat(content.stream().readAllBytes()).isEqualTo(CONTENT);
            }

            assertThat(scripted.storage().list(ALICE, FilePath.root())).containsExactly(FILE);
            assertThat(server.connections()).isOne();
        }
    }

    @Test
    void aCertificateOfAnotherServerIsNotTakenAndNoTokenShownToIt() throws Exception {
        SSLContext context = SelfSigned.context("dns:other.example");
        ScriptedServer server = ScriptedServer.start(context.getServerSocketFactory(), TlsTest::serve);
        try (Scripted scripted = at(server, server.url("https"), Duration.ofSeconds(20), context)) {
            assertThat(Scripted.failure(() -> scripted.storage().list(ALICE, FilePath.root()))
                            .failure())
                    .isEqualTo(Failure.UNAVAILABLE);
            assertThat(server.asked()).isEmpty();
        }
    }

    @Test
    void aServerThatDoesNotShakeHandsIsGivenUp() throws Exception {
        ScriptedServer silent = ScriptedServer.start((request, body, out) -> new CountDownLatch(1).await());
        try (Scripted scripted = at(silent, silent.url("https"), Duration.ofMillis(700), SSLContext.getDefault())) {
            assertThat(Scripted.failure(() -> scripted.storage().list(ALICE, FilePath.root()))
                            .failure())
                    .isEqualTo(Failure.TIMED_OUT);
        }
    }
}
