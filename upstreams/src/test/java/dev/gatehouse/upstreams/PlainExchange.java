package dev.gatehouse.upstreams;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One request, byte by byte as it was meant, and what a server made of it. Stateless. */
final class PlainExchange {
    private static final int TIMEOUT_MS = 10_000;

    private PlainExchange() {}

    /**
     * Which endpoint the server served; null where it refused, or answered by itself.
     *
     * @param fields further header fields, each with its line break
     */
    static @Nullable String served(int port, String method, String target, String fields) throws IOException {
        String request = method + " " + target + " HTTP/1.1\r\nHost: localhost:" + port + "\r\nConnection: close\r\n"
                + fields + "Content-Length: 0\r\n\r\n";
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(TIMEOUT_MS);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return field(head(socket));
        }
    }

    private static String head(Socket socket) throws IOException {
        byte[] buffer = new byte[16 * 1024];
        int length = 0;
        try {
            while (length < buffer.length) {
                int read = socket.getInputStream().read(buffer, length, buffer.length - length);
                if (read < 0) {
                    break;
                }
                length += read;
                String head = new String(buffer, 0, length, StandardCharsets.ISO_8859_1);
                if (head.contains("\r\n\r\n")) {
                    return head.substring(0, head.indexOf("\r\n\r\n"));
                }
            }
        } catch (SocketTimeoutException e) {
            throw new IOException("no answer", e);
        }
        return new String(buffer, 0, length, StandardCharsets.ISO_8859_1);
    }

    private static @Nullable String field(String head) {
        String name = RealServer.FIELD.toLowerCase(Locale.ROOT) + ":";
        return Arrays.stream(head.split("\r\n"))
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name))
                .map(line -> line.substring(name.length()).strip())
                .findFirst()
                .orElse(null);
    }
}
