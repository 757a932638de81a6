package dev.gatehouse.connectors.webdav.http;

import dev.gatehouse.connector.FileContent;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SocketChannel;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;

/**
 * A request that was answered; its connection serves others once the body was read, and is given up otherwise. Used by one
 * thread.
 */
public final class DavExchange implements AutoCloseable {
    private static final int SMALL_BYTES = 64 * 1024;

    /** What is worth being read past the HTTP library. */
    private static final int LARGE_BYTES = 1024 * 1024;

    private final ClassicHttpResponse response;
    private final DavConnection connection;
    private final ExchangeProgress progress;
    private final Consumer<Boolean> ended;
    private boolean read;
    private boolean closed;

    /** @param ended called once when it is closed, with whether its body was read to the end */
    DavExchange(
            ClassicHttpResponse response,
            DavConnection connection,
            ExchangeProgress progress,
            Consumer<Boolean> ended) {
        this.response = response;
        this.connection = connection;
        this.progress = progress;
        this.ended = ended;
    }

    public int status() {
        return response.getCode();
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(response.getFirstHeader(name)).map(Header::getValue);
    }

    /** Whether the server says that there is no body. */
    public boolean isEmpty() {
        return length() == 0;
    }

    /** Whether the body is what a browser shows, or so the server says. */
    public boolean isPage() {
        String type = header("Content-Type").orElse("").toLowerCase(Locale.ROOT);
        return type.startsWith("text/html") || type.startsWith("application/xhtml");
    }

    /** How long the body is, or a negative number where the server does not say. */
    private long length() {
        HttpEntity entity = response.getEntity();
        return entity == null ? 0 : entity.getContentLength();
    }

    /** The body, for each part of which the server has its time; closing it ends the exchange. */
    public InputStream body() throws IOException {
        return body(Long.MAX_VALUE);
    }

    /** The body where it has no more than so many bytes. */
    public AnswerStream body(long mostBytes) throws IOException {
        HttpEntity entity = response.getEntity();
        return new AnswerStream(entity == null ? InputStream.nullInputStream() : entity.getContent(), mostBytes, this);
    }

    /** The body as a file; closing it ends the exchange. */
    public FileContent download() throws IOException {
        Optional<SocketChannel> socket = connection.plainSocket();
        FileContent content = length() > LARGE_BYTES && socket.isPresent()
                ? FileContent.of(new SocketDownload(body(), socket.get(), length(), this), length())
                : FileContent.of(body());
        return new FileContent(
                content.stream(),
                length() < 0 ? OptionalLong.empty() : OptionalLong.of(length()),
                header("Content-Type"));
    }

    /** Waits for the server, which has its time for all that is waited for within. */
    public <T> T await(ExchangeProgress.Wait<T> wait) throws IOException {
        return progress.await(wait);
    }

    /** The body was read to its end. */
    void bodyRead() {
        read = true;
    }

    /** Reads what little an answer says, for the sake of the connection, and closes it. */
    public void discard() {
        try {
            await(() -> body().readNBytes(SMALL_BYTES));
        } catch (IOException e) {
            // then it is of no further use
        } finally {
            close();
        }
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            ended.accept(read);
        }
    }
}
