package dev.gatehouse.connectors.webdav;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.management.ThreadMXBean;
import dev.gatehouse.connector.Account;
import dev.gatehouse.connector.ConnectorException;
import dev.gatehouse.connector.Failure;
import dev.gatehouse.connector.FileContent;
import dev.gatehouse.connector.FilePath;
import dev.gatehouse.connectors.webdav.settings.UploadMethod;
import dev.gatehouse.connectors.webdav.settings.WebDavServer;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Large files and folders, and transfers that last longer than a token. */
class TransferTest {
    /** For more, run with {@code -Dgatehouse.webdav.transfer-mebibytes=5120}. */
    private static final long BYTES = Long.getLong("gatehouse.webdav.transfer-mebibytes", 64) << 20;

    private static final long FEW_BYTES = 8 << 20;
    private static final int MANY_FILES = 10_000;
    private static final Duration SHORT_LIFE = Duration.ofSeconds(2);
    private final FilePath folder = FilePath.root().folder("transfer " + UUID.randomUUID());

    @ParameterizedTest
    @EnumSource
    void aLargeFileGoesThroughInLittleMemory(Site site) throws Exception {
        FilePath file = folder.file("large");
        for (OptionalLong length : new OptionalLong[] {OptionalLong.of(BYTES), OptionalLong.empty()}) {
            CheckedInputStream sent = new CheckedInputStream(new Numbers(BYTES), new CRC32C());
            long allocated = allocated();
            site.storage().write(site.alice(), file, new FileContent(sent, length, java.util.Optional.empty()));
            CheckedInputStream received;
            try (FileContent content = site.storage().read(site.alice(), file)) {
                received = new CheckedInputStream(content.stream(), new CRC32C());
                byte[] buffer = new byte[256 * 1024];
                long count = 0;
                for (int read = received.read(buffer); read >= 0; read = received.read(buffer)) {
                    count += read;
                }
                assertThat(count).isEqualTo(BYTES);
            }
            assertThat(received.getChecksum().getValue())
                    .isEqualTo(sent.getChecksum().getValue());
            assertThat(allocated() - allocated).isLessThan(FEW_BYTES);
        }
        site.storage().delete(site.alice(), folder);
    }

