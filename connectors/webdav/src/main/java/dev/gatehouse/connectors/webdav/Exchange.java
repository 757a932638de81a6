package dev.gatehouse.connectors.webdav;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.apache.http.Header;
import org.apache.http.HttpEntity;
import org.apache.http.client.methods.CloseableHttpResponse;

/** A request that was answered; its connection serves others once the body was read, and is given up otherwise. */
final class Exchange implements AutoCloseable {
    private static final int SMALL_BYTES = 64 * 1024;

    private final CloseableHttpResponse response;
    private final Progress progress;
    private final Runnable ended;

    /** @param ended run when it is closed */
    Exchange(CloseableHttpResponse response, Progress progress, Runnable ended) {
        this.response = response;
        this.progress = progress;
        this.ended = ended;
    }

    int status() {
        return response.getStatusLine().getStatusCode();
    }

    boolean isSuccess() {
        return status() >= 200 && status() < 300;
    }

    boolean isRedirection() {
        return status() >= 300 && status() < 400;
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(response.getFirstHeader(name)).map(Header::getValue);
    }

    CloseableHttpResponse response() {
        return response;
    }

    Progress progress() {
        return progress;
    }

    /** How long the body is, or a negative number where the server does not say. */
    long length() {
        HttpEntity entity = response.getEntity();
        return entity == null ? 0 : entity.getContentLength();
    }

    InputStream body() throws IOException {
        HttpEntity entity = response.getEntity();
        return entity == null ? InputStream.nullInputStream() : entity.getContent();
    }

    /** The body; closing it ends the exchange. */
    InputStream download() throws IOException {
        Optional<SocketBody> socket = length() > 0 ? progress.socketBody() : Optional.empty();
        return socket.isPresent() ? new SocketDownload(this, socket.get()) : new DownloadStream(this);
    }

    /** Reads what little an answer says, for the sake of the connection, and closes it. */
    void discard() {
        progress.waiting();
        try {
            body().readNBytes(SMALL_BYTES);
        } catch (IOException e) {
            // then it is of no further use
        } finally {
            progress.notWaiting();
            close();
        }
    }

    @Override
    public void close() {
        try {
            response.close();
        } catch (IOException e) {
            // nobody waits for it any more
        } finally {
            ended.run();
        }
    }
}
