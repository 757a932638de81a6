package dev.gatehouse.connector.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Folders are listed so that each entry can be asked for as it stands; files and folders are removed. */
interface FolderPromises extends StoragePromises {
    /** Uploads at once, where many files are needed. */
    int AT_ONCE_FOR_MANY = 16;

    @Test
    default void listsAbsolutePathsAndMarksFolders() {
        String folder = files().newFolder();
        files().store(folder + "file", "a");
        files().store(folder + "inner/file", "b");
        assertThat(files().entries(folder)).containsExactlyInAnyOrder(folder + "file", folder + "inner/");
    }

    @Test
    default void listsOnlyWhatIsDirectlyInAFolder() {
        String folder = files().newFolder();
        files().store(folder + "inner/deeper/deepest/file", "a");
        assertThat(files().entries(folder)).hasSize(1);
        assertThat(files().entries(folder + "inner/")).hasSize(1);
        assertThat(files().entries(folder + "inner/deeper/")).hasSize(1);
    }

    @Test
    default void listsAFolderWithOrWithoutItsSlash() {
        String folder = files().newFolder();
        files().store(folder + "file", "a");
        String withoutSlash = folder.substring(0, folder.length() - 1);
        assertThat(files().entries(withoutSlash)).isEqualTo(files().entries(folder)).hasSize(1);
    }

    @Test
    default void takesPathsWithoutTheFirstSlash() {
        String folder = files().newFolder();
        files().store(folder + "file", "content");
        String relative = folder.substring(1);
        files().expectText(relative + "file", "content");
        assertThat(files().entries(relative)).containsExactly(folder + "file");
    }

    @Test
    default void listsTheRoot() {
        String folder = files().newFolder();
        files().store(folder + "file", "a");
        String firstName = folder.substring(0, folder.indexOf('/', 1) + 1);
        assertThat(files().entries("/"))
                .contains(firstName)
                .allSatisfy(entry -> assertThat(entry).startsWith("/"));
    }

    @Test
    default void listsNothingForAFile() {
        String path = files().newFolder() + "file";
        files().store(path, "a");
        assertThat(files().entries(path)).isEmpty();
    }

    @Test
    default void aMissingFolderIsNotFound() {
        String folder = files().newFolder();
        files().store(folder + "file", "a");
        files().list(folder + "missing/").expect(404);
        files().list(folder + "missing").expect(404);
    }

    @Test
    default void listsFoldersWithVeryManyEntries() {
        String folder = files().newFolder();
        int count = subject().limits().folderEntries();
        List<String> paths = Together.all(count, AT_ONCE_FOR_MANY, number -> {
            files().store(folder + "entry-" + number, Integer.toString(number));
            return folder + "entry-" + number;
        });
        List<String> entries = files().entries(folder);
        assertThat(entries).as("number of entries").hasSize(count);
        assertThat(entries.stream().sorted().toList())
                .isEqualTo(paths.stream().sorted().toList());
    }

    @Test
    default void readingAFolderIsAConflict() {
        String folder = files().newFolder();
        files().store(folder + "inner/file", "a");
        files().read(folder + "inner").expect(409);
        files().read(folder + "inner/").expect(409);
    }

    @Test
    default void writingWhereSomethingElseIsIsAConflict() {
        String folder = files().newFolder();
        files().store(folder + "inner/file", "a");
        files().write(folder + "inner", Content.of("b")).expect(409);
        files().write(folder + "inner/file/below", Content.of("b")).expect(409);
        files().expectText(folder + "inner/file", "a");
    }

    @Test
    default void missingFilesAreNotFound() {
        String folder = files().newFolder();
        files().store(folder + "file", "a");
        for (String missing : List.of("missing", "missing/deeper", "file/below", "fil", "FILE.missing")) {
            files().read(folder + missing).expect(404);
            files().delete(folder + missing).expect(404);
        }
        files().expectText(folder + "file", "a");
    }

    @Test
    default void deletesAFileAndNothingElse() {
        String folder = files().newFolder();
        files().store(folder + "file", "a");
        files().store(folder + "file2", "b");
        files().delete(folder + "file").expect(200);
        files().expectNothingAt(folder + "file");
        assertThat(files().entries(folder)).containsExactly(folder + "file2");
        files().delete(folder + "file").expect(404);
    }

    @Test
    default void deletesAFolderWithAllThatIsInIt() {
        String folder = files().newFolder();
        files().store(folder + "inner/file", "a");
        files().store(folder + "inner/deeper/file", "b");
        files().store(folder + "inner2/file", "c");
        files().delete(folder + "inner/").expect(200);
        files().list(folder + "inner/").expect(404);
        files().expectNothingAt(folder + "inner/deeper/file");
        assertThat(files().entries(folder)).containsExactly(folder + "inner2/");
    }
}
