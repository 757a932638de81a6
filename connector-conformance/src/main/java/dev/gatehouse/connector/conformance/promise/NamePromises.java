package dev.gatehouse.connector.conformance.promise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.gatehouse.connector.conformance.client.ConnectorCall;
import dev.gatehouse.connector.conformance.client.Content;
import dev.gatehouse.connector.conformance.client.StorageClient;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Names are kept as they are, or refused where the third party does not take them. */
public interface NamePromises extends StoragePromises {
    @ParameterizedTest
    @EnumSource
    default void keepsNamesOfFiles(OddName name) {
        String folder = files().newFolder();
        String path = folder + name.text();
        if (!subject().takesName(name.text())) {
            files().store(folder + "other", "there");
            files().write(path, Content.of("refused")).expectComplaintAbout("filepath");
            files().expectNames(folder, "other");
            return;
        }
        files().store(path, "content of " + name);
        files().expectNames(folder, name.text());
        files().expectText(path, "content of " + name);
        files().update(path, Content.of("updated")).expect(200);
        files().expectText(path, "updated");
        files().delete(path).expect(200);
        files().expectNothingAt(path);
    }

    @ParameterizedTest
    @EnumSource
    default void keepsNamesOfFolders(OddName name) {
        assumeTrue(subject().takesName(name.text()), "The third party does not take this name");
        String folder = files().newFolder();
        String inner = folder + name.text() + "/";
        files().store(inner + "file", "content of " + name);
        files().expectNames(folder, name.text());
        files().expectNames(inner, "file");
    }

    @ParameterizedTest
    @EnumSource
    default void takesNamesFromTheQuery(OddName name) {
        assumeTrue(subject().takesName(name.text()), "The third party does not take this name");
        String folder = files().newFolder();
        String path = folder + name.text();
        files().store(path, "content of " + name);
        files().store(folder + "other", "there");
        ConnectorCall read = ConnectorCall.of("GET", StorageClient.FILE).query(files().arguments(path));
        ConnectorCall delete = ConnectorCall.of("DELETE", StorageClient.FILE).query(files().arguments(path));
        byte[] content = connector().send(read).expect(200).body();
        assertThat(content).asString(StandardCharsets.UTF_8).isEqualTo("content of " + name);
        connector().send(delete).expect(200);
        files().expectNames(folder, "other");
    }

    @Test
    default void composedAndDecomposedLettersAreDifferentNames() {
        expectTwoNames(OddName.COMPOSED.text(), OddName.DECOMPOSED.text());
    }

    @Test
    default void smallAndCapitalLettersAreDifferentNames() {
        expectTwoNames("report.txt", "Report.TXT");
    }

    private void expectTwoNames(String first, String second) {
        assumeTrue(
                subject().takesName(first) && subject().takesName(second), "The third party does not take these names");
        String folder = files().newFolder();
        files().store(folder + first, "first");
        files().store(folder + second, "second");
        files().expectText(folder + first, "first");
        files().expectText(folder + second, "second");
        files().expectNames(folder, first, second);
    }
}
