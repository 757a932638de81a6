package dev.gatehouse.connectors.webdav;

import static dev.gatehouse.connectors.webdav.Scripted.ALICE;
import static dev.gatehouse.connectors.webdav.Scripted.FILE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.connector.Failure;
import dev.gatehouse.connector.FileContent;
import dev.gatehouse.connector.FilePath;
import dev.gatehouse.connectors.webdav.files.MultiStatus;
import dev.gatehouse.connectors.webdav.settings.Layout;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server that stalls is given up, at whatever point of an exchange it does. */
@Timeout(30)
class SlowServerTest {
    private static final Duration PATIENCE = Duration.ofMillis(700);
    private static final CountDownLatch NEVER = new CountDownLatch(1);

    private static Scripted at(ScriptedServer.Script script) {
        return Scripted.at(ScriptedServer.start(script), Layout.PLAIN, PATIENCE);
    }

    /** Sends a byte from time to time, so that the connection is never silent for long. */
    private static void trickle(OutputStream out) throws Exception {
        while (!NEVER.await(50, java.util.concurrent.TimeUnit.MILLISECONDS)) {
            out.write(' ');
            out.flush();
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void thatNeverAnswers() throws Exception {
        try (Scripted scripted = at((request, body, out) -> NEVER.await())) {
            assertThat(Scripted.failure(() -> scripted.storage().list(ALICE, FilePath.root()))
                            .failure())
                    .isEqualTo(Failure.TIMED_OUT);
        }
    }

    @Test
    void thatTricklesTheHeadOfItsAnswer() throws Exception {
        try (Scripted scripted = at((request, body, out) -> {
            out.write(bytes("HTTP/1.1 207 Multi-Status\r\nX-Slow: "));
            trickle(out);
        })) {
            assertThat(Scripted.failure(() -> scripted.storage().list(ALICE, FilePath.root()))
                            .failure())
                    .isEqualTo(Failure.TIMED_OUT);
        }
    }

    @Test
    void thatTricklesAList() throws Exception {
        try (Scripted scripted = at((request, body, out) -> {
            out.write(bytes("HTTP/1.1 207 Multi-Status\r\n\r\n<d:multistatus xmlns:d=\"DAV:\">"));
            trickle(out);
        })) {
            assertThat(Scripted.failure(() -> scripted.storage().list(ALICE, FilePath.root()))
                            .failure())
                    .isEqualTo(Failure.TIMED_OUT);
        }
    }

    @Test
    void thatTricklesARefusal() throws Exception {
        try (Scripted scripted = at((request, body, out) -> {
            out.write(bytes("HTTP/1.1 403 Forbidden\r\n\r\n"));
            trickle(out);
        })) {
            assertThat(Scripted.failure(() -> scripted.storage().list(ALICE, FilePath.root()))
                            .failure())
                    .isEqualTo(Failure.FORBIDDEN);
        }
    }

    @Test
    void thatDoesNotTakeAnUpload() throws Exception {
        try (Scripted scripted = at((request, body, out) -> {
            if (request.method().equals("PROPFIND")) {
                out.write(bytes(MultiStatus.of("/file")));
                return;
            }
            out.write(bytes("HTTP/1.1 100 Continue\r\n\r\n"));
            out.flush();
            NEVER.await();
        })) {
            assertThat(Scripted.failure(() -> scripted.storage().write(ALICE, FILE, FileContent.of(new byte[64 << 20])))
                            .failure())
                    .isEqualTo(Failure.TIMED_OUT);
        }
    }

    @Test
    void thatStopsInTheMiddleOfADownload() throws Exception {
        try (Scripted scripted = at((request, body, out) -> {
                    out.write(bytes("HTTP/1.1 200 OK\r\nETag: \"1\"\r\nContent-Length: 100\r\n\r\nhalf"));
                    out.flush();
                    NEVER.await();
                });
                FileContent content = scripted.storage().read(ALICE, FILE)) {
            assertThatThrownBy(() -> content.stream().readAllBytes()).isInstanceOf(SocketTimeoutException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "the beginning"})
    void thatStopsInTheMiddleOfALargeDownload(String beginning) throws Exception {
        try (Scripted scripted = at((request, body, out) -> {
                    out.write(
                            bytes("HTTP/1.1 200 OK\r\nETag: \"1\"\r\nContent-Length: 5000000000\r\n\r\n" + beginning));
                    out.flush();
                    NEVER.await();
                });
                FileContent content = scripted.storage().read(ALICE, FILE)) {
            assertThat(content.stream()).isInstanceOf(ReadableByteChannel.class);
            assertThat(content.stream().readNBytes(beginning.length())).isEqualTo(bytes(beginning));
            assertThatThrownBy(() -> ((ReadableByteChannel) content.stream()).read(ByteBuffer.allocateDirect(100)))
                    .isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void aSlowReaderIsNotTheServersFault() throws Exception {
        byte[] file = new byte[2 << 20];
        try (Scripted scripted = at((request, body, out) -> {
                    out.write(bytes("HTTP/1.1 200 OK\r\nETag: \"1\"\r\nContent-Length: " + file.length + "\r\n\r\n"));
                    out.write(file);
                });
                FileContent content = scripted.storage().read(ALICE, FILE)) {
            content.stream().readNBytes(1000);
            NEVER.await(PATIENCE.multipliedBy(2).toMillis(), java.util.concurrent.TimeUnit.MILLISECONDS);
            assertThat(content.stream().readAllBytes()).hasSize(file.length - 1000);
        }
    }

    @Test
    void aSlowCallerIsNotTheServersFault() throws Exception {
        try (Scripted scripted = at((request, body, out) -> {
            if (request.method().equals("PUT")) {
                out.write(bytes("HTTP/1.1 100 Continue\r\n\r\n"));
                out.flush();
                body.readNBytes(2);
                out.write(bytes("HTTP/1.1 204 No Content\r\n\r\n"));
                return;
            }
            out.write(bytes(MultiStatus.of("/file")));
        })) {
            scripted.storage().write(ALICE, FILE, FileContent.of(new SlowStream(PATIENCE.multipliedBy(2)), 2));
        }
    }

    /** Two bytes with a pause before each. */
    private static final class SlowStream extends java.io.InputStream {
        private final Duration pause;
        private int left = 2;

        SlowStream(Duration pause) {
            this.pause = pause;
        }

        @Override
        public int read() {
            try {
                NEVER.await(pause.toMillis(), java.util.concurrent.TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return left-- > 0 ? 'x' : -1;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            int octet = read();
            if (octet < 0) {
                return -1;
            }
            buffer[offset] = (byte) octet;
            return 1;
        }
    }
}
