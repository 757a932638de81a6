package dev.gatehouse.connectors.webdav;

import static dev.gatehouse.connectors.webdav.Scripted.ALICE;
import static dev.gatehouse.connectors.webdav.Scripted.FILE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.connector.FileContent;
import dev.gatehouse.connectors.webdav.files.MultiStatus;
import dev.gatehouse.connectors.webdav.settings.Layout;
import dev.gatehouse.connectors.webdav.settings.UploadMethod;
import dev.gatehouse.connectors.webdav.settings.WebDavServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A file is there all the time while it is replaced, even if the server lets it go for a moment. */
class ReplacedFileTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch moved = new CountDownLatch(1);

    /** The first GET is answered only once the file has been moved into its place. */
    private ScriptedServer server(String firstAnswer) {
        return ScriptedServer.start((request, body, out) -> {
            String answer = switch (request.method()) {
                case "GET" -> moved.getCount() == 0 ? content() : refused(firstAnswer);
                case "PUT" -> created(request, body);
                case "MOVE" -> moved();
                default -> MultiStatus.of("/file");
            };
            out.write(answer.getBytes(StandardCharsets.UTF_8));
        });
    }

    private static String content() {
        return ScriptedServer.answer("200 OK\r\nETag: \"2\"", "new");
    }

    private String refused(String answer) throws InterruptedException {
        asked.countDown();
        moved.await();
        return ScriptedServer.answer(answer, "");
    }

    private static String created(ScriptedServer.Asked request, InputStream body) throws IOException {
        body.readNBytes(Integer.parseInt(request.header("Content-Length").orElse("0")));
        return ScriptedServer.answer("201 Created", "");
    }

    private String moved() {
        moved.countDown();
        return ScriptedServer.answer("201 Created", "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"404 Not Found", "403 Forbidden"})
    void isReadAgain(String firstAnswer) throws Exception {
        ScriptedServer server = server(firstAnswer);
        WebDavServer settings =
                new WebDavServer(server.url(), Layout.PLAIN, UploadMethod.RENAME, PATIENCE, PATIENCE, 4);
        try (Scripted scripted = new Scripted(server, new WebDavStorage(settings))) {
            CompletableFuture<String> read = CompletableFuture.supplyAsync(() -> read(scripted));
            asked.await();

            scripted.storage().write(ALICE, FILE, FileContent.of("new".getBytes(StandardCharsets.UTF_8)));

            assertThat(read.join()).isEqualTo("new");
        }
    }

    private static String read(Scripted scripted) {
        try (FileContent content = scripted.storage().read(ALICE, FILE)) {
            return new String(content.stream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
