package dev.gatehouse.connector.conformance.promise;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.connector.conformance.client.Content;
import dev.gatehouse.connector.conformance.client.GeneratedContent;
import dev.gatehouse.connector.conformance.client.Together;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Calls that come at the same time. */
public interface ConcurrencyPromises extends StoragePromises {
    /** How many at once. */
    int AT_ONCE = 8;

    /** How many bytes each writes: many reads and writes of whoever takes them. */
    int LENGTH = 1 << 20;

    @Test
    default void concurrentWritesOfOneFileLeaveOneOfThem() {
        String folder = files().newFolder();
        String path = folder + "contended";
        for (int round = 0; round < 3; round++) {
            List<Integer> statuses = Together.all(
                    AT_ONCE,
                    number -> files().write(path, filledWith(number))
                            .expect(200, 409, 423)
                            .status());
            assertThat(statuses).as("at least one is stored").contains(200);
            int winner = onlyByteOf(files().read(path).expect(200).body());
            assertThat(statuses.get(winner))
                    .as("what is stored was acknowledged")
                    .isEqualTo(200);
            files().expectNames(folder, "contended");
        }
    }

    @Test
    default void readersNeverSeeAMixtureWhileAFileIsReplaced() {
        String path = files().newFolder() + "replaced";
        files().store(path, filledWith(0));
        AtomicBoolean done = new AtomicBoolean();
        Together.all(2, role -> {
            if (role == 0) {
                replaceOften(path, done);
            } else {
                readUntil(done, path);
            }
            return role;
        });
    }

    @Test
    default void concurrentWritesOfManyFilesKeepThemApart() {
        String folder = files().newFolder();
        List<String> names = Together.all(64, 16, number -> {
            String name = "file" + number;
            String path = folder + name;
            GeneratedContent content = new GeneratedContent(number, 10_000L + number);
            files().store(path, Content.of(content));
            assertThat(files().read(path).expect(200).body()).isEqualTo(content.bytes());
            return name;
        });
        files().expectNames(folder, names.toArray(String[]::new));
    }

    @Test
    default void concurrentWritesIntoANewFolderAllSucceed() {
        String folder = files().newFolder() + "new/deeper/";
        List<String> names = Together.all(AT_ONCE, number -> {
            files().store(folder + number, "content " + number);
            return Integer.toString(number);
        });
        files().expectNames(folder, names.toArray(String[]::new));
    }

    private void replaceOften(String path, AtomicBoolean done) {
        try {
            for (int round = 1; round <= 8; round++) {
                files().store(path, filledWith(round));
            }
        } finally {
            done.set(true);
        }
    }

    private void readUntil(AtomicBoolean done, String path) {
        while (!done.get()) {
            onlyByteOf(files().read(path).expect(200).body());
        }
    }

    private static Content filledWith(int number) {
        byte[] bytes = new byte[LENGTH];
        Arrays.fill(bytes, (byte) number);
        return Content.of(bytes);
    }

    private static int onlyByteOf(byte[] content) {
        assertThat(content).as("content of one writer").hasSize(LENGTH);
        byte[] expected = new byte[LENGTH];
        Arrays.fill(expected, content[0]);
        int different = Arrays.mismatch(content, expected);
        assertThat(different)
                .as("where the content of another writer begins, or -1")
                .isEqualTo(-1);
        return content[0];
    }
}
