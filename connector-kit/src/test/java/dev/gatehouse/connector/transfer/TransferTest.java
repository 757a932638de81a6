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
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Content on its way: cut off, stalled, endless, too large. */
class TransferTest implements StorageStub {
    private static final int MEGABYTE = 1024 * 1024;
    private static final String FILE = "/storage/file" + Caller.query("filepath", "/f", "userId", "u");

    private final AtomicReference<Throwable> writeFailure = new AtomicReference<>();
    private final AtomicReference<byte[]> stored = new AtomicReference<>();
    private final AtomicLong produced = new AtomicLong();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final CountDownLatch blocked = new CountDownLatch(1);
    private long breaksAfter = Long.MAX_VALUE;
    private long claimed = -1;
    private boolean readsSlowly;
    private RunningConnector connector;

    @Override
    public void write(Account account, FilePath file, FileContent content) throws IOException {
        try {
            if (readsSlowly) {
                assertThat(content.stream().read()).isNotNegative();
                blocked.await();
            }
            stored.set(content.stream().readAllBytes());
        } catch (IOException | InterruptedException e) {
            writeFailure.set(e);
            throw new IOException("the vendor says it broke", e);
        }
    }

    @Override
    public FileContent read(Account account, FilePath file) {
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return 'x';
            }

            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                if (produced.addAndGet(length) > breaksAfter) {
                    throw new IOException("the vendor broke");
                }
                return length;
            }

            @Override
            public void close() {
                closed.countDown();
            }
        };
        return new FileContent(
                endless, claimed < 0 ? OptionalLong.empty() : OptionalLong.of(claimed), Optional.empty());
    }

    @Override
    public List<FilePath> list(Account account, FilePath folder) {
        try {
            blocked.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
        return List.of();
    }

    private void start(ConnectorSetting setting, String value) {
        connector = TestConnectors.open(this).with(setting, value).start();
    }

    @AfterEach
    void stop() {
        blocked.countDown();
        connector.close();
    }

    private Caller caller() {
        return new Caller(connector.url());
    }

    private Socket request(String head) throws IOException {
        Socket socket = new Socket("127.0.0.1", connector.port());
        socket.setSoTimeout(20_000);
        socket.getOutputStream().write((head + "\r\n\r\n").getBytes(StandardCharsets.UTF_8));
        return socket;
    }

    private Socket upload(String more) throws IOException {
        return request("POST " + FILE + " HTTP/1.1\r\nHost: x\r\nContent-Type: application/octet-stream\r\n" + more);
    }

    private static String answer(Socket socket) throws IOException {
        byte[] answer = new byte[8192];
        int count = socket.getInputStream().readNBytes(answer, 0, 300);
        return new String(answer, 0, count, StandardCharsets.UTF_8);
    }

    @Test
    void anUploadWhoseCallerLeavesFailsInTheConnector() throws IOException {
        start(ConnectorSetting.STALL_SECONDS, "30");
        try (Socket socket = upload("Content-Length: 10000000")) {
            socket.getOutputStream().write(new byte[MEGABYTE]);
        }
        await().untilAsserted(() -> assertThat(writeFailure.get()).hasMessage("the caller left"));
        assertThat(stored).hasNullValue();
    }

    @Test
    void s13_anUploadThatStallsIsAnswered408() throws IOException {
        start(ConnectorSetting.STALL_SECONDS, "1");
        try (Socket socket = upload("Content-Length: 10000000")) {
            socket.getOutputStream().write(new byte[1000]);
            assertThat(answer(socket)).startsWith("HTTP/1.1 408 ").contains("CON12108");
        }
        assertThat(stored).hasNullValue();
    }

    @Test
    void s13_aCallerThatTakesNothingIsCutOff() throws Exception {
        start(ConnectorSetting.STALL_SECONDS, "1");
        try (Socket socket = request("GET " + FILE + " HTTP/1.1\r\nHost: x")) {
            assertThat(closed.await(20, java.util.concurrent.TimeUnit.SECONDS)).isTrue();
            assertThat(produced.get()).isLessThan(64L * MEGABYTE);
            assertThat(socket.isClosed()).isFalse();
        }
    }

    @Test
    void aDownloadWhoseCallerLeavesClosesTheStream() throws Exception {
        start(ConnectorSetting.STALL_SECONDS, "30");
        try (Socket socket = request("GET " + FILE + " HTTP/1.1\r\nHost: x")) {
            socket.getInputStream().readNBytes(MEGABYTE);
        }
        assertThat(closed.await(10, java.util.concurrent.TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void s13_littleIsHeldOfAnUploadThatNobodyReads() throws Exception {
        readsSlowly = true;
        start(ConnectorSetting.STALL_SECONDS, "30");
        AtomicLong written = new AtomicLong();
        try (Socket socket = upload("Content-Length: 500000000")) {
            OutputStream out = socket.getOutputStream();
            Thread writer = Thread.startVirtualThread(() -> {
                try {
                    while (written.get() < 400L * MEGABYTE) {
                        out.write(new byte[MEGABYTE]);
                        written.addAndGet(MEGABYTE);
                    }
                } catch (IOException e) {
                    // The test closes the socket.
                }
            });
            AtomicLong before = new AtomicLong(-1);
            await().pollInterval(Duration.ofSeconds(1))
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> before.getAndSet(written.get()) == written.get());
            assertThat(written.get()).isLessThan(40L * MEGABYTE);
            assertThat(writer.isAlive()).isTrue();
        }
    }

    @Test
    void contentThatBreaksOffIsNotTakenForWhole() {
        breaksAfter = 3 * MEGABYTE;
        start(ConnectorSetting.STALL_SECONDS, "30");
        assertThatThrownBy(() -> caller().get(FILE)).isInstanceOf(AssertionError.class);
        breaksAfter = 1;
        assertThat(caller().get(FILE).json().get("code").asString()).isEqualTo("CON20502");
    }

    @Test
    void headTellsTheLengthAndReadsNothing() throws Exception {
        claimed = 5_000_000_000L;
        start(ConnectorSetting.STALL_SECONDS, "30");
        Caller.Reply head = caller().send("HEAD", FILE, null);
        assertThat(head.header("Content-Length")).isEqualTo("5000000000");
        assertThat(produced.get()).isZero();
        assertThat(closed.await(5, java.util.concurrent.TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void s13_bodiesAreBounded() throws IOException {
        start(ConnectorSetting.MAX_BYTES, "1000");
        assertThat(caller().bytes("POST", FILE, new byte[1001])
                        .json()
                        .get("code")
                        .asString())
                .isEqualTo("CON12102");
        assertThat(stored).hasNullValue();
        assertThat(caller().bytes("POST", FILE, new byte[1000]).status()).isEqualTo(200);
        assertThat(stored.get()).hasSize(1000);
    }

    @Test
    void aThirdPartyThatDoesNotAnswerIsGivenUp() {
        start(ConnectorSetting.CALL_SECONDS, "1");
        Caller.Reply late = caller().get("/storage/folder?userId=u");
        assertThat(late.status()).isEqualTo(504);
        assertThat(late.json().get("code").asString()).isEqualTo("CON20504");
    }

    @Test
    void s22_moreRequestsThanThereMayBeAreAnsweredAtOnce() throws Exception {
        start(ConnectorSetting.MAX_REQUESTS, "1");
        Thread first = Thread.startVirtualThread(() -> caller().get("/storage/folder?userId=u"));
        await().untilAsserted(() -> {
            Caller.Reply busy = caller().get(FILE.replace("file?", "folder?"));
            assertThat(busy.status()).isEqualTo(503);
            assertThat(busy.header("Retry-After")).isEqualTo("1");
        });
        assertThat(caller().get("/health/ready").status()).isEqualTo(200);
        blocked.countDown();
        first.join();
    }

    @Test
    void stoppingWaitsForWhatRuns() throws Exception {
        start(ConnectorSetting.DRAIN_SECONDS, "20");
        AtomicReference<Caller.Reply> reply = new AtomicReference<>();
        Thread request = Thread.startVirtualThread(() -> reply.set(caller().get("/storage/folder?userId=u")));
        await().until(() -> caller().get("/metrics").text().contains("connector_requests_in_flight 2.0"));
        Thread stop = Thread.startVirtualThread(() -> connector.close());
        await().untilAsserted(() -> assertThatThrownBy(() -> new Socket("127.0.0.1", connector.port()).close())
                .isInstanceOf(IOException.class));
        assertThat(reply).hasNullValue();
        blocked.countDown();
        request.join();
        stop.join();
        assertThat(reply.get().status()).isEqualTo(200);
    }

    @Test
    void whoeverAsksBeforeSendingIsToldToGoOn() throws IOException {
        start(ConnectorSetting.STALL_SECONDS, "30");
        try (Socket socket = upload("Expect: 100-continue\r\nContent-Length: 3\r\nConnection: close")) {
            byte[] first = socket.getInputStream().readNBytes("HTTP/1.1 100 Continue\r\n\r\n".length());
            assertThat(new String(first, StandardCharsets.UTF_8)).startsWith("HTTP/1.1 100 Continue");
            socket.getOutputStream().write(new byte[3]);
            assertThat(answer(socket)).startsWith("HTTP/1.1 200 ");
        }
        try (Socket socket = request("POST /storage/file?userId=u HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\n"
                + "Content-Type: application/octet-stream\r\nContent-Length: 3")) {
            assertThat(answer(socket)).startsWith("HTTP/1.1 400 ");
        }
    }
}
