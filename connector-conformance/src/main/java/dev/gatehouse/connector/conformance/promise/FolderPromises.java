package dev.gatehouse.connector.conformance.promise;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.connector.conformance.client.Content;
import dev.gatehouse.connector.conformance.client.Together;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Folders are listed so that each entry can be asked for as it stands; files and folders are removed. */
public interface FolderPromises extends StoragePromises {
    /** Uploads at once, where many files are needed. */
    int AT_ONCE_FOR_MANY = 16;

    @Test
    default void listsAbsolutePaths() {
        String folder = files().newFolder();
        files().store(folder + "file", "a");
        assertThat(files().entries(folder)).containsExactly(folder + "file");
    }

    @Test
    default void marksFoldersWithASlashAndFilesWithNone() {
        String folder = files().newFolder();
        files().store(folder + "file", "a");
        files().store(folder + "inner/file", "b");
        assertThat(files().entries(folder))
                .anyMatch(entry -> entry.endsWith("inner/"))
                .anyMatch(entry -> entry.endsWith("file"));
    }

    @Test
    default void listsOnlyWhatIsDirectlyInAFolder() {
        String folder = files().newFolder();
        files().store(folder + "inner/deeper/deepest/file", "a");
        files().store(folder + "inner/deeper/file", "b");
        files().store(folder + "inner/file", "c");
        assertThat(files().entries(folder)).hasSize(1);
        assertThat(files().entries(folder + "inner/")).hasSize(2);
        assertThat(files().entries(folder + "inner/deeper/")).hasSize(2);
    }

    @Test
    default void listsAFolderWithOrWithoutItsSlash() {
        String folder = files().newFolder();
        files().store(folder + "file", "a");
        String withoutSlash = folder.substring(0, folder.length() - 1);
        assertThat(files().entries(withoutSlash))
                .isEqualTo(files().entries(folder))
                .hasSize(1);
    }

    @Test
    default void takesPathsWithoutTheFirstSlash() {
        String folder = files().newFolder();
        files().store(folder + "file", "content");
        String relative = folder.substring(1);
        files().expectText(relative + "file", "content");
        assertThat(files().entries(relative)).isEqualTo(files().entries(folder)).hasSize(1);
    }

    @Test
    default void listsTheRoot() {
        String folder = files().newFolder();
        files().store(folder + "file", "a");
        String first = folder.substring(1, folder.indexOf('/', 1));
        assertThat(files().entries("/")).anySatisfy(entry -> assertThat(entry).contains(first));
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
        List<String> made = Together.all(count, AT_ONCE_FOR_MANY, number -> {
            String name = "entry-" + number;
            files().store(folder + name, Integer.toString(number));
            return name;
        });
        assertThat(files().entries(folder)).as("number of entries").hasSize(count);
        assertThat(new TreeSet<>(files().names(folder))).isEqualTo(new TreeSet<>(made));
    }

    @Test
    default void readingAFolderIsAConflict() {
        String folder = files().newFolder();
        files().store(folder + "inner/file", "a");
        files().read(folder + "inner").expect(409);
        files().read(folder + "inner/").expect(400, 409);
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
        files().store(folder + "removed", "b");
        files().store(folder + "file", "a");
        for (String missing : List.of("missing", "missing/deeper", "file/below", "fil", "FILE.missing")) {
            files().read(folder + missing).expect(404);
            files().delete(folder + missing).expect(404);
        }
        files().delete(folder + "removed").expect(200);
        files().delete(folder + "removed").expect(404);
        files().expectText(folder + "file", "a");
    }

    @Test
    default void deletesAFileAndNothingElse() {
        String folder = files().newFolder();
        files().store(folder + "file", "a");
        files().store(folder + "file2", "b");
        files().delete(folder + "file").expect(200);
        files().expectNothingAt(folder + "file");
        files().expectNames(folder, "file2");
    }

    @Test
    default void deletesAFolderWithAllThatIsInIt() {
        String folder = files().newFolder();
        files().store(folder + "inner/file", "a");
        files().store(folder + "inner/deeper/file", "b");
        files().store(folder + "inner2/file", "c");
        files().delete(folder + "inner/").expect(200);
        files().expectNothingAt(folder + "inner/deeper/file");
        files().expectNames(folder, "inner2");
    }
}
