package dev.gatehouse.connectors.webdav;

import static dev.gatehouse.connectors.webdav.Scripted.ALICE;
import static dev.gatehouse.connectors.webdav.Scripted.FILE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.connector.ConnectorException;
import dev.gatehouse.connector.Failure;
import dev.gatehouse.connector.FileContent;
import dev.gatehouse.connector.FilePath;
import dev.gatehouse.connectors.webdav.files.MultiStatus;
import dev.gatehouse.connectors.webdav.settings.Layout;
import dev.gatehouse.connectors.webdav.settings.UploadMethod;
import dev.gatehouse.connectors.webdav.settings.WebDavServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a server refuses is told by what it means, and nothing the server wrote is told on. */
class VendorFailureTest {
    private static final String PRIVATE = "private words of the server";

    private static String refusal(int status) {
        return ScriptedServer.answer(status + " " + PRIVATE, PRIVATE);
    }

    @ParameterizedTest
    @CsvSource({
        "400, INVALID",
        "401, UNAUTHORIZED",
        "403, FORBIDDEN",
        "409, CONFLICT",
        "413, TOO_LARGE",
        "423, CONFLICT",
        "424, CONFLICT",
        "429, TOO_MANY_REQUESTS",
        "500, BAD_ANSWER",
        "501, UNSUPPORTED",
        "502, BAD_ANSWER",
        "503, UNAVAILABLE",
        "504, TIMED_OUT",
        "507, OUT_OF_SPACE",
        "418, BAD_ANSWER"
    })
    void ofAnUpload(int status, Failure failure) throws Exception {
        try (Scripted scripted = Scripted.at(ScriptedServer.start((request, body, out) ->
                out.write((request.method().equals("PUT") ? refusal(status) : MultiStatus.of("/file"))
                        .getBytes(StandardCharsets.UTF_8))))) {
            ConnectorException thrown =
                    Scripted.failure(() -> scripted.storage().write(ALICE, FILE, FileContent.of(new byte[9])));

            assertThat(thrown.failure()).isEqualTo(failure);
            assertThat(thrown).hasMessageContainingAll(String.valueOf(status), "/file");
            assertThat(thrown.getMessage()).doesNotContain(PRIVATE);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "401, UNAUTHORIZED",
        "403, FORBIDDEN",
        "404, BAD_ANSWER",
        "429, TOO_MANY_REQUESTS",
        "500, BAD_ANSWER",
        "200, BAD_ANSWER",
        "301, BAD_ANSWER",
        "503, UNAVAILABLE"
    })
    void ofAListOfTheRoot(int status, Failure failure) throws Exception {
        try (Scripted scripted = Scripted.at(ScriptedServer.answering(refusal(status)))) {
            ConnectorException thrown =
                    Scripted.failure(() -> scripted.storage().list(ALICE, FilePath.root()));

            assertThat(thrown.failure()).isEqualTo(failure);
            assertThat(thrown.getMessage()).doesNotContain(PRIVATE);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "401, UNAUTHORIZED",
        "403, FORBIDDEN",
        "404, NOT_FOUND",
        "410, NOT_FOUND",
        "429, TOO_MANY_REQUESTS",
        "500, BAD_ANSWER",
        "503, UNAVAILABLE",
        "504, TIMED_OUT"
    })
    void ofADownload(int status, Failure failure) throws Exception {
        try (Scripted scripted = Scripted.at(ScriptedServer.start((request, body, out) ->
                out.write((request.method().equals("GET") ? refusal(status) : MultiStatus.of("/file"))
                        .getBytes(StandardCharsets.UTF_8))))) {
            ConnectorException thrown =
                    Scripted.failure(() -> scripted.storage().read(ALICE, FILE));

            assertThat(thrown.failure()).isEqualTo(failure);
            assertThat(thrown.getMessage()).doesNotContain(PRIVATE);
        }
    }

