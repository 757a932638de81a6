package dev.gatehouse.connector.conformance.promise;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.connector.conformance.client.CallArguments;
import dev.gatehouse.connector.conformance.client.ConnectorCall;
import dev.gatehouse.connector.conformance.client.Content;
import dev.gatehouse.connector.conformance.client.CutUpload;
import dev.gatehouse.connector.conformance.client.Framing;
import dev.gatehouse.connector.conformance.client.GeneratedContent;
import dev.gatehouse.connector.conformance.client.MetadataClient;
import dev.gatehouse.connector.conformance.client.Multipart;
import dev.gatehouse.connector.conformance.client.Reply;
import dev.gatehouse.connector.conformance.client.Together;
import dev.gatehouse.connector.conformance.client.UnfinishedUpload;
import dev.gatehouse.connector.conformance.client.Watch;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Files of projects come back as they were sent. */
public interface ProjectFilePromises extends MetadataPromises {
    @Test
    default void aNewProjectHasNoFiles() {
        assertThat(projects().fileIds(projects().newProject("Without files"))).isEmpty();
    }

    @Test
    default void givesBackTheBytesItWasGiven() throws IOException {
        String project = projects().newProject("Bytes");
        GeneratedContent content = new GeneratedContent(20, 100_003);
        String id = projects().store(project, "bytes.bin", Content.of(content));
        content.assertSameAs(projects().open(project, id));
    }

