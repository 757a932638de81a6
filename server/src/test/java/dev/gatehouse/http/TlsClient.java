package dev.gatehouse.http;

import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Arrays;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** Begins TLS on connections that are there already. Thread-safe. */
public record TlsClient(SSLContext context) {
    private static final int PATIENCE_MILLIS = 20_000;

    /** Without a handshake so far. */
    public SSLSocket over(Socket connection) throws IOException {
        SSLSocket socket = (SSLSocket)
                context.getSocketFactory().createSocket(connection, "127.0.0.1", connection.getPort(), true);
        socket.setSoTimeout(PATIENCE_MILLIS);
        return socket;
    }

    /** With one of these application protocols (RFC 7301). */
    public SSLSocket agree(Socket connection, String... applicationProtocols) throws IOException {
        SSLSocket socket = over(connection);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setApplicationProtocols(applicationProtocols);
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    /** What a client says first. */
    public byte[] hello() throws SSLException {
        SSLEngine engine = context.createSSLEngine();
        engine.setUseClientMode(true);
        ByteBuffer hello = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
        engine.wrap(ByteBuffer.allocate(0), hello);
        return Arrays.copyOf(hello.array(), hello.position());
    }
}
