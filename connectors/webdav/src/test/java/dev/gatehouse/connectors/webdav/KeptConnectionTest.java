package dev.gatehouse.connectors.webdav;

import static dev.gatehouse.connectors.webdav.Scripted.ALICE;
import static dev.gatehouse.connectors.webdav.Scripted.FILE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.connector.FileContent;
import dev.gatehouse.connector.FilePath;
import dev.gatehouse.connectors.webdav.files.MultiStatus;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One exchange leaves its connection to the next where that can do no harm. */
@Timeout(60)
class KeptConnectionTest {
    private static void serve(ScriptedServer.Asked request, InputStream body, OutputStream out) throws IOException {
        if (!request.method().equals("PUT")) {
            out.write(MultiStatus.of("/file").getBytes(StandardCharsets.UTF_8));
            return;
        }
        out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.UTF_8));
        out.flush();
        body.readNBytes(3);
        out.write("HTTP/1.1 204 No Content\r\n\r\n".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void servesManyRequests() throws Exception {
        try (Scripted scripted = Scripted.at(ScriptedServer.start(KeptConnectionTest::serve))) {
            scripted.storage().list(ALICE, FilePath.root());
            scripted.storage().write(ALICE, FILE, FileContent.of(new byte[3]));
            scripted.storage().list(ALICE, FilePath.root());

            assertThat(scripted.server().connections()).isOne();
        }
    }

    @Test
    void isReplacedWhereTheServerClosedItMeanwhile() throws Exception {
        try (Scripted scripted = Scripted.at(ScriptedServer.start((request, body, out) -> {
            serve(request, body, out);
            out.flush();
            throw new IOException("hang up");
        }))) {
            scripted.storage().list(ALICE, FilePath.root());
            scripted.storage().write(ALICE, FILE, FileContent.of(new byte[3]));
            scripted.storage().list(ALICE, FilePath.root());

            assertThat(scripted.server().asked())
                    .extracting(ScriptedServer.Asked::method)
                    .containsExactly("PROPFIND", "PROPFIND", "PUT", "PROPFIND");
        }
    }

    /** The server might take the next request for the body that it refused. */
    @Test
    void isNotUsedAfterAnUploadThatWasRefused() throws Exception {
        try (Scripted scripted = Scripted.at(ScriptedServer.start((request, body, out) -> {
            if (request.method().equals("PUT")) {
                out.write(ScriptedServer.answer("403 Forbidden", "").getBytes(StandardCharsets.UTF_8));
            } else {
                serve(request, body, out);
            }
        }))) {
            Scripted.failure(() -> scripted.storage().write(ALICE, FILE, FileContent.of(new byte[3])));
            scripted.storage().list(ALICE, FilePath.root());

            assertThat(scripted.server().connections()).isEqualTo(2);
        }
    }
}