    @Test
    default void storesEmptyFiles() {
        String project = projects().newProject("Empty file");
        String id = projects().store(project, "empty.txt", Content.of(""));
        assertThat(projects().read(project, id).expect(200).body()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    default void streamsLargeFiles(Framing framing) throws IOException {
        String project = projects().newProject("Large file");
        GeneratedContent content = new GeneratedContent(21, subject().limits().streamBytes());
        String id = projects().store(project, "large.bin", framing.framed(Content.of(content)));
        content.assertSameAs(projects().open(project, id));
    }

    @ParameterizedTest
    @EnumSource
    default void keepsNamesOfFiles(OddName name) {
        String project = projects().newProject("Odd name");
        if (!subject().takesName(name.text())) {
            projects().add(project, name.text(), Content.of("refused")).expectComplaintAbout("filename");
            assertThat(projects().fileIds(project)).isEmpty();
            return;
        }
        String id = projects().store(project, name.text(), Content.of("content of " + name));
        assertThat(projects().read(project, id).expect(200).text()).isEqualTo("content of " + name);
        projects().call("DELETE", MetadataClient.filePath(project, id)).expect(200);
        assertThat(projects().fileIds(project)).isEmpty();
    }

    @Test
    default void takesTheNameFromThePartOfTheForm() {
        String project = projects().newProject("Name of the part");
        Multipart form =
                Multipart.empty().fields(projects().user()).file("filename=\"two words.txt\"", Content.of("content"));
        connector()
                .send(ConnectorCall.of("POST", MetadataClient.filesPath(project))
                        .form(form))
                .expect(200);
        assertThat(projects().fileIds(project)).containsOnlyKeys("two words.txt");
    }

    @Test
    default void takesContentAsTheWholeBody() {
        String project = projects().newProject("Whole body");
        ConnectorCall call = ConnectorCall.of("POST", MetadataClient.filesPath(project))
                .query(projects().user().with("filename", "a.txt"))
                .body("application/octet-stream", BodyPublishers.ofString("content"));
        connector().send(call).expect(200);
        String id = projects().fileId(project, "a.txt");
        assertThat(projects().read(project, id).expect(200).text()).isEqualTo("content");
    }

    @Test
    default void namesAFilenameThatLeadsElsewhere() {
        String project = projects().newProject("Bad names");
        for (String name : List.of("../elsewhere", "..", ".", "a/b", "/etc/passwd", "a\u0000b", "a\nb")) {
            projects().add(project, name, Content.of("a")).expectComplaintAbout("filename");
        }
        assertThat(projects().fileIds(project)).isEmpty();
    }

    @Test
    default void addingAFileOfTheSameNameReplacesIt() {
        String project = projects().newProject("Same name");
        projects().store(project, "a.txt", Content.of("a long content"));
        String id = projects().store(project, "a.txt", Content.of("short"));
        assertThat(projects().fileIds(project)).containsOnlyKeys("a.txt");
        assertThat(projects().read(project, id).expect(200).text()).isEqualTo("short");
    }

    @Test
    default void replacesTheContentOfAFile() {
        String project = projects().newProject("Replaced");
        String id = projects().store(project, "a.txt", Content.of("a long content"));
        projects()
                .upload(
                        "PATCH",
                        MetadataClient.filePath(project, id),
                        projects().user(),
                        Content.of("short"))
                .expect(200);
        String now = projects().fileId(project, "a.txt");
        assertThat(projects().read(project, now).expect(200).text()).isEqualTo("short");
        assertThat(projects().fileIds(project)).containsOnlyKeys("a.txt");
    }

    @Test
    default void deletesOneFileAndThenAll() {
        String project = projects().newProject("Deleted files");
        String first = projects().store(project, "a.txt", Content.of("a"));
        projects().store(project, "b.txt", Content.of("b"));
        projects().store(project, "c.txt", Content.of("c"));
        projects().call("DELETE", MetadataClient.filePath(project, first)).expect(200);
        assertThat(projects().fileIds(project)).containsOnlyKeys("b.txt", "c.txt");
        projects().call("DELETE", MetadataClient.filesPath(project)).expect(200);
        assertThat(projects().fileIds(project)).isEmpty();
    }

    @Test
    default void unknownFilesAreNotFound() {
        String project = projects().newProject("Unknown files");
        String removed = projects().store(project, "a.txt", Content.of("a"));
        String path = MetadataClient.filePath(project, removed);
        projects().call("DELETE", path).expect(200);
        projects().read(project, removed).expect(404);
        projects().call("DELETE", path).expect(404);
        projects().upload("PATCH", path, projects().user(), Content.of("b")).expect(404);
        for (String odd : List.of("missing", "../a.txt", "a/b", "%2e%2e", "\u7814", "-1")) {
            projects().read(project, odd).expect(404, 400);
        }
    }

    @Test
    default void filesOfOneProjectAreNotThoseOfAnother() {
        String first = projects().newProject("First");
        String second = projects().newProject("Second");
        String inFirst = projects().store(first, "a.txt", Content.of("of the first"));
        String inSecond = projects().store(second, "a.txt", Content.of("of the second"));
        assertThat(projects().read(first, inFirst).expect(200).text()).isEqualTo("of the first");
        assertThat(projects().read(second, inSecond).expect(200).text()).isEqualTo("of the second");
    }

    @Test
    default void listsManyFilesWithTheirContents() {
        String project = projects().newProject("Many files");
        int count = subject().limits().projectFiles();
        Together.all(
                count,
                8,
                number -> projects()
                        .add(project, "file-" + number + ".txt", Content.of("content " + number))
                        .expect(200));
        Map<String, String> ids = projects().fileIds(project);
        assertThat(ids).hasSize(count);
        Together.all(count, 8, number -> {
            String id = MetadataClient.idOf(ids, "file-" + number + ".txt");
            assertThat(projects().read(project, id).expect(200).text()).isEqualTo("content " + number);
            return number;
        });
    }

    @ParameterizedTest
    @EnumSource
    default void cutUploadsLeaveNothing(Framing framing) {
        String project = projects().newProject("Cut uploads");
        projects().store(project, "former.txt", Content.of("former"));
        byte[] content = new GeneratedContent(22, 300_000).bytes();
        List<CutUpload.Begun> uploads = new ArrayList<>();
        for (CutUpload cut : CutUpload.values()) {
            for (String name : List.of("former.txt", cut + ".txt")) {
                CallArguments named = projects().user().with("filename", name);
                String path = MetadataClient.filesPath(project);
                uploads.add(cut.begin(new UnfinishedUpload(connector(), "POST", path, named, framing), content));
            }
        }
        CutUpload.cut(uploads, subject().limits().looking().dividedBy(2));
        Watch.throughout(subject().limits().looking(), () -> {
            Map<String, String> ids = projects().fileIds(project);
            assertThat(ids).containsOnlyKeys("former.txt");
            Reply former = projects()
                    .read(project, MetadataClient.idOf(ids, "former.txt"))
                    .expect(200);
            assertThat(former.text()).isEqualTo("former");
        });
    }
}
