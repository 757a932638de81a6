package dev.gatehouse.connectors.webdav.http;

import dev.gatehouse.connector.FileContent;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;

/** A file on its way to the server, read once and never held as a whole. Used by one thread. */
final class UploadBody {
    private static final int BUFFER_BYTES = 256 * 1024;

    private final FileContent content;
    private final ExchangeProgress progress;

    UploadBody(FileContent content, ExchangeProgress progress) {
        this.content = content;
        this.progress = progress;
    }

    /**
     * Sends it. Where it cannot be read to its end, the connection is closed: the HTTP library would end a body of unknown
     * length in good order, and the server would take what came of it for the whole file.
     *
     * @throws SourceException where reading fails, or gives more or less than was announced
     */
    void writeTo(OutputStream server) throws IOException {
        try {
            sendTo(server);
        } catch (SourceException | RuntimeException | Error e) {
            progress.cut();
            throw e;
        }
    }

    private void sendTo(OutputStream server) throws IOException {
        progress.bodyBegins();
        byte[] buffer = new byte[BUFFER_BYTES];
        long sent = 0;
        for (int length = read(buffer); length >= 0; length = read(buffer)) {
            sent += length;
            if (sent > content.length().orElse(Long.MAX_VALUE)) {
                throw new SourceException(new IOException("the upload is longer than announced"));
            }
            server.write(buffer, 0, length);
        }
        if (sent < content.length().orElse(0)) {
            throw new SourceException(new EOFException("the upload ended before its announced length"));
        }
        progress.bodyEnds();
    }

    /** The server is not kept responsible for how long that takes. */
    private int read(byte[] buffer) throws SourceException {
        progress.pause();
        try {
            return content.stream().read(buffer);
        } catch (IOException e) {
            throw new SourceException(e);
        } finally {
            progress.resume();
        }
    }
}
