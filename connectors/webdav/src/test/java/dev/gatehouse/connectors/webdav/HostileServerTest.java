package dev.gatehouse.connectors.webdav;

import static dev.gatehouse.connectors.webdav.Scripted.ALICE;
import static dev.gatehouse.connectors.webdav.Scripted.FILE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.connector.Account;
import dev.gatehouse.connector.ConnectorException;
import dev.gatehouse.connector.Credential;
import dev.gatehouse.connector.Failure;
import dev.gatehouse.connector.FileContent;
import dev.gatehouse.connector.FilePath;
import dev.gatehouse.connectors.webdav.files.MultiStatus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.StreamHandler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server that means harm gets nothing that is not meant for it, and cannot use us up. */
@Timeout(60)
class HostileServerTest {
    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void s18_redirectsToOtherHostsAreNotFollowed(int status) throws Exception {
        try (ScriptedServer other = ScriptedServer.answering(MultiStatus.of("/"));
                Scripted scripted = Scripted.at(ScriptedServer.answering(
                        ScriptedServer.answer(status + " Elsewhere\r\nLocation: " + other.url() + "file", "")))) {
            assertThat(failure(() -> scripted.storage().list(ALICE, FilePath.root())))
                    .isEqualTo(Failure.BAD_ANSWER);
            assertThat(failure(() -> scripted.storage().read(ALICE, FILE))).isEqualTo(Failure.BAD_ANSWER);
            assertThat(failure(() -> scripted.storage().write(ALICE, FILE, FileContent.of(new byte[1]))))
                    .isEqualTo(Failure.BAD_ANSWER);
            assertThat(failure(() -> scripted.storage().delete(ALICE, FILE))).isEqualTo(Failure.BAD_ANSWER);

            assertThat(other.asked()).isEmpty();
        }
    }

    private static Failure failure(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        return Scripted.failure(call).failure();
    }

    private static Failure failureOfList(String body) throws Exception {
        try (Scripted scripted = Scripted.at(ScriptedServer.answering(MultiStatus.answer(body)))) {
            return failure(() -> scripted.storage().list(ALICE, FilePath.root()));
        }
    }

    @Test
    void s13_refusesBillionLaughs() throws Exception {
        StringBuilder entities = new StringBuilder("<!ENTITY e0 \"laugh\">");
        for (int i = 1; i < 10; i++) {
            entities.append("<!ENTITY e%d \"%s\">".formatted(i, ("&e" + (i - 1) + ";").repeat(10)));
        }
        assertThat(
                        failureOfList(
                                "<?xml version=\"1.0\"?><!DOCTYPE m [" + entities
                                        + "]><d:multistatus xmlns:d=\"DAV:\"><d:response><d:href>&e9;</d:href></d:response></d:multistatus>"))
                .isEqualTo(Failure.BAD_ANSWER);
    }

