package dev.gatehouse.connectors.webdav;

import static dev.gatehouse.connectors.webdav.Scripted.ALICE;
import static dev.gatehouse.connectors.webdav.Scripted.FILE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.connector.ConnectorException;
import dev.gatehouse.connector.Failure;
import dev.gatehouse.connector.FileContent;
import dev.gatehouse.connectors.webdav.files.MultiStatus;
import dev.gatehouse.connectors.webdav.settings.Layout;
import dev.gatehouse.connectors.webdav.settings.UploadMethod;
import dev.gatehouse.connectors.webdav.settings.WebDavServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** However a server answers GET of a folder, that is no file; and a file of the same looks is one. */
class FolderReadTest {
    private static final String DATED = "\r\nETag: \"1\"\r\nLast-Modified: Thu, 01 Jan 2026 00:00:00 GMT";
    private static final String PAGE = "<html><body><a href=\"a.txt\">a.txt</a></body></html>";

    /** Over one connection, so that asking what it is cannot take a second one. */
    private static Scripted server(String answerToGet, String whatItIs) {
        ScriptedServer server = ScriptedServer.start((request, body, out) ->
                out.write((request.method().equals("GET") ? answerToGet : whatItIs).getBytes(StandardCharsets.UTF_8)));
        Duration patience = Duration.ofSeconds(20);
        return new Scripted(
                server,
                new WebDavStorage(
                        new WebDavServer(server.url(), Layout.PLAIN, UploadMethod.DIRECT, patience, patience, 1)));
    }

    static Stream<String> answersForAFolder() {
        return Stream.concat(
                answersForAFile().map(each -> (String) each.get()[0]),
                Stream.of(
                        ScriptedServer.answer("301 Moved Permanently\r\nLocation: /file/", ""),
                        ScriptedServer.answer("403 Forbidden", "Directory listing denied"),
                        ScriptedServer.answer("404 Not Found", ""), // Apache without its module of listings
                        ScriptedServer.answer("405 Method Not Allowed\r\nAllow: PROPFIND", ""),
                        ScriptedServer.answer("501 Not Implemented", "")));
    }

    /** With the content that it is where there is a file. */
    static Stream<Arguments> answersForAFile() {
        return Stream.of(
                Arguments.of("HTTP/1.1 204 No Content\r\n\r\n", ""),
                Arguments.of("HTTP/1.1 204 No Content" + DATED + "\r\n\r\n", ""),
                Arguments.of(ScriptedServer.answer("200 OK", ""), ""),
                Arguments.of(ScriptedServer.answer("200 OK" + DATED, ""), ""),
                Arguments.of(ScriptedServer.answer("200 OK\r\nContent-Type: text/html", PAGE), PAGE),
                Arguments.of(
                        ScriptedServer.answer("200 OK\r\nContent-Type: Text/HTML; charset=utf-8" + DATED, PAGE), PAGE),
                Arguments.of(ScriptedServer.answer("200 OK\r\nContent-Type: application/json", "[]"), "[]"));
    }

    @ParameterizedTest
    @MethodSource("answersForAFolder")
    void aFolderIsNotReadAsAFile(String answerToGet) {
        try (Scripted scripted = server(answerToGet, MultiStatus.of("/file/"))) {
            ConnectorException thrown =
                    Scripted.failure(() -> scripted.storage().read(ALICE, FILE));

            assertThat(thrown.failure()).isEqualTo(Failure.CONFLICT);
            assertThat(thrown).hasMessage("/file/ is a folder, which cannot be read.");
        }
    }

    @ParameterizedTest
    @MethodSource("answersForAFile")
    void aFileIsReadWhateverItLooksLike(String answerToGet, String content) throws IOException {
        try (Scripted scripted = server(answerToGet, MultiStatus.of("/file"));
                FileContent read = scripted.storage().read(ALICE, FILE)) {
            assertThat(read.stream()).hasContent(content);
        }
    }
}
