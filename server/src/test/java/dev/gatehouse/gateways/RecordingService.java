package dev.gatehouse.gateways;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;

/** The service behind a gateway: remembers byte by byte what it is asked, and says OK. Thread-safe. */
final class RecordingService implements AutoCloseable {
    private final ServerSocket listener;
    private final ConcurrentLinkedQueue<Arrived> arrived = new ConcurrentLinkedQueue<>();

    RecordingService() {
        try {
            listener = new ServerSocket(0, 256, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    /** What came since this was last called. */
    List<Arrived> drain() {
        List<Arrived> all = new ArrayList<>();
        for (Arrived next = arrived.poll(); next != null; next = arrived.poll()) {
            all.add(next);
        }
        return all;
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket;
                InputStream in = new BufferedInputStream(socket.getInputStream())) {
            socket.setSoTimeout(60_000);
            while (answer(in, socket)) {
                // The next request of this connection.
            }
        } catch (IOException e) {
            // The gateway has closed, or broke off: what it sent in full is remembered.
        }
    }

    private boolean answer(InputStream in, Socket socket) throws IOException {
        String requestLine = line(in);
        List<Map.Entry<String, String>> fields = fields(in);
        Arrived head = new Arrived(method(requestLine), target(requestLine), fields, "", List.of(), false);
        if (head.values("Upgrade").contains("websocket")) {
            arrived.add(head);
            send(
                    socket,
                    "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                            + "Sec-WebSocket-Accept: " + accept(head) + "\r\n\r\n");
            send(socket, "echo " + line(in) + "\r\n");
            return false;
        }
        arrived.add(withBody(head, in));
        boolean last = head.values("Connection").toString().toLowerCase().contains("close");
        send(
                socket,
                "HTTP/1.1 200 OK\r\nContent-Length: 9\r\nX-Service: orders\r\n" + (last ? "Connection: close\r\n" : "")
                        + "\r\n"
                        + (head.method().equals("HEAD") ? "" : "from here"));
        return !last;
    }

    /** Of the handshake's key (RFC 6455 section 4.2.2). */
    private static String accept(Arrived handshake) {
        try {
            String key = handshake.values("Sec-WebSocket-Key").getFirst() + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
            byte[] hash = MessageDigest.getInstance("SHA-1").digest(key.getBytes(StandardCharsets.ISO_8859_1));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Arrived withBody(Arrived head, InputStream in) throws IOException {
        List<String> lengths = head.values("Content-Length");
        List<String> codings = head.values("Transfer-Encoding");
        boolean ambiguous = lengths.size() + codings.size() > 1;
        List<String> trailers = new ArrayList<>();
        String body = "";
        if (!codings.isEmpty()) {
            ambiguous |= !codings.getFirst().equalsIgnoreCase("chunked");
            body = chunks(in, trailers);
        } else if (!lengths.isEmpty()) {
            body = text(in.readNBytes(Integer.parseInt(lengths.getFirst())));
        }
        return new Arrived(head.method(), head.target(), head.fields(), body, trailers, ambiguous);
    }

    private static String chunks(InputStream in, List<String> trailers) throws IOException {
        StringBuilder body = new StringBuilder();
        while (true) {
            int size = Integer.parseInt(line(in).replaceAll(";.*", "").strip(), 16);
            if (size == 0) {
                break;
            }
            body.append(text(in.readNBytes(size)));
            line(in);
        }
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            trailers.add(line);
        }
        return body.toString();
    }

    private static List<Map.Entry<String, String>> fields(InputStream in) throws IOException {
        List<Map.Entry<String, String>> fields = new ArrayList<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            fields.add(Map.entry(
                    line.substring(0, colon), line.substring(colon + 1).strip()));
        }
        return fields;
    }

    private static String method(String requestLine) {
        return requestLine.substring(0, requestLine.indexOf(' '));
    }

    /** Everything between method and version, even where there is a space in it. */
    private static String target(String requestLine) {
        return requestLine.substring(requestLine.indexOf(' ') + 1, requestLine.lastIndexOf(' '));
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        while (true) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException();
            }
            if (next == '\n') {
                String text = text(line.toByteArray());
                return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
            }
            line.write(next);
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
