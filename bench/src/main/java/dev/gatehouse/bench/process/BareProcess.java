package dev.gatehouse.bench.process;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A {@link BareServer} that answers as a Gatehouse did, in a Java process with the same options. Thread-safe. */
public final class BareProcess implements AutoCloseable {
    private final ChildProcess child;

    private BareProcess(ChildProcess child) {
        this.child = child;
    }

    /** @param path what Gatehouse is asked for once, to have the bytes */
    public static BareProcess imitate(Workspace workspace, GatehouseProcess gatehouse, String path, String bearer)
            throws Exception {
        Path answer = workspace.newPath("answer");
        Files.write(answer, answer(gatehouse.admin(path), bearer));
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(gatehouse.javaOptions());
        command.addAll(
                List.of("-cp", System.getProperty("java.class.path"), BareServer.class.getName(), answer.toString()));
        Path log = answer.resolveSibling("bare.log");
        return new BareProcess(ChildProcess.start(workspace, command, Map.of(), log, BareServer.READY));
    }

    public URI url() {
        String port = child.readyLine().substring(child.readyLine().lastIndexOf(' ') + 1);
        return URI.create("http://127.0.0.1:" + port + "/");
    }

    /** The complete answer to a GET, as it came. */
    private static byte[] answer(URI url, String bearer) throws IOException {
        try (Socket socket = new Socket(url.getHost(), url.getPort())) {
            String request = "GET " + url.getRawPath() + " HTTP/1.1\r\nHost: " + url.getAuthority()
                    + "\r\nAuthorization: " + bearer + "\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            ByteArrayOutputStream answer = new ByteArrayOutputStream();
            String head = head(socket.getInputStream(), answer);
            if (!head.startsWith("http/1.1 200 ")) {
                throw new IllegalStateException("GET " + url + ": " + head);
            }
            String length = head.replaceFirst("(?s).*\r\ncontent-length: *([0-9]+)\r\n.*", "$1");
            answer.write(socket.getInputStream().readNBytes(Integer.parseInt(length)));
            return answer.toByteArray();
        }
    }

    private static String head(InputStream input, ByteArrayOutputStream copy) throws IOException {
        while (!copy.toString(StandardCharsets.US_ASCII).endsWith("\r\n\r\n")) {
            int next = input.read();
            if (next < 0) {
                throw new IOException("the answer ended in its head");
            }
            copy.write(next);
        }
        return copy.toString(StandardCharsets.US_ASCII).toLowerCase(Locale.ROOT);
    }

    @Override
    public void close() {
        child.close();
    }
}
