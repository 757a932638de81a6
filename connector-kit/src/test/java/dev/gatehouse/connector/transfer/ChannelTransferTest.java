package dev.gatehouse.connector.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.gatehouse.connector.Account;
import dev.gatehouse.connector.Caller;
import dev.gatehouse.connector.FileContent;
import dev.gatehouse.connector.FilePath;
import dev.gatehouse.connector.RunningConnector;
import dev.gatehouse.connector.StorageStub;
import dev.gatehouse.connector.TestConnectors;
import dev.gatehouse.connector.settings.ConnectorSetting;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Large downloads that are read from a channel: whole, cut off, stalled, left. */
@Timeout(60)
class ChannelTransferTest implements StorageStub {
    private static final int MEBIBYTE = 1024 * 1024;
    private static final long ENDLESS = Long.MAX_VALUE / 2;
    private static final String FILE = "/storage/file" + Caller.query("filepath", "/f", "userId", "u");

    private final AtomicLong produced = new AtomicLong();
    private FileContent content;
    private RunningConnector connector;

    @Override
    public FileContent read(Account account, FilePath file) {
        return content;
    }

    private void serve(ReadableByteChannel channel, long length, ConnectorSetting setting, String value) {
        content = FileContent.of(channel, length);
        connector = TestConnectors.open(this).with(setting, value).start();
    }

    @AfterEach
    void stop() {
        connector.close();
    }

    private Caller caller() {
        return new Caller(connector.url());
    }

    private Socket request() throws IOException {
        Socket socket = new Socket("127.0.0.1", connector.port());
        socket.setSoTimeout(20_000);
        socket.getOutputStream()
                .write(("GET " + FILE + " HTTP/1.1\r\nHost: x\r\n\r\n").getBytes(StandardCharsets.UTF_8));
        return socket;
    }

    /** So many bytes, each of the value of its position, in portions of odd sizes. */
    private final class Numbers implements ReadableByteChannel {
        private final long bytes;
        private volatile boolean open = true;

        Numbers(long bytes) {
            this.bytes = bytes;
        }

        @Override
        public int read(ByteBuffer target) {
            long begin = produced.get();
            if (begin == bytes) {
                return -1;
            }
            int count = (int) Math.min(Math.min(bytes - begin, target.remaining()), 300_001);
            for (int i = 0; i < count; i++) {
                target.put(at(begin + i));
            }
            produced.addAndGet(count);
            return count;
        }

        @Override
        public boolean isOpen() {
            return open;
        }

        @Override
        public void close() {
            open = false;
        }
    }

    private static byte at(long position) {
        return (byte) (position * 31 + (position >> 16));
    }

    @Test
    void contentArrivesAsItIs() throws Exception {
        int bytes = 20 * MEBIBYTE + 7;
        Numbers numbers = new Numbers(bytes);
        serve(numbers, bytes, ConnectorSetting.STALL_SECONDS, "30");
        try (Socket socket = request()) {
            String head = head(socket);
            assertThat(head).startsWith("HTTP/1.1 200 ").containsIgnoringCase("Content-Length: " + bytes);
            byte[] received = socket.getInputStream().readNBytes(bytes);
            for (int i = 0; i < bytes; i++) {
                if (received[i] != at(i)) {
                    assertThat(i).as("position of a byte that differs").isEqualTo(-1);
                }
            }
            await().until(() -> !numbers.isOpen());
        }
    }

    private static String head(Socket socket) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int read = socket.getInputStream().read();
            assertThat(read).as("the connection goes on after " + head).isNotNegative();
            head.append((char) read);
        }
        return head.toString();
    }

    @Test
    void contentThatEndsEarlyIsNotTakenForWhole() {
        serve(new Numbers(5 * MEBIBYTE), 9 * MEBIBYTE, ConnectorSetting.STALL_SECONDS, "30");
        assertThatThrownBy(() -> caller().get(FILE)).isInstanceOf(AssertionError.class);
    }

    /** How many bytes come before the connection ends, in order or not. */
    private static int received(Socket socket) {
        byte[] buffer = new byte[MEBIBYTE];
        int count = 0;
        try {
            for (int read = 0; read >= 0; read = socket.getInputStream().read(buffer)) {
                count += read;
            }
        } catch (IOException e) {
            return count;
        }
        return count;
    }

    @Test
    void contentThatIsLongerThanAnnouncedIsCutOff() throws Exception {
        Numbers numbers = new Numbers(5 * MEBIBYTE);
        serve(numbers, 3 * MEBIBYTE, ConnectorSetting.STALL_SECONDS, "30");
        try (Socket socket = request()) {
            assertThat(head(socket)).startsWith("HTTP/1.1 200 ");
            assertThat(received(socket)).isLessThan(3 * MEBIBYTE);
            await().until(() -> !numbers.isOpen());
        }
    }

    @Test
    void s13_aCallerThatTakesNothingIsCutOff() throws Exception {
        Numbers numbers = new Numbers(ENDLESS);
        serve(numbers, ENDLESS, ConnectorSetting.STALL_SECONDS, "1");
        try (Socket socket = request()) {
            await().until(() -> !numbers.isOpen());
            assertThat(produced.get()).isLessThan(64L * MEBIBYTE);
            assertThat(socket.isClosed()).isFalse();
        }
    }

    @Test
    void aCallerThatLeavesEndsTheReading() throws Exception {
        Numbers numbers = new Numbers(ENDLESS);
        serve(numbers, ENDLESS, ConnectorSetting.STALL_SECONDS, "30");
        try (Socket socket = request()) {
            socket.getInputStream().readNBytes(3 * MEBIBYTE);
        }
        await().until(() -> !numbers.isOpen());
    }

    @Test
    void aCallerThatLeavesEndsTheReadingOfASilentChannel() throws Exception {
        Pipe pipe = Pipe.open();
        pipe.sink().write(ByteBuffer.allocate(1000));
        serve(pipe.source(), 9 * MEBIBYTE, ConnectorSetting.STALL_SECONDS, "30");
        try (Socket socket = request()) {
            head(socket);
        }
        await().until(() -> !pipe.source().isOpen());
        pipe.sink().close();
    }

    @Test
    void aChannelThatFallsSilentIsGivenUp() throws Exception {
        Pipe pipe = Pipe.open();
        pipe.sink().write(ByteBuffer.allocate(1000));
        serve(pipe.source(), 9 * MEBIBYTE, ConnectorSetting.CALL_SECONDS, "1");
        try (Socket socket = request()) {
            head(socket);
            assertThatThrownBy(() -> {
                        if (socket.getInputStream().readAllBytes().length < 9 * MEBIBYTE) {
                            throw new IOException("cut");
                        }
                    })
                    .isInstanceOf(IOException.class);
        }
        await().until(() -> !pipe.source().isOpen());
        pipe.sink().close();
    }

    @Test
    void theConnectionServesTheNextRequest() throws Exception {
        Numbers numbers = new Numbers(2 * MEBIBYTE);
        serve(numbers, 2 * MEBIBYTE, ConnectorSetting.STALL_SECONDS, "30");
        try (Socket socket = request()) {
            head(socket);
            socket.getInputStream().readNBytes(2 * MEBIBYTE);
            await().until(() -> !numbers.isOpen()); // until then, more of it would be more than announced
            produced.set(0);
            socket.getOutputStream()
                    .write(("GET " + FILE + " HTTP/1.1\r\nHost: x\r\n\r\n").getBytes(StandardCharsets.UTF_8));
            assertThat(head(socket)).startsWith("HTTP/1.1 200 ");
        }
    }
}