    /** As rclone does while somebody else makes the folder. */
    @Test
    void aFolderThatIsLockedForAMomentIsMadeAllTheSame() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        try (Scripted scripted = Scripted.at(ScriptedServer.start((request, body, out) -> {
            boolean made = asked.get() > 2;
            String answer = switch (request.method()) {
                case "MKCOL" -> asked.incrementAndGet() > 2 ? ScriptedServer.answer("201 Created", "") : refusal(423);
                case "PROPFIND" -> request.requestLine().contains("/new") ? refusal(404) : MultiStatus.of("/");
                case "PUT", "MOVE" -> made ? ScriptedServer.answer("201 Created", "") : refusal(409);
                default -> ScriptedServer.answer("204 No Content", "");
            };
            out.write(answer.getBytes(StandardCharsets.UTF_8));
        }))) {
            scripted.storage().write(ALICE, FilePath.root().folder("new").file("file"), FileContent.of(new byte[9]));

            assertThat(asked).hasValue(3);
        }
    }

    @Test
    void aDeletionThatDeletesOnlyAPartHasFailed() throws Exception {
        try (Scripted scripted = Scripted.at(ScriptedServer.answering(MultiStatus.of("/file/", "/file/locked")))) {
            ConnectorException thrown =
                    Scripted.failure(() -> scripted.storage().delete(ALICE, FILE));

            assertThat(thrown.failure()).isEqualTo(Failure.CONFLICT);
        }
    }

    @Test
    void aRefusalInTheMiddleOfAnUploadIsHeard() throws Exception {
        try (Scripted scripted = Scripted.at(ScriptedServer.start((request, body, out) -> {
            if (request.method().equals("PROPFIND")) {
                out.write(MultiStatus.of("/file").getBytes(StandardCharsets.UTF_8));
                return;
            }
            out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.UTF_8));
            body.readNBytes(1 << 20);
            out.write(ScriptedServer.answer("507 Full\r\nConnection: close", "").getBytes(StandardCharsets.UTF_8));
            out.flush();
            body.transferTo(java.io.OutputStream.nullOutputStream());
        }))) {
            ConnectorException thrown =
                    Scripted.failure(() -> scripted.storage().write(ALICE, FILE, FileContent.of(new byte[32 << 20])));

            assertThat(thrown.failure()).isEqualTo(Failure.OUT_OF_SPACE);
        }
    }

    @Test
    void aServerThatIsGoneIsUnavailable() throws Exception {
        Duration time = Duration.ofSeconds(5);
        // Bound without listening: connections are refused, and nobody else can take the port.
        try (Socket held = new Socket()) {
            held.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            URI nobody = URI.create("http://127.0.0.1:" + held.getLocalPort() + "/");
            try (WebDavStorage storage =
                    new WebDavStorage(new WebDavServer(nobody, Layout.PLAIN, UploadMethod.DIRECT, time, time, 4))) {
                assertThat(Scripted.failure(() -> storage.read(ALICE, FILE)).failure())
                        .isEqualTo(Failure.UNAVAILABLE);
            }
        }
    }

    @Test
    void aServerThatHangsUpIsUnavailable() throws Exception {
        try (Scripted scripted = Scripted.at(ScriptedServer.start((request, body, out) -> {
            throw new java.io.IOException("hang up");
        }))) {
            assertThat(Scripted.failure(() -> scripted.storage().list(ALICE, FilePath.root()))
                            .failure())
                    .isEqualTo(Failure.UNAVAILABLE);
        }
    }

    @Test
    void whoFindsAllConnectionsInUseWaitsAndIsToldThen() throws Exception {
        try (Scripted scripted = Scripted.at(
                        ScriptedServer.answering("HTTP/1.1 200 OK\r\nETag: \"1\"\r\nContent-Length: 100\r\n\r\n"),
                        Layout.PLAIN,
                        Duration.ofMillis(300));
                FileContent first = scripted.storage().read(ALICE, FILE);
                FileContent second = scripted.storage().read(ALICE, FILE);
                FileContent third = scripted.storage().read(ALICE, FILE);
                FileContent fourth = scripted.storage().read(ALICE, FILE)) {
            assertThat(Scripted.failure(() -> scripted.storage().read(ALICE, FILE)))
                    .hasMessageContaining("All connections")
                    .extracting(ConnectorException::failure)
                    .isEqualTo(Failure.UNAVAILABLE);
            assertThat(first).isNotSameAs(second);
            assertThat(third).isNotSameAs(fourth);
        }
    }
}
