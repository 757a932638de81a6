package dev.gatehouse.connectors.webdav;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ServerSocketFactory;

/** Answers byte by byte as a test says, which no real server would. Thread-safe. */
public final class ScriptedServer implements AutoCloseable {
    private final ServerSocket listener;
    private final Script script;
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();

    /** What it does about one request. */
    @FunctionalInterface
    public interface Script {
        void answer(Asked request, InputStream body, OutputStream answer) throws Exception;
    }

    /** A request's head. */
    public record Asked(List<String> lines) {
        public String requestLine() {
            return lines.getFirst();
        }

        String method() {
            return requestLine().split(" ")[0];
        }

        Optional<String> header(String name) {
            String start = name.toLowerCase(java.util.Locale.ROOT) + ":";
            return lines.stream()
                    .filter(line -> line.toLowerCase(java.util.Locale.ROOT).startsWith(start))
                    .map(line -> line.substring(start.length()).strip())
                    .findFirst();
        }
    }

    private ScriptedServer(ServerSocket listener, Script script) {
        this.listener = listener;
        this.script = script;
    }

    public static ScriptedServer start(Script script) {
        return start(ServerSocketFactory.getDefault(), script);
    }

    public static ScriptedServer start(ServerSocketFactory sockets, Script script) {
        try {
            ScriptedServer server =
                    new ScriptedServer(sockets.createServerSocket(0, 50, InetAddress.getByName("127.0.0.1")), script);
            Thread.ofVirtual().start(server::accept);
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One that answers every request with these bytes. */
    public static ScriptedServer answering(String answer) {
        return start((request, body, out) -> out.write(answer.getBytes(StandardCharsets.UTF_8)));
    }

    /** An answer with a body and its length. */
    public static String answer(String statusAndHeaders, String body) {
        return "HTTP/1.1 " + statusAndHeaders + "\r\nContent-Length: " + body.getBytes(StandardCharsets.UTF_8).length
                + "\r\n\r\n" + body;
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listener.accept();
                sockets.add(socket);
                Thread.ofVirtual().start(() -> serve(socket));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            while (true) {
                Asked request = new Asked(head(in));
                asked.add(request);
                if (request.method().equals("PROPFIND")) {
                    in.readNBytes(
                            Integer.parseInt(request.header("Content-Length").orElse("0")));
                }
                script.answer(request, in, socket.getOutputStream());
                socket.getOutputStream().flush();
            }
        } catch (Exception e) {
            // the connection is over
        }
    }

    private static List<String> head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int octet = in.read();
            if (octet < 0) {
                throw new IOException("closed");
            }
            head.write(octet);
        }
        return List.of(head.toString(StandardCharsets.UTF_8).strip().split("\r\n"));
    }

    /** With a slash at its end. */
    URI url() {
        return url("http");
    }

    URI url(String scheme) {
        return URI.create(scheme + "://127.0.0.1:" + listener.getLocalPort() + "/");
    }

    /** How many there were so far. */
    int connections() {
        return sockets.size();
    }

    public List<Asked> asked() {
        return List.copyOf(asked);
    }

    @Override
    public void close() {
        try {
            listener.close();
            for (Socket socket : sockets) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
