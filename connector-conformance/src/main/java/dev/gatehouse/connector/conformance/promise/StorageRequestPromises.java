package dev.gatehouse.connector.conformance.promise;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.connector.conformance.client.CallArguments;
import dev.gatehouse.connector.conformance.client.ConnectorCall;
import dev.gatehouse.connector.conformance.client.Content;
import dev.gatehouse.connector.conformance.client.Multipart;
import dev.gatehouse.connector.conformance.client.Reply;
import dev.gatehouse.connector.conformance.client.StorageClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.JsonNodeFactory;

/** The same for what only {@code fileStorage} has. */
public interface StorageRequestPromises extends StoragePromises {
    @Test
    default void takesPathsFromTheQuery() {
        String folder = files().newFolder();
        files().store(folder + "file", "content");
        ConnectorCall read = ConnectorCall.of("GET", StorageClient.FILE).query(files().arguments(folder + "file"));
        ConnectorCall list = ConnectorCall.of("GET", StorageClient.FOLDER).query(files().arguments(folder));
        ConnectorCall delete = ConnectorCall.of("DELETE", StorageClient.FILE).query(files().arguments(folder + "file"));
        assertThat(connector().send(read).expect(200).text()).isEqualTo("content");
        assertThat(connector().send(list).expect(200).text()).contains("file\"");
        connector().send(delete).expect(200);
        files().expectNothingAt(folder + "file");
    }

    @Test
    default void takesContentAsTheWholeBody() {
        String path = files().newFolder() + "file";
        for (String method : List.of("POST", "PATCH")) {
            ConnectorCall call = ConnectorCall.of(method, StorageClient.FILE)
                    .query(files().arguments(path))
                    .body("application/octet-stream", BodyPublishers.ofString("by " + method));
            connector().send(call).expect(200);
            files().expectText(path, "by " + method);
        }
    }

    @Test
    default void takesFieldsOfAFormInAnyOrder() {
        String path = files().newFolder() + "file";
        Multipart form = Multipart.empty()
                .field("userId", subject().user())
                .field("filepath", path)
                .file(Multipart.PLAIN, Content.of("content"));
        connector()
                .send(ConnectorCall.of("POST", StorageClient.FILE).form(form))
                .expect(200);
        files().expectText(path, "content");
    }

    /** It cannot be streamed, so that it need not be taken; but then it is said, and nothing stored. */
    @Test
    default void takesFieldsBehindTheContentOrSaysThatItDoesNot() {
        String folder = files().newFolder();
        files().store(folder + "other", "there");
        Multipart form = Multipart.empty()
                .file(Multipart.PLAIN, Content.of("content"))
                .fields(files().arguments(folder + "file"));
        Reply reply = connector()
                .send(ConnectorCall.of("POST", StorageClient.FILE).form(form))
                .expect(200, 400);
        if (reply.status() == 200) {
            files().expectText(folder + "file", "content");
        } else {
            reply.expectText("filepath", "userId", "files");
            files().expectNames(folder, "other");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "filename=\"\"",
                "filename=unquoted.txt",
                "filename=\"two words; and more.txt\"",
                "filename=\"a%22b.txt\"",
                "filename=\"a\\\"b.txt\"",
                "filename=\"../../elsewhere\"",
                "filename=\"C:\\\\fakepath\\\\a.txt\"",
                "filename=\"\u7814\u7a76.txt\"",
                "filename*=UTF-8''%e7%a0%94%e7%a9%b6.txt",
                "filename=\"a\"; filename*=UTF-8''b"
            })
    default void storesUnderThePathWhateverTheFileNameOfThePart(String parameter) {
        String folder = files().newFolder();
        Multipart form =
                Multipart.empty().fields(files().arguments(folder + "file")).file(parameter, Content.of("content"));
        connector()
                .send(ConnectorCall.of("POST", StorageClient.FILE).form(form))
                .expect(200);
        files().expectText(folder + "file", "content");
        files().expectNames(folder, "file");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"0123456789012345678901234567890123456789012345678901234567890123456789", "a'()+_,-./:=? b"})
    default void takesAnyBoundary(String boundary) {
        String path = files().newFolder() + "file";
        Multipart form = Multipart.separatedBy(boundary)
                .fields(files().arguments(path))
                .file(Multipart.PLAIN, Content.of("content"));
        connector()
                .send(ConnectorCall.of("POST", StorageClient.FILE).form(form))
                .expect(200);
        files().expectText(path, "content");
    }

    @Test
    default void namesTheMissingPath() {
        CallArguments none = files().arguments("/").without("filepath");
        for (String method : List.of("GET", "DELETE")) {
            ConnectorCall call = ConnectorCall.of(method, StorageClient.FILE);
            connector().send(call.json(none)).expectComplaintAbout("filepath");
            connector().send(call.query(none)).expectComplaintAbout("filepath");
        }
        for (String method : List.of("POST", "PATCH")) {
            ConnectorCall call =
                    ConnectorCall.of(method, StorageClient.FILE).form(Multipart.of(none, Content.of("content")));
            connector().send(call).expectComplaintAbout("filepath");
        }
    }

    @Test
    default void namesAPathThatIsNoText() {
        JsonNodeFactory json = JsonNodeFactory.instance;
        for (var wrong :
                List.of(json.numberNode(5), json.objectNode(), json.arrayNode().add("a"))) {
            CallArguments arguments = files().arguments("/").with("filepath", wrong);
            connector()
                    .send(ConnectorCall.of("GET", StorageClient.FILE).json(arguments))
                    .expectComplaintAbout("filepath");
            connector()
                    .send(ConnectorCall.of("GET", StorageClient.FOLDER).json(arguments))
                    .expectComplaintAbout("filepath");
        }
    }

    @Test
    default void namesTheUserIdThatAnUploadLacks() {
        String path = files().newFolder() + "file";
        CallArguments nobody = files().arguments(path).without("userId");
        ConnectorCall call =
                ConnectorCall.of("POST", StorageClient.FILE).form(Multipart.of(nobody, Content.of("content")));
        connector().send(call).expectComplaintAbout("userId");
        files().expectNothingAt(path);
    }

    @Test
    default void refusesFormsThatAreNone() {
        ConnectorCall call = ConnectorCall.of("POST", StorageClient.FILE);
        for (String type : List.of("multipart/form-data", "multipart/form-data; boundary=a")) {
            connector()
                    .send(call.body(type, BodyPublishers.ofString("no form at all")))
                    .expect(400);
        }
    }

    @Test
    default void refusesUploadsOfOtherMediaTypes() {
        String path = files().newFolder() + "file";
        for (String type : List.of("text/plain", "application/xml", "application/x-www-form-urlencoded")) {
            ConnectorCall call = ConnectorCall.of("POST", StorageClient.FILE)
                    .query(files().arguments(path))
                    .body(type, BodyPublishers.ofString("a"));
            connector().send(call).expect(400, 415);
        }
        files().expectNothingAt(path);
    }
}
