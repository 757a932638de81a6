package dev.gatehouse.connector.conformance.client;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLSocketFactory;

/** A connection to the connector on which a request is written by hand, and which may be cut at any point. */
public final class RawCall implements Closeable {
    private static final Duration CONNECTING = Duration.ofSeconds(10);

    private static final String STATUS_LINE = "HTTP/1.1 200";

    private final Socket socket;
    private final String commonHeaders;

    private RawCall(Socket socket, String commonHeaders) {
        this.socket = socket;
        this.commonHeaders = commonHeaders;
    }

    /**
     * Connects.
     *
     * @param receiveBuffer how many bytes of an answer may wait here, or 0 for as many as usual
     */
    static RawCall to(URI address, Duration patience, Optional<String> callerToken, int receiveBuffer)
            throws IOException {
        boolean secure = "https".equalsIgnoreCase(address.getScheme());
        int port = address.getPort() >= 0 ? address.getPort() : secure ? 443 : 80;
        Socket plain = new Socket();
        if (receiveBuffer > 0) {
            plain.setReceiveBufferSize(receiveBuffer);
        }
        plain.setSoTimeout(Math.toIntExact(patience.toMillis()));
        plain.connect(new InetSocketAddress(address.getHost(), port), Math.toIntExact(CONNECTING.toMillis()));
        Socket socket = secure ? secured(plain, address.getHost(), port) : plain;
        return new RawCall(
                socket,
                "Host: " + address.getRawAuthority() + "\r\n"
                        + callerToken
                                .map(token -> "Authorization: Bearer " + token + "\r\n")
                                .orElse(""));
    }

    private static Socket secured(Socket plain, String host, int port) throws IOException {
        return ((SSLSocketFactory) SSLSocketFactory.getDefault()).createSocket(plain, host, port, true);
    }

    /** Sends the head of a request, with these headers and those that all have. */
    public void head(String requestLine, String... headers) throws IOException {
        send(requestLine + " HTTP/1.1\r\n" + commonHeaders + String.join("", endingLines(headers)) + "\r\n");
    }

    public void send(String text) throws IOException {
        send(text.getBytes(StandardCharsets.UTF_8));
    }

    public void send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    /** One chunk of a chunked body (RFC 9112, section 7.1). */
    void chunk(byte[] bytes) throws IOException {
        send(Integer.toHexString(bytes.length) + "\r\n");
        send(bytes);
        send("\r\n");
    }

    /** Waits for the answer to begin. */
    public int status() throws IOException {
        byte[] line = socket.getInputStream().readNBytes(STATUS_LINE.length());
        String begun = new String(line, StandardCharsets.ISO_8859_1);
        if (!begun.startsWith("HTTP/1.") || line.length < STATUS_LINE.length()) {
            throw new IOException("the connector answered: " + begun);
        }
        return Integer.parseInt(begun.substring(begun.length() - 3));
    }

    /** Cuts the connection with a reset, as a caller's end does that was killed. */
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    /** Ends the connection in the orderly way. */
    @Override
    public void close() throws IOException {
        socket.close();
    }

    private static String[] endingLines(String[] headers) {
        String[] lines = new String[headers.length];
        for (int at = 0; at < headers.length; at++) {
            lines[at] = headers[at] + "\r\n";
        }
        return lines;
    }
}
