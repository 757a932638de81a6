package dev.gatehouse.connectors.webdav;

import static dev.gatehouse.connectors.webdav.SiteFiles.bytes;
import static dev.gatehouse.connectors.webdav.SiteFiles.list;
import static dev.gatehouse.connectors.webdav.SiteFiles.read;
import static dev.gatehouse.connectors.webdav.SiteFiles.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.connector.ConnectorException;
import dev.gatehouse.connector.Failure;
import dev.gatehouse.connector.FileContent;
import dev.gatehouse.connector.FilePath;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.awaitility.Awaitility;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What {@link dev.gatehouse.connector.FileStorage} promises, at every kind of server. */
class WebDavStorageTest {
    private final FilePath folder = FilePath.root().folder("test " + UUID.randomUUID());

    private static void assertFails(Failure failure, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ConnectorException.class,
                        e -> assertThat(e.failure()).as(e.getMessage()).isEqualTo(failure));
    }

    @ParameterizedTest
    @EnumSource
    void givesBackWhatWasWritten(Site site) throws Exception {
        FilePath file = folder.file("notes.txt");
        write(site, file, "first");

        try (FileContent content = site.storage().read(site.alice(), file)) {
            assertThat(content.length()).isEqualTo(OptionalLong.of(5));
            assertThat(content.stream().readAllBytes()).isEqualTo(bytes("first"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void takesContentOfUnknownLength(Site site) throws Exception {
        FilePath file = folder.file("stream");
        site.storage().write(site.alice(), file, FileContent.of(new ByteArrayInputStream(bytes("streamed"))));

        assertThat(read(site, file)).isEqualTo("streamed");
        assertThat(list(site, folder)).containsExactly(file);
    }

    @ParameterizedTest
    @EnumSource
    void keepsAnEmptyFile(Site site) throws Exception {
        FilePath known = folder.file("known");
        FilePath unknown = folder.file("unknown");
        write(site, known, "");
        site.storage().write(site.alice(), unknown, FileContent.of(InputStream.nullInputStream()));

        assertThat(read(site, known)).isEmpty();
        assertThat(read(site, unknown)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void makesTheFoldersOnTheWay(Site site) throws Exception {
        FilePath deep = folder.folder("a").folder("b & c").folder("d").file("file");
        write(site, deep, "x");

        assertThat(read(site, deep)).isEqualTo("x");
        assertThat(list(site, folder)).containsExactly(folder.folder("a"));
    }

    @ParameterizedTest
    @EnumSource
    void severalWritersMakeTheSameFoldersAtOnce(Site site) throws Exception {
        List<FilePath> files = IntStream.range(0, 8)
                .mapToObj(i -> folder.folder("new").folder("deep").file("file-" + i))
                .toList();
        together(files.stream()
                .<Callable<Void>>map(file -> () -> {
                    write(site, file, file.name());
                    return null;
                })
                .toList());

        assertThat(list(site, folder.folder("new").folder("deep"))).containsExactlyInAnyOrderElementsOf(files);
    }

    @ParameterizedTest
    @EnumSource
    void ofSeveralWritersOneWins(Site site) throws Exception {
        FilePath file = folder.file("contended");
        List<String> texts = IntStream.range(0, 8)
                .mapToObj(i -> String.valueOf(i).repeat(10_000))
                .toList();
        together(texts.stream()
                .<Callable<Void>>map(text -> () -> {
                    write(site, file, text);
                    return null;
                })
                .toList());

        assertThat(read(site, file)).isIn(texts);
        assertThat(list(site, folder)).containsExactly(file);
    }

    private static void together(List<Callable<Void>> calls) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Void> call : threads.invokeAll(calls)) {
                call.get();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void replacesAFile(Site site) throws Exception {
        FilePath file = folder.file("notes.txt");
        write(site, file, "first and long");
        write(site, file, "second");
        assertThat(read(site, file)).isEqualTo("second");

        site.storage().update(site.alice(), file, FileContent.of(bytes("third")));
        assertThat(read(site, file)).isEqualTo("third");
        assertThat(list(site, folder)).containsExactly(file);
    }

    @ParameterizedTest
    @EnumSource
    void updatesOnlyWhatIsThere(Site site) throws Exception {
        write(site, folder.file("other"), "");

        assertFails(
                Failure.NOT_FOUND,
                () -> site.storage().update(site.alice(), folder.file("missing"), FileContent.of(bytes("x"))));
        assertThat(list(site, folder)).containsExactly(folder.file("other"));
    }

    @ParameterizedTest
    @EnumSource
    void aMissingFileIsNotFound(Site site) throws Exception {
        write(site, folder.file("there"), "");

        assertFails(Failure.NOT_FOUND, () -> site.storage().read(site.alice(), folder.file("missing")));
        assertFails(Failure.NOT_FOUND, () -> site.storage().delete(site.alice(), folder.file("missing")));
        assertFails(Failure.NOT_FOUND, () -> list(site, folder.folder("missing")));
        assertFails(Failure.NOT_FOUND, () -> list(site, folder.file("missing")));
    }

    @ParameterizedTest
    @EnumSource
    void aFolderIsNoFile(Site site) throws Exception {
        FilePath inside = folder.folder("sub").file("x");
        write(site, inside, "x");

        assertFails(Failure.CONFLICT, () -> site.storage().read(site.alice(), folder.file("sub")));
        assertFails(Failure.CONFLICT, () -> site.storage().read(site.alice(), folder.folder("sub")));
        assertFails(Failure.CONFLICT, () -> write(site, folder.file("sub"), "y"));
        assertFails(Failure.CONFLICT, () -> write(site, folder.folder("sub"), "y"));
        assertFails(
                Failure.CONFLICT,
                () -> site.storage().update(site.alice(), folder.file("sub"), FileContent.of(bytes("y"))));
        assertThat(read(site, inside)).isEqualTo("x");
    }

    @ParameterizedTest
    @EnumSource
    void aFileIsNoFolder(Site site) throws Exception {
        FilePath file = folder.file("file");
        write(site, file, "x");
        FilePath folderOfSameName = folder.folder("file");

        assertThat(list(site, file)).isEmpty();
        assertThat(list(site, folderOfSameName)).isEmpty();
        assertFails(Failure.CONFLICT, () -> write(site, folderOfSameName.file("y"), "y"));
        assertFails(
                Failure.CONFLICT,
                () -> write(site, folderOfSameName.folder("deep").file("y"), "y"));
        assertFails(Failure.NOT_FOUND, () -> site.storage().delete(site.alice(), folderOfSameName));
        assertThat(read(site, file)).isEqualTo("x");
    }

    @ParameterizedTest
    @EnumSource
    void deletesFilesAndWholeFolders(Site site) throws Exception {
        write(site, folder.file("file"), "x");
        write(site, folder.folder("sub").folder("deep").file("x"), "x");
        write(site, folder.folder("other").file("x"), "x");

        site.storage().delete(site.alice(), folder.file("file"));
        site.storage().delete(site.alice(), folder.folder("sub"));
        site.storage().delete(site.alice(), folder.file("other"));

        assertThat(list(site, folder)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void neverDeletesTheRoot(Site site) {
        assertFails(Failure.CONFLICT, () -> site.storage().delete(site.alice(), FilePath.root()));
    }

    @ParameterizedTest
    @EnumSource
    void listsTheRoot(Site site) throws Exception {
        write(site, folder.file("x"), "x");

        assertThat(list(site, FilePath.root())).contains(folder);
    }

    @ParameterizedTest
    @EnumSource
    void aCutUploadLeavesNothing(Site site) throws Exception {
        FilePath fresh = folder.file("fresh");
        FilePath existing = folder.file("existing");
        write(site, existing, "former");

        for (OptionalLong length : List.of(OptionalLong.empty(), OptionalLong.of(4 << 20))) {
            assertThatThrownBy(() -> site.storage().write(site.alice(), fresh, cut(length)))
                    .isInstanceOf(IOException.class)
                    .hasMessage("the caller hung up");
            assertThatThrownBy(() -> site.storage().update(site.alice(), existing, cut(length)))
                    .isInstanceOf(IOException.class)
                    .hasMessage("the caller hung up");
        }

        Awaitility.await() // rclone fails to list a folder in the moment it notices a cut
                .ignoreException(ConnectorException.class)
                .untilAsserted(() -> assertThat(list(site, folder)).containsExactly(existing));
        assertThat(read(site, existing)).isEqualTo("former");
        Awaitility.await()
                .untilAsserted(() -> assertThat(
                                site.files().resolve(folder.name()).toFile().list())
                        .filteredOn(name -> !name.equals(".DAV"))
                        .containsExactly("existing"));
    }

    private static FileContent cut(OptionalLong length) {
        InputStream half = new ByteArrayInputStream(new byte[2 << 20]);
        InputStream failing = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("the caller hung up");
            }
        };
        return new FileContent(new SequenceInputStream(half, failing), length, java.util.Optional.empty());
    }

    @ParameterizedTest
    @EnumSource
    void anUploadThatIsShorterOrLongerThanAnnouncedIsRefused(Site site) {
        FilePath file = folder.file("file");

        assertThatThrownBy(() -> site.storage()
                        .write(site.alice(), file, FileContent.of(new ByteArrayInputStream(new byte[10]), 20)))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> site.storage()
                        .write(site.alice(), file, FileContent.of(new ByteArrayInputStream(new byte[20]), 10)))
                .isInstanceOf(IOException.class);
        assertFails(Failure.NOT_FOUND, () -> read(site, file));
    }

    @ParameterizedTest
    @EnumSource
    void whoIsNotLetInIsUnauthorizedBeforeAnythingIsRead(Site site) {
        FilePath file = folder.file("file");
        InputStream untouched = new InputStream() {
            @Override
            public int read() {
                throw new AssertionError("read");
            }
        };

        assertFails(Failure.UNAUTHORIZED, () -> site.storage().write(site.stranger(), file, FileContent.of(untouched)));
        assertFails(Failure.UNAUTHORIZED, () -> site.storage().read(site.stranger(), file));
        assertFails(Failure.UNAUTHORIZED, () -> site.storage().list(site.stranger(), folder));
        assertFails(Failure.UNAUTHORIZED, () -> site.storage().delete(site.stranger(), file));
    }
}
