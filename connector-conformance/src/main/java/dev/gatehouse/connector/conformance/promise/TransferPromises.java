package dev.gatehouse.connector.conformance.promise;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.connector.conformance.client.Content;
import dev.gatehouse.connector.conformance.client.CutUpload;
import dev.gatehouse.connector.conformance.client.Framing;
import dev.gatehouse.connector.conformance.client.GeneratedContent;
import dev.gatehouse.connector.conformance.client.Multipart;
import dev.gatehouse.connector.conformance.client.RawCall;
import dev.gatehouse.connector.conformance.client.StorageClient;
import dev.gatehouse.connector.conformance.client.UnfinishedUpload;
import dev.gatehouse.connector.conformance.client.Watch;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Transfers that are cut, stand still or are slow. */
public interface TransferPromises extends StoragePromises {
    /** How many transfers stand still at the same time. */
    int STANDING_STILL = 32;

    /** More than the buffers of a connection hold. */
    int LONGER_THAN_BUFFERS = 16 << 20;

    @ParameterizedTest
    @EnumSource
    default void cutUploadsLeaveNothing(Framing framing) {
        String folder = files().newFolder();
        files().store(folder + "other", "there");
        byte[] content = new GeneratedContent(5, 300_000).bytes();
        List<CutUpload.Begun> uploads = new ArrayList<>();
        for (CutUpload cut : CutUpload.values()) {
            uploads.add(cut.begin(unfinished("POST", folder + cut, framing), content));
        }
        CutUpload.cut(uploads, subject().limits().looking().dividedBy(2));
        Watch.throughout(subject().limits().looking(), () -> {
            for (CutUpload cut : CutUpload.values()) {
                files().expectNothingAt(folder + cut);
            }
            files().expectNames(folder, "other");
        });
    }

    @ParameterizedTest
    @EnumSource
    default void cutUploadsLeaveTheFormerContent(Framing framing) {
        String folder = files().newFolder();
        byte[] content = new GeneratedContent(6, 300_000).bytes();
        List<CutUpload.Begun> uploads = new ArrayList<>();
        for (CutUpload cut : CutUpload.values()) {
            for (String method : List.of("POST", "PATCH")) {
                String path = folder + cut + method;
                files().store(path, "former");
                uploads.add(cut.begin(unfinished(method, path, framing), content));
            }
        }
        CutUpload.cut(uploads, subject().limits().looking().dividedBy(2));
        Watch.throughout(subject().limits().looking(), () -> {
            for (CutUpload cut : CutUpload.values()) {
                files().expectText(folder + cut + "POST", "former");
                files().expectText(folder + cut + "PATCH", "former");
            }
        });
    }

    @Test
    default void showsNothingOfAnUploadUnderWay() throws IOException {
        String folder = files().newFolder();
        String path = folder + "a.bin";
        files().store(folder + "other", "there");
        UnfinishedUpload upload = unfinished("POST", path, Framing.CONTENT_LENGTH);
        byte[] content = new GeneratedContent(7, 300_000).bytes();
        try (RawCall call = upload.begin(2 * content.length)) {
            upload.continueWith(call, content);
            Watch.throughout(subject().limits().looking(), () -> {
                files().expectNames(folder, "other");
                files().expectNothingAt(path);
            });
        }
    }

    @Test
    default void slowReadersHoldNobodyUpAndGetAll() throws IOException {
        String folder = files().newFolder();
        GeneratedContent large = new GeneratedContent(8, LONGER_THAN_BUFFERS);
        files().store(folder + "large.bin", Content.of(large));
        List<RawCall> readers = new ArrayList<>();
        try (InputStream slow = files().open(folder + "large.bin")) {
            for (int count = 0; count < STANDING_STILL; count++) {
                readers.add(standingStill(folder + "large.bin"));
            }
            expectOthersToBeServed(folder);
            large.assertSameAs(slow);
        } finally {
            close(readers);
        }
    }

    @Test
    default void slowWritersHoldNobodyUpAndStoreAll() throws IOException {
        String folder = files().newFolder();
        byte[] begun = new GeneratedContent(9, 20_000).bytes();
        List<RawCall> writers = new ArrayList<>();
        try {
            for (int count = 0; count < STANDING_STILL; count++) {
                UnfinishedUpload upload = unfinished("POST", folder + "slow" + count, Framing.CONTENT_LENGTH);
                RawCall writer = upload.begin(2 * begun.length);
                writers.add(writer);
                upload.continueWith(writer, begun);
            }
            expectOthersToBeServed(folder);
            for (RawCall writer : writers) {
                writer.send(begun);
                writer.send("\r\n" + Multipart.empty().end());
            }
            for (int count = 0; count < STANDING_STILL; count++) {
                assertThat(writers.get(count).status()).isEqualTo(200);
                assertThat(files().read(folder + "slow" + count).expect(200).body())
                        .hasSize(2 * begun.length);
            }
        } finally {
            close(writers);
        }
    }

    private RawCall standingStill(String path) throws IOException {
        RawCall call = connector().connect(4096);
        byte[] body = files().arguments(path).json().getBytes(StandardCharsets.UTF_8);
        call.head("GET " + StorageClient.FILE, "Content-Type: application/json", "Content-Length: " + body.length);
        call.send(body);
        assertThat(call.status()).isEqualTo(200);
        return call;
    }

    private void expectOthersToBeServed(String folder) {
        for (int count = 0; count < 5; count++) {
            files().store(folder + "quick", "content " + count);
            files().expectText(folder + "quick", "content " + count);
        }
    }

    private UnfinishedUpload unfinished(String method, String path, Framing framing) {
        return new UnfinishedUpload(connector(), method, StorageClient.FILE, files().arguments(path), framing);
    }

    private static void close(List<RawCall> calls) throws IOException {
        for (RawCall call : calls) {
            call.close();
        }
    }
}
