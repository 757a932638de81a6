package dev.gatehouse.connectors.webdav;

import java.io.InputStream;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import javax.net.ssl.SSLSocket;
import org.apache.http.HttpConnection;
import org.apache.http.config.MessageConstraints;
import org.apache.http.impl.conn.DefaultHttpResponseParserFactory;
import org.apache.http.impl.conn.DefaultManagedHttpClientConnection;
import org.apache.http.impl.io.DefaultHttpRequestWriterFactory;
import org.apache.http.io.BufferInfo;
import org.apache.http.io.SessionInputBuffer;
import org.apache.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/** A connection whose large bodies can be read from its socket. Used by one exchange at a time. */
final class SocketConnection extends DefaultManagedHttpClientConnection {
    private static final String BODY = SocketBody.class.getName();
    private static final int BUFFER_BYTES = 64 * 1024;
    private static final int LARGE_BYTES = 1024 * 1024;
    private static final int HEADER_BYTES = 16 * 1024;
    private static final int HEADERS = 200;

    SocketConnection() {
        super(
                "webdav",
                BUFFER_BYTES,
                BUFFER_BYTES,
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPLACE)
                        .onUnmappableCharacter(CodingErrorAction.REPLACE),
                StandardCharsets.UTF_8
                        .newEncoder()
                        .onMalformedInput(CodingErrorAction.REPLACE)
                        .onUnmappableCharacter(CodingErrorAction.REPLACE),
                MessageConstraints.custom()
                        .setMaxLineLength(HEADER_BYTES)
                        .setMaxHeaderCount(HEADERS)
                        .build(),
                null,
                null,
                DefaultHttpRequestWriterFactory.INSTANCE,
                DefaultHttpResponseParserFactory.INSTANCE);
    }

    /** That of the answer on a connection; none where it is small, of unknown length, or encrypted. */
    static Optional<SocketBody> body(@Nullable HttpConnection connection) {
        return connection instanceof HttpContext context
                ? Optional.ofNullable((SocketBody) context.getAttribute(BODY))
                : Optional.empty();
    }

    @Override
    protected InputStream createInputStream(long length, SessionInputBuffer buffer) {
        Optional<SocketChannel> channel = channel();
        if (length <= LARGE_BYTES || channel.isEmpty() || !(buffer instanceof BufferInfo taken)) {
            removeAttribute(BODY);
            return super.createInputStream(length, buffer);
        }
        SocketBody body = new SocketBody(channel.get(), length, buffer, (int) Math.min(length, taken.length()));
        setAttribute(BODY, body);
        return body;
    }

    private Optional<SocketChannel> channel() {
        Socket socket = getSocket();
        return socket instanceof SSLSocket ? Optional.empty() : Optional.ofNullable(socket.getChannel());
    }
}
