package dev.gatehouse.connectors.webdav;

import dev.gatehouse.connector.FileContent;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.http.entity.AbstractHttpEntity;

/** A file on its way to the server, read once and never held as a whole. Used by one thread. */
final class UploadEntity extends AbstractHttpEntity {
    private static final int BUFFER_BYTES = 256 * 1024;
    private static final int UNKNOWN = -1;

    private final FileContent content;
    private final Progress progress;

    UploadEntity(FileContent content, Progress progress) {
        this.content = content;
        this.progress = progress;
        content.mediaType().ifPresent(this::setContentType);
        setChunked(content.length().isEmpty());
    }

    @Override
    public boolean isRepeatable() {
        return false;
    }

    @Override
    public long getContentLength() {
        return content.length().orElse(UNKNOWN);
    }

    @Override
    public boolean isStreaming() {
        return true;
    }

    @Override
    public InputStream getContent() {
        return content.stream();
    }

    /** @throws SourceException where reading fails, or gives more or less than was announced */
    @Override
    public void writeTo(OutputStream server) throws IOException {
        progress.bodyBegins();
        byte[] buffer = new byte[BUFFER_BYTES];
        long sent = 0;
        for (int length = read(buffer); length >= 0; length = read(buffer)) {
            sent += length;
            checkNotMore(sent);
            progress.waiting();
            server.write(buffer, 0, length);
            progress.notWaiting();
        }
        checkNotLess(sent);
        progress.bodyEnds();
    }

    private int read(byte[] buffer) throws SourceException {
        progress.notWaiting();
        try {
            return content.stream().read(buffer);
        } catch (IOException e) {
            throw new SourceException(e);
        }
    }

    private void checkNotMore(long sent) throws SourceException {
        if (content.length().isPresent() && sent > content.length().getAsLong()) {
            throw new SourceException(new IOException("the upload is longer than announced"));
        }
    }

    private void checkNotLess(long sent) throws SourceException {
        if (content.length().isPresent() && sent < content.length().getAsLong()) {
            throw new SourceException(new EOFException("the upload ended before its announced length"));
        }
    }
}
