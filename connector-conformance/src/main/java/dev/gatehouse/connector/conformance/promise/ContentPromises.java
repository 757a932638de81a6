package dev.gatehouse.connector.conformance.promise;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.connector.conformance.client.ConnectorCall;
import dev.gatehouse.connector.conformance.client.Content;
import dev.gatehouse.connector.conformance.client.Framing;
import dev.gatehouse.connector.conformance.client.GeneratedContent;
import dev.gatehouse.connector.conformance.client.Multipart;
import dev.gatehouse.connector.conformance.client.StorageClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Files come back as they were sent. */
public interface ContentPromises extends StoragePromises {
    @Test
    default void givesBackTheBytesItWasGiven() throws IOException {
        String path = files().newFolder() + "bytes.bin";
        GeneratedContent content = new GeneratedContent(1, 100_003);
        files().store(path, Content.of(content));
        content.assertSameAs(files().open(path));
    }

    @Test
    default void givesBackContentThatLooksLikeTheEndOfAForm() {
        String path = files().newFolder() + "form.txt";
        String boundary = "gatehouse";
        String content = "\r\n\r\n--gatehous\r\n-- gatehouse\r\n--\r\n\r\n\r\n--gatehousf--\r\n\0\u00ff\r\n-";
        Multipart form = Multipart.separatedBy(boundary)
                .fields(files().arguments(path))
                .file(Multipart.PLAIN, Content.of(content));
        connector()
                .send(ConnectorCall.of("POST", StorageClient.FILE).form(form))
                .expect(200);
        files().expectText(path, content);
    }

    @Test
    default void givesBackBytesThatAreNoText() {
        String path = files().newFolder() + "latin.txt";
        byte[] content = "\u00e9t\u00e9\r\n\u00ff".getBytes(StandardCharsets.ISO_8859_1);
        files().store(path, Content.of(content));
        assertThat(files().read(path).expect(200).body()).containsExactly(content);
    }

    @ParameterizedTest
    @EnumSource
    default void storesEmptyFiles(Framing framing) {
        String folder = files().newFolder();
        String path = folder + "empty";
        files().store(path, framing.framed(Content.of("")));
        assertThat(files().read(path).expect(200).body()).isEmpty();
        files().expectNames(folder, "empty");
    }

    @ParameterizedTest
    @EnumSource
    default void streamsLargeFiles(Framing framing) throws IOException {
        String path = files().newFolder() + "large.bin";
        GeneratedContent content = new GeneratedContent(2, subject().limits().streamBytes());
        files().store(path, framing.framed(Content.of(content)));
        content.assertSameAs(files().open(path));
    }

    @Test
    default void writingReplacesAFile() {
        String folder = files().newFolder();
        String path = folder + "a.txt";
        files().store(path, "a long content");
        files().store(path, "short");
        files().expectText(path, "short");
        files().expectNames(folder, "a.txt");
    }

    @Test
    default void updatingReplacesAnExistingFile() {
        String folder = files().newFolder();
        String path = folder + "a.txt";
        files().store(path, "a long content");
        files().update(path, Content.of("short")).expect(200);
        files().expectText(path, "short");
        files().expectNames(folder, "a.txt");
    }

    @Test
    default void updatingAMissingFileIsNotFoundAndMakesNone() {
        String folder = files().newFolder();
        files().store(folder + "other", "there");
        files().update(folder + "missing", Content.of("new")).expect(404);
        files().expectNothingAt(folder + "missing");
        files().expectNames(folder, "other");
    }
}