    @Test
    void s13_fetchesNothingThatAnAnswerNames() throws Exception {
        try (ScriptedServer other = ScriptedServer.answering(ScriptedServer.answer("200 OK", "secret"));
                Scripted scripted =
                        Scripted.at(ScriptedServer.answering(MultiStatus.answer("""
                        <?xml version="1.0"?>
                        <!DOCTYPE m SYSTEM "%1$sdtd" [<!ENTITY %% parameter SYSTEM "%1$sparameter"> %%parameter;
                        <!ENTITY general SYSTEM "%1$sgeneral"><!ENTITY file SYSTEM "file:///etc/passwd">]>
                        <d:multistatus xmlns:d="DAV:"><d:response><d:href>/&general;&file;</d:href></d:response></d:multistatus>
                        """.formatted(other.url()))))) {
            try {
                assertThat(scripted.storage().list(ALICE, FilePath.root())).isEmpty();
            } catch (ConnectorException e) {
                assertThat(e.failure()).isEqualTo(Failure.BAD_ANSWER);
            }
            assertThat(other.asked()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no XML",
                "<html><body>sign in here</body></html>",
                "<d:prop xmlns:d=\"DAV:\"/>",
                "<d:multistatus xmlns:d=\"DAV:\"><d:response>",
                "<multistatus xmlns=\"other:\"/>"
            })
    void whatIsNoMultiStatusIsABadAnswer(String body) throws Exception {
        assertThat(failureOfList(body)).isEqualTo(Failure.BAD_ANSWER);
    }

    @Test
    void aListThatBreaksOffBecauseSomethingWentMeanwhileIsAskedForAgain() throws Exception {
        AtomicBoolean broken = new AtomicBoolean();
        String begun = MultiStatus.body("/", "/a") + "Internal Server Error";
        try (Scripted scripted = Scripted.at(ScriptedServer.start((request, body, out) -> {
            String answer = broken.getAndSet(true) ? MultiStatus.of("/", "/a", "/b") : MultiStatus.answer(begun);
            out.write(answer.getBytes(StandardCharsets.UTF_8));
        }))) {
            assertThat(scripted.storage().list(ALICE, FilePath.root())).hasSize(2);
        }
    }

    @Test
    void s18_aListWithoutEndIsGivenUp() throws Exception {
        try (Scripted scripted = Scripted.at(ScriptedServer.start((request, body, out) -> {
            out.write("HTTP/1.1 207 Multi-Status\r\n\r\n<d:multistatus xmlns:d=\"DAV:\">"
                    .getBytes(StandardCharsets.UTF_8));
            byte[] entries =
                    MultiStatus.entry("/a-name-of-usual-length").repeat(1000).getBytes(StandardCharsets.UTF_8);
            while (true) {
                out.write(entries);
            }
        }))) {
            ConnectorException thrown =
                    Scripted.failure(() -> scripted.storage().list(ALICE, FilePath.root()));

            assertThat(thrown.failure()).isEqualTo(Failure.BAD_ANSWER);
            assertThat(thrown).hasMessageContaining("MiB");
        }
    }

    @Test
    void s18_headersWithoutEndAreGivenUp() throws Exception {
        try (Scripted scripted = Scripted.at(ScriptedServer.start((request, body, out) -> {
            out.write("HTTP/1.1 200 OK\r\n".getBytes(StandardCharsets.UTF_8));
            while (true) {
                out.write("X-More: and more\r\n".getBytes(StandardCharsets.UTF_8));
            }
        }))) {
            assertThat(failure(() -> scripted.storage().read(ALICE, FILE)))
                    .isIn(Failure.BAD_ANSWER, Failure.UNAVAILABLE);
        }
    }

    @Test
    void nothingIsKeptFromOnePersonForAnother() throws Exception {
        try (Scripted scripted = Scripted.at(ScriptedServer.answering(ScriptedServer.answer(
                "207 Multi-Status\r\nSet-Cookie: session=alice; Path=/",
                "<d:multistatus xmlns:d=\"DAV:\">" + MultiStatus.entry("/") + "</d:multistatus>")))) {
            scripted.storage().list(ALICE, FilePath.root());
            scripted.storage().list(new Account("nobody", new Credential.None()), FilePath.root());
            scripted.storage().list(new Account("bob", new Credential.Password("bob", "p:ä")), FilePath.root());

            assertThat(scripted.server().asked())
                    .extracting(asked -> asked.header("Authorization").orElse("none"))
                    .containsExactly("Bearer " + Scripted.TOKEN, "none", "Basic Ym9iOnA6w6Q=");
            assertThat(scripted.server().asked())
                    .allSatisfy(asked -> assertThat(asked.header("Cookie")).isEmpty());
        }
    }

    @Test
    void aTokenWithLineBreaksAddsNoHeader() throws Exception {
        try (Scripted scripted = Scripted.at(ScriptedServer.answering(MultiStatus.of("/")))) {
            scripted.storage()
                    .list(new Account("eve", new Credential.BearerToken("x\r\nX-Evil: yes")), FilePath.root());

            assertThat(scripted.server().asked().getFirst().header("X-Evil")).isEmpty();
        }
    }

    @Test
    void aDownloadThatIsCutFails() throws Exception {
        try (Scripted scripted = Scripted.at(ScriptedServer.start((request, body, out) -> {
                    out.write("HTTP/1.1 200 OK\r\nETag: \"1\"\r\nContent-Length: 100\r\n\r\nhalf"
                            .getBytes(StandardCharsets.UTF_8));
                    throw new IOException("hang up");
                }));
                FileContent content = scripted.storage().read(ALICE, FILE)) {
            assertThatThrownBy(() -> content.stream().readAllBytes()).isInstanceOf(IOException.class);
        }
    }

    @Test
    void aLargeDownloadThatIsCutFails() throws Exception {
        try (Scripted scripted = Scripted.at(ScriptedServer.start((request, body, out) -> {
                    out.write("HTTP/1.1 200 OK\r\nETag: \"1\"\r\nContent-Length: 3000000000\r\n\r\n"
                            .getBytes(StandardCharsets.UTF_8));
                    out.write(new byte[3_000_000]);
                    throw new IOException("hang up");
                }));
                FileContent content = scripted.storage().read(ALICE, FILE)) {
            assertThatThrownBy(() -> content.stream().transferTo(java.io.OutputStream.nullOutputStream()))
                    .isInstanceOf(IOException.class);
        }
    }

    /** What a server sends behind a body is the beginning of its next answer at best, and of no file. */
    @Test
    void noMoreThanTheAnnouncedLengthIsRead() throws Exception {
        byte[] file = new byte[2 << 20];
        try (Scripted scripted = Scripted.at(ScriptedServer.start((request, body, out) -> {
                    out.write(("HTTP/1.1 200 OK\r\nETag: \"1\"\r\nContent-Length: " + file.length + "\r\n\r\n")
                            .getBytes(StandardCharsets.UTF_8));
                    out.write(file);
                    out.write("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil".getBytes(StandardCharsets.UTF_8));
                }));
                FileContent content = scripted.storage().read(ALICE, FILE)) {
            assertThat(content.stream().readAllBytes()).isEqualTo(file);
        }
    }

    @Test
    void s9_noTokenIsLogged() throws Exception {
        StringBuffer logged = new StringBuffer();
        Handler handler = new StreamHandler() {
            @Override
            public void publish(LogRecord line) {
                logged.append(line.getMessage());
            }
        };
        handler.setLevel(Level.ALL);
        Logger root = Logger.getLogger("");
        Level before = root.getLevel();
        root.addHandler(handler);
        root.setLevel(Level.ALL);
        try (Scripted scripted = Scripted.at(ScriptedServer.answering(MultiStatus.of("/")))) {
            scripted.storage().list(ALICE, FilePath.root());
        } finally {
            root.setLevel(before);
            root.removeHandler(handler);
        }

        assertThat(logged.toString()).doesNotContain(Scripted.TOKEN);
    }
}
