package dev.gatehouse.http;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A connection on which a test sends any bytes it likes, and reads what comes back without the help of an HTTP library.
 * Text stands for its bytes in ISO 8859-1.
 */
public final class RawConnection implements AutoCloseable {
    /** Longer than a busy machine takes, shorter than a server of tests keeps an idle connection. */
    private static final int PATIENCE_MILLIS = 180_000;

    private final Socket socket;
    private final InputStream in;

    private RawConnection(Socket socket) throws IOException {
        this.socket = socket;
        this.in = socket.getInputStream();
    }

    public static RawConnection to(URI listener) {
        return from("127.0.0.1", listener);
    }

    /** @param address one of this machine, which the other side sees */
    public static RawConnection from(String address, URI listener) {
        try {
            Socket socket = new Socket();
            socket.bind(new InetSocketAddress(address, 0));
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.setTcpNoDelay(true);
            socket.connect(new InetSocketAddress("127.0.0.1", listener.getPort()), PATIENCE_MILLIS);
            return new RawConnection(socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** On a connection that is there already, such as one with TLS. */
    public static RawConnection over(Socket socket) throws IOException {
        socket.setSoTimeout(PATIENCE_MILLIS);
        return new RawConnection(socket);
    }

    /** Sends the lines of a head, each ended by CR LF, and the empty line. */
    public RawConnection sendHead(String... lines) {
        return send(String.join("\r\n", lines) + "\r\n\r\n");
    }

    public RawConnection send(String text) {
        return send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    public RawConnection send(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends unless the other side has closed; whether it went out. */
    public boolean trySend(String text) {
        try {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Whether bytes of an answer are there to be read. */
    boolean isAnswered() {
        try {
            return in.available() > 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads the answer to anything but HEAD. */
    public RawAnswer read() {
        return read(true);
    }

    /** Reads the final answer, after any number of interim ones. */
    RawAnswer readFinal() {
        RawAnswer answer = readHead();
        while (answer.status() < 200) {
            answer = readHead();
        }
        try {
            return answer.withBody(readBody(answer));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads an answer that must have no body: to HEAD, or an interim one. */
    public RawAnswer readHead() {
        return read(false);
    }

    private RawAnswer read(boolean hasBody) {
        try {
            List<String> head = new ArrayList<>();
            String line = readLine();
            while (!line.isEmpty()) {
                head.add(line);
                line = readLine();
            }
            RawAnswer answer = new RawAnswer(head, new byte[0]);
            return hasBody ? answer.withBody(readBody(answer)) : answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] readBody(RawAnswer answer) throws IOException {
        if (answer.status() == 204 || answer.status() == 304) {
            return new byte[0];
        }
        String length = answer.header("Content-Length");
        if (length == null) {
            throw new IOException("no Content-Length in " + answer.head());
        }
        byte[] body = in.readNBytes(Integer.parseInt(length));
        if (body.length < Integer.parseInt(length)) {
            throw new EOFException("the answer's body is cut off: " + answer.head());
        }
        return body;
    }

    /** Reads so many bytes. */
    byte[] readBytes(int count) {
        try {
            byte[] bytes = in.readNBytes(count);
            if (bytes.length < count) {
                throw new EOFException("the connection ended");
            }
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String readLine() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        while (true) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException("the connection ended, after '" + line + "'");
            }
            if (next == '\n') {
                return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
            }
            line.write(next);
        }
    }

    /** Everything until the other side closes, in order or not. Fails when it does not close. */
    public String readUntilClosed() {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        try {
            for (int next = in.read(); next >= 0; next = in.read()) {
                all.write(next);
            }
        } catch (SocketException reset) {
            // That is a way of closing too.
        } catch (IOException e) {
            throw new UncheckedIOException("still open after '" + all + "'", e);
        }
        return all.toString(StandardCharsets.ISO_8859_1);
    }

    /** Returns once the other side has closed. Fails when it does not, though it would when idle. */
    public void awaitClosed() {
        readUntilClosed();
    }

    /** Says that nothing more will be sent, and goes on reading. */
    RawConnection finishSending() {
        try {
            socket.shutdownOutput();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Vanishes with a reset, as a machine does that lost its power and came back. */
    void reset() {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
