package dev.gatehouse.connector.conformance.promise;

import dev.gatehouse.connector.conformance.client.Content;
import dev.gatehouse.connector.conformance.client.GeneratedContent;
import dev.gatehouse.connector.conformance.client.Reply;
import dev.gatehouse.connector.conformance.client.StorageClient;
import dev.gatehouse.connector.conformance.subject.ConformanceSubject.Trouble;
import dev.gatehouse.connector.conformance.subject.VendorTrouble;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Third parties that misbehave while files are transferred. */
public interface StorageVendorPromises extends StoragePromises, VendorPromises {
    @Test
    default void storesAFileWhoseTokenExpiresDuringTheUploadOrLeavesTheFormerOne() throws IOException {
        String path = files().newFolder() + "file";
        files().store(path, "former");
        GeneratedContent large = new GeneratedContent(10, length());
        AtomicReference<Trouble> trouble = new AtomicReference<>(() -> {});
        Trouble probe = trouble(VendorTrouble.TOKEN_EXPIRED);
        probe.close();
        Content content = new Content(
                () -> large.stream(
                        large.length() / 2,
                        () -> trouble.set(
                                subject().cause(VendorTrouble.TOKEN_EXPIRED).orElseThrow())),
                large.length());
        Reply reply = files().write(path, content).expect(200, 403, 409, 502, 503);
        Trouble expired = trouble.get();
        try (expired) {
            if (reply.status() == 200) {
                large.assertSameAs(files().open(path));
            } else {
                files().expectText(path, "former");
            }
            files().store(path, "after");
            files().expectText(path, "after");
        }
    }

    @Test
    default void readsAFileWhoseTokenExpiresDuringTheDownloadToItsEnd() throws IOException {
        String path = files().newFolder() + "file";
        GeneratedContent large = new GeneratedContent(11, length());
        files().store(path, Content.of(large));
        try (InputStream content = files().open(path)) {
            Trouble expired = trouble(VendorTrouble.TOKEN_EXPIRED);
            try (expired) {
                large.assertSameAs(content);
                files().store(path, "after");
                files().expectText(path, "after");
            }
        }
    }

    @Test
    default void tellsThatThereIsNoSpaceAndKeepsTheFormerContent() {
        String folder = files().newFolder();
        files().store(folder + "file", "former");
        Content large = Content.of(new GeneratedContent(12, length()));
        Trouble full = trouble(VendorTrouble.OUT_OF_SPACE);
        try (full) {
            files().write(folder + "file", large).expect(507);
            files().write(folder + "new", large).expect(507);
        }
        files().expectText(folder + "file", "former");
        files().expectNames(folder, "file");
    }

    @Test
    default void keepsPeopleApart() {
        String path = files().newFolder() + "file";
        files().store(path, "of the first");
        org.junit.jupiter.api.Assumptions.assumeTrue(
                subject().anotherUser().isPresent(), "Needs ConformanceSubject.anotherUser");
        StorageClient other = files().as(subject().anotherUser().orElseThrow());
        other.expectNothingAt(path);
        other.delete(path);
        files().expectText(path, "of the first");
    }

    private long length() {
        return Math.min(subject().limits().streamBytes(), TransferPromises.LONGER_THAN_BUFFERS);
    }
}
