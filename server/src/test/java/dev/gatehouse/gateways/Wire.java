package dev.gatehouse.gateways;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/** Sends any bytes on a connection of their own, and takes what comes back. Text stands for its bytes in ISO 8859-1. */
final class Wire {
    private static final int PATIENCE_MILLIS = 180_000;

    private Wire() {}

    /** A request whose last field asks to close the connection; everything that comes back. */
    static Reply send(int port, String requestLine, String... fields) {
        return sendBytes(port, request(requestLine, fields));
    }

    static String request(String requestLine, String... fields) {
        return requestLine + " HTTP/1.1\r\nHost: orders.example.org\r\n"
                + (fields.length == 0 ? "" : String.join("\r\n", fields) + "\r\n")
                + "Connection: close\r\n\r\n";
    }

    static Reply sendBytes(int port, String bytes) {
        try (Socket socket = connect(port)) {
            write(socket, bytes);
            return new Reply(readUntil(socket, PATIENCE_MILLIS));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same where a gateway may rightly wait for more: then what came within so many milliseconds. */
    static Reply sendAndLinger(int port, String bytes, int millis) {
        try (Socket socket = connect(port)) {
            write(socket, bytes);
            return new Reply(readUntil(socket, millis));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Socket connect(int port) throws IOException {
        Socket socket = new Socket();
        socket.setTcpNoDelay(true);
        socket.connect(new InetSocketAddress("127.0.0.1", port), PATIENCE_MILLIS);
        socket.setSoTimeout(PATIENCE_MILLIS);
        return socket;
    }

    private static void write(Socket socket, String bytes) {
        try {
            socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            // It has refused already; what it said is read below.
        }
    }

    private static String readUntil(Socket socket, int millis) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        try {
            socket.setSoTimeout(millis);
            InputStream in = socket.getInputStream();
            byte[] buffer = new byte[8192];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                all.write(buffer, 0, count);
            }
        } catch (SocketTimeoutException e) {
            // It is for the caller to say whether that is too little.
        } catch (IOException e) {
            // A reset is an end as well.
        }
        return all.toString(StandardCharsets.ISO_8859_1);
    }

    /** What came back, if anything. */
    record Reply(String text) {
        /** Of the first answer; 0 where there is none, as of a gateway that just closes. */
        int status() {
            return text.startsWith("HTTP/1.") && text.length() > 12 ? Integer.parseInt(text.substring(9, 12)) : 0;
        }

        /** A field of the first answer; null where it is not there, and an error where it is there twice. */
        String header(String name) {
            String head = text.contains("\r\n\r\n") ? text.substring(0, text.indexOf("\r\n\r\n")) : text;
            String prefix = name.toLowerCase() + ":";
            return head.lines()
                    .skip(1)
                    .filter(line -> line.toLowerCase().startsWith(prefix))
                    .map(line -> line.substring(prefix.length()).strip())
                    .reduce((a, b) -> {
                        throw new AssertionError(name + " stands more than once in " + head);
                    })
                    .orElse(null);
        }

        boolean isFromService() {
            return "orders".equals(header("X-Service"));
        }
    }
}