    /** How many bytes of heap this thread asked for so far. */
    private static long allocated() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean())
                .getThreadAllocatedBytes(Thread.currentThread().threadId());
    }

    @ParameterizedTest
    @EnumSource
    void aFolderOfTenThousandFilesIsListed(Site site) throws Exception {
        Path directory = Background.open(site.files().resolve(folder.name()));
        for (int i = 0; i < MANY_FILES; i++) {
            Files.createFile(directory.resolve("file number %05d".formatted(i)));
        }

        Awaitility.await() // rclone looks at its folder from time to time
                .ignoreException(ConnectorException.class)
                .until(() -> site.storage().list(site.alice(), folder).size() == MANY_FILES);
        assertThat(site.storage().list(site.alice(), folder))
                .contains(folder.file("file number 00000"), folder.file("file number 09999"));
        site.storage().delete(site.alice(), folder);
    }

    @Test
    void connectionsServeManyLargeDownloadsOneAfterTheOther() throws Exception {
        byte[] file = new byte[3 << 20];
        new java.util.Random(2).nextBytes(file);
        try (ScriptedServer server = ScriptedServer.start((request, body, out) -> {
                    out.write(("HTTP/1.1 200 OK\r\nETag: \"1\"\r\nContent-Length: " + file.length + "\r\n\r\n")
                            .getBytes(StandardCharsets.UTF_8));
                    out.write(file);
                });
                Scripted scripted = Scripted.at(server)) {
            for (int i = 0; i < 5; i++) {
                try (FileContent content = scripted.storage().read(Scripted.ALICE, Scripted.FILE)) {
                    assertThat(content.stream().readAllBytes()).isEqualTo(file);
                }
            }
            assertThat(server.connections()).isOne();
            scripted.storage().read(Scripted.ALICE, Scripted.FILE).close();
            try (FileContent content = scripted.storage().read(Scripted.ALICE, Scripted.FILE)) {
                assertThat(content.stream().readAllBytes()).isEqualTo(file);
            }
            assertThat(server.connections()).isEqualTo(2);
        }
    }

    @Test
    void aTokenThatExpiresDuringAnUploadWasGoodEnough() throws Exception {
        Site site = Site.APACHE_WITH_TOKEN;
        FilePath file = folder.file("slow");
        Account account = new Account("alice", Jwt.of("alice", SHORT_LIFE));
        site.storage().write(account, file, FileContent.of(new Lasting(SHORT_LIFE.plusSeconds(1))));

        assertThat(failure(() -> site.storage().read(account, file))).isEqualTo(Failure.UNAUTHORIZED);
        try (FileContent content = site.storage().read(site.alice(), file)) {
            assertThat(content.length()).hasValue(2);
        }
    }

    @Test
    void aTokenThatExpiresBeforeAnUploadIsRenamedLeavesNothingToBeSeen() throws Exception {
        Site site = Site.APACHE_WITH_TOKEN;
        WebDavServer server = site.server();
        FilePath file = folder.file("slow");
        try (WebDavStorage renaming = new WebDavStorage(new WebDavServer(
                server.url(),
                server.layout(),
                UploadMethod.RENAME,
                server.connectTimeout(),
                server.answerTimeout(),
                server.connections()))) {
            Account account = new Account("alice", Jwt.of("alice", SHORT_LIFE));

            assertThat(failure(() ->
                            renaming.write(account, file, FileContent.of(new Lasting(SHORT_LIFE.plusSeconds(1))))))
                    .isEqualTo(Failure.UNAUTHORIZED);
            assertThat(renaming.list(site.alice(), folder)).isEmpty();
        }
    }

    @Test
    void aTokenThatExpiresDuringADownloadWasGoodEnough() throws Exception {
        Site site = Site.APACHE_WITH_TOKEN;
        FilePath file = folder.file("large");
        site.storage().write(site.alice(), file, FileContent.of(new Numbers(BYTES), BYTES));
        Account account = new Account("alice", Jwt.of("alice", SHORT_LIFE));
        Instant expiry = Instant.now().plus(SHORT_LIFE).plusSeconds(1);

        try (FileContent content = site.storage().read(account, file)) {
            Awaitility.await().until(() -> Instant.now().isAfter(expiry));
            assertThat(content.stream().transferTo(java.io.OutputStream.nullOutputStream()))
                    .isEqualTo(BYTES);
        }
        assertThat(failure(() -> site.storage().read(account, file))).isEqualTo(Failure.UNAUTHORIZED);
    }

    private static Failure failure(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        return catchThrowableOfType(ConnectorException.class, call).failure();
    }

    /** So many bytes, each of another value than the one before. */
    private static final class Numbers extends InputStream {
        private static final byte[] PATTERN = new byte[1 << 16];
        private long left;

        static {
            new java.util.Random(5).nextBytes(PATTERN);
        }

        Numbers(long bytes) {
            left = bytes;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            if (left == 0) {
                return -1;
            }
            int count = (int) Math.min(left, Math.min(length, PATTERN.length));
            System.arraycopy(PATTERN, 0, target, offset, count);
            left -= count;
            return count;
        }
    }

    /** Two bytes, the second after a while. */
    private static final class Lasting extends InputStream {
        private final Instant end;
        private int given;

        Lasting(Duration duration) {
            end = Instant.now().plus(duration);
        }

        @Override
        public int read() {
            if (given > 0) {
                Awaitility.await().until(() -> Instant.now().isAfter(end));
            }
            return given++ < 2 ? 'x' : -1;
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            int octet = read();
            target[offset] = (byte) octet;
            return octet < 0 ? -1 : 1;
        }
    }
}
