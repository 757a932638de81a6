package dev.gatehouse.connectors.webdav.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.connector.FileContent;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What cannot be read to its end must not reach the server as if that were all. */
class UploadBodyTest {
    private final ExchangeProgress progress = new ExchangeProgress(Duration.ofSeconds(10));
    private final AtomicBoolean closed = new AtomicBoolean();

    private void send(InputStream stream, OptionalLong length, OutputStream server) throws IOException {
        progress.servedBy(() -> closed.set(true));
        new UploadBody(new FileContent(stream, length, Optional.empty()), progress).writeTo(server);
    }

    private static InputStream failing(@Nullable RuntimeException unchecked) {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                if (unchecked != null) {
                    throw unchecked;
                }
                throw new IOException("the caller hung up");
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                return read();
            }
        };
    }

    @Test
    void aSourceThatFailsClosesTheConnectionBeforeTheBodyCanBeEnded() {
        assertThatThrownBy(() -> send(failing(null), OptionalLong.empty(), new ByteArrayOutputStream()))
                .isInstanceOf(SourceException.class);
        assertThat(closed).isTrue();
    }

    @Test
    void soDoesOneThatThrowsSomethingElse() {
        UncheckedIOException failure = new UncheckedIOException(new IOException("gone"));
        assertThatThrownBy(() -> send(failing(failure), OptionalLong.empty(), new ByteArrayOutputStream()))
                .isSameAs(failure);
        assertThat(closed).isTrue();
    }

    @Test
    void soDoesOneThatIsShorterThanAnnounced() {
        assertThatThrownBy(() ->
                        send(new ByteArrayInputStream(new byte[9]), OptionalLong.of(10), new ByteArrayOutputStream()))
                .isInstanceOf(SourceException.class);
        assertThat(closed).isTrue();
    }

    @Test
    void aServerThatDoesNotTakeItMayStillAnswer() {
        OutputStream full = new OutputStream() {
            @Override
            public void write(int octet) throws IOException {
                throw new IOException("the server hung up");
            }
        };
        assertThatThrownBy(() -> send(new ByteArrayInputStream(new byte[9]), OptionalLong.empty(), full))
                .isInstanceOf(IOException.class);
        assertThat(closed).isFalse();
    }

    @Test
    void aWholeOneLeavesTheConnectionOpen() throws IOException {
        ByteArrayOutputStream server = new ByteArrayOutputStream();
        send(new ByteArrayInputStream(new byte[9]), OptionalLong.empty(), server);
        assertThat(server.size()).isEqualTo(9);
        assertThat(closed).isFalse();
    }
}
