package dev.gatehouse.connectors.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.connector.Account;
import dev.gatehouse.connector.ConnectorException;
import dev.gatehouse.connector.Credential;
import dev.gatehouse.connector.Failure;
import dev.gatehouse.connector.FileContent;
import dev.gatehouse.connector.FilePath;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files in a directory: what callers see of them, and that nothing leads out of it. */
class FolderStorageTest {
    private final Account maria = new Account("maria", new Credential.None());

    @TempDir
    private Path root;

    private FolderStorage storage;

    @BeforeEach
    void open() throws IOException {
        storage = FolderStorage.in(root);
    }

    private void write(String path, String text) throws IOException {
        storage.write(maria, FilePath.parse(path), FileContent.of(text.getBytes(StandardCharsets.UTF_8)));
    }

    private String read(String path) throws IOException {
        try (FileContent content = storage.read(maria, FilePath.parse(path))) {
            return new String(content.stream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private List<String> list(String path) throws IOException {
        return storage.list(maria, FilePath.parse(path)).stream()
                .map(FilePath::toString)
                .sorted()
                .toList();
    }

    private static void refused(Failure failure, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ConnectorException.class, e -> assertThat(e.failure()).isEqualTo(failure));
    }

    @Test
    void filesComeWithTheFoldersOnTheWayAndGoWithThem() throws IOException {
        assertThat(list("/")).isEmpty();
        write("/a/b/c ü.txt", "one");
        write("/a/d", "two");
        storage.update(maria, FilePath.parse("/a/d"), FileContent.of(new byte[] {'3'}));

        assertThat(list("/")).containsExactly("/a/");
        assertThat(list("/a")).containsExactly("/a/b/", "/a/d");
        assertThat(list("/a/d")).isEmpty();
        assertThat(read("/a/b/c ü.txt")).isEqualTo("one");
        assertThat(read("/a/d")).isEqualTo("3");

        storage.delete(maria, FilePath.parse("/a"));
        assertThat(list("/")).isEmpty();
        refused(Failure.NOT_FOUND, () -> read("/a/d"));
    }

    @Test
    void whatIsNotThereIsNotFoundAndWhatStandsInTheWayIsAConflict() throws IOException {
        write("/file", "x");
        write("/folder/file", "x");

        refused(Failure.NOT_FOUND, () -> read("/none"));
        refused(Failure.NOT_FOUND, () -> read("/file/none"));
        refused(Failure.NOT_FOUND, () -> list("/none"));
        refused(Failure.NOT_FOUND, () -> storage.delete(maria, FilePath.parse("/none")));
        refused(Failure.NOT_FOUND, () -> storage.delete(maria, FilePath.parse("/file/")));
        refused(Failure.NOT_FOUND, () -> storage.update(maria, FilePath.parse("/none"), FileContent.of(new byte[0])));
        refused(Failure.CONFLICT, () -> read("/folder"));
        refused(Failure.CONFLICT, () -> write("/folder", "x"));
        refused(Failure.CONFLICT, () -> write("/file/below", "x"));
        refused(Failure.INVALID, () -> write("/" + "n".repeat(300), "x"));
        assertThat(read("/file")).isEqualTo("x");
    }

    @Test
    void whatBreaksOffLeavesTheFormerContentAndNothingElse() throws IOException {
        write("/kept", "former");
        InputStream broken = new InputStream() {
            private int left = 100_000;

            @Override
            public int read() throws IOException {
                if (left-- <= 0) {
                    throw new IOException("the caller left");
                }
                return 'x';
            }
        };

        assertThatThrownBy(() -> storage.write(maria, FilePath.parse("/kept"), FileContent.of(broken)))
                .isInstanceOf(IOException.class)
                .hasMessage("the caller left");

        assertThat(read("/kept")).isEqualTo("former");
        assertThat(list("/")).containsExactly("/kept");
        try (Stream<Path> unfinished = Files.list(root.resolve(".unfinished"))) {
            assertThat(unfinished).isEmpty();
        }
    }

    @Test
    void symbolicLinksLeadNowhere() throws IOException {
        Path outside = Files.createTempDirectory("outside");
        Files.writeString(outside.resolve("secret"), "secret");
        write("/own", "x");
        Path folder = root.resolve("maria");
        Files.createSymbolicLink(folder.resolve("directory"), outside);
        Files.createSymbolicLink(folder.resolve("file"), outside.resolve("secret"));

        assertThat(list("/")).containsExactly("/own");
        refused(Failure.NOT_FOUND, () -> read("/file"));
        refused(Failure.NOT_FOUND, () -> read("/directory/secret"));
        refused(Failure.NOT_FOUND, () -> list("/directory"));
        refused(Failure.NOT_FOUND, () -> storage.delete(maria, FilePath.parse("/directory/secret")));
        refused(Failure.CONFLICT, () -> write("/directory/new", "x"));
        write("/file", "mine");
        assertThat(read("/file")).isEqualTo("mine");
        assertThat(outside.resolve("secret")).hasContent("secret");
        try (Stream<Path> still = Files.list(outside)) {
            assertThat(still).containsExactly(outside.resolve("secret"));
        }
    }

    @Test
    void removingAFolderRemovesLinksAndNotWhatTheyLeadTo() throws IOException {
        Path outside = Files.createTempDirectory("outside");
        Files.writeString(outside.resolve("kept"), "kept");
        write("/folder/file", "x");
        Files.createSymbolicLink(root.resolve("maria/folder/link"), outside);

        storage.delete(maria, FilePath.parse("/folder"));

        assertThat(list("/")).isEmpty();
        assertThat(outside.resolve("kept")).hasContent("kept");
    }

    @Test
    void peopleHaveFoldersOfTheirOwnWhateverTheyAreCalled() throws IOException {
        for (String user : List.of("..", "Maria", "max%2Fmoritz", ".unfinished", "ü", "x".repeat(400), "a b")) {
            Account account = new Account(user, new Credential.None());
            storage.write(account, FilePath.parse("/who"), FileContent.of(user.getBytes(StandardCharsets.UTF_8)));
        }
        for (String user : List.of("..", "Maria", "max%2Fmoritz", ".unfinished", "ü", "x".repeat(400), "a b")) {
            Account account = new Account(user, new Credential.None());
            try (FileContent who = storage.read(account, FilePath.parse("/who"))) {
                assertThat(who.stream().readAllBytes()).isEqualTo(user.getBytes(StandardCharsets.UTF_8));
            }
        }
        assertThat(list("/")).isEmpty();
        assertThat(root.resolve("%2E.").resolve("who")).exists();
    }

    @Test
    void manyWriteAtTheSameTimeAndTheFoldersOnTheWayAreMadeOnce() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 100; i++) {
                String path = "/new/folder" + i % 5 + "/file" + i;
                threads.submit(() -> {
                    write(path, path);
                    return null;
                });
            }
        }
        for (int i = 0; i < 100; i++) {
            String path = "/new/folder" + i % 5 + "/file" + i;
            assertThat(read(path)).isEqualTo(path);
        }
    }
}
