package dev.gatehouse.connector.conformance;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import static org.assertj.core.api.Assertions.assertThat;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The calls of the interface {@code metadata}, made for one person. For any number of threads. */
final class MetadataClient {
    static final String PROJECTS = "/metadata/project";

    private final ConnectorClient connector;
    private final ConformanceSubject subject;
    private final Arguments user;
    private final Queue<String> made = new ConcurrentLinkedQueue<>();

    MetadataClient(ConnectorClient connector, ConformanceSubject subject) {
        this.connector = connector;
        this.subject = subject;
        this.user = Arguments.none().with("userId", subject.user());
    }

    Arguments user() {
        return user;
    }

    static String path(String projectId) {
        return PROJECTS + "/" + Percent.encoded(projectId);
    }

    static String filesPath(String projectId) {
        return path(projectId) + "/files";
    }

    static String filePath(String projectId, String fileId) {
        return filesPath(projectId) + "/" + Percent.encoded(fileId);
    }

    Reply call(String method, String path) {
        return connector.send(Call.of(method, path).json(user));
    }

    Reply call(String method, String path, String metadata) {
        return connector.send(Call.of(method, path).json(user.with("metadata", json(metadata))));
    }

    Reply upload(String method, String path, Arguments arguments, Content content) {
        return connector.send(Call.of(method, path).form(Multipart.of(arguments, content)));
    }

    /** Makes a project that is removed after all tests. */
    String newProject(String title) {
        return projectId(call("POST", PROJECTS, subject.metadata(title)).expect(200));
    }

    /** The id of a project that was just made, which is removed after all tests. */
    String projectId(Reply reply) {
        JsonNode id = reply.json().get("projectId");
        assertThat(id).as("member \"projectId\" of %s", reply.text()).isNotNull();
        assertThat(id.isString()).as("\"projectId\" is a text").isTrue();
        made.add(id.asString());
        return id.asString();
    }

    /** What describes a project that is there. */
    JsonNode describe(String projectId) {
        return call("GET", path(projectId)).expect(200).json();
    }

    List<String> projectIds() {
        return texts(call("GET", PROJECTS).expect(200), "projectId");
    }

    Reply add(String projectId, String filename, Content content) {
        return upload("POST", filesPath(projectId), user.with("filename", filename), content);
    }

    /** Adds a file that has to be taken, and gives its id. */
    String store(String projectId, String filename, Content content) {
        add(projectId, filename, content).expect(200);
        return fileId(projectId, filename);
    }

    String fileId(String projectId, String filename) {
        Map<String, String> ids = fileIds(projectId);
        assertThat(ids).as("ids of files by their names").containsKey(filename);
        return ids.get(filename);
    }

    /** The ids of a project's files, by their names. */
    Map<String, String> fileIds(String projectId) {
        Reply reply = call("GET", filesPath(projectId)).expect(200);
        List<String> names = texts(reply, "filename");
        assertThat(names).as("names of files").doesNotHaveDuplicates();
        List<String> ids = texts(reply, "id");
        assertThat(ids).as("ids of files").doesNotHaveDuplicates();
        return java.util.stream.IntStream.range(0, names.size())
                .boxed()
                .collect(Collectors.toMap(names::get, ids::get));
    }

    Reply read(String projectId, String fileId) {
        return call("GET", filePath(projectId, fileId));
    }

    /** The bytes of a file that is there, while they come. */
    InputStream open(String projectId, String fileId) {
        return connector.open(Call.of("GET", filePath(projectId, fileId)).json(user));
    }

    /** Removes what was made; published projects stay. */
    void removeAll() {
        Together.all(made.size(), 8, index -> call("DELETE", path(made.remove())));
    }

    static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text);
    }

    private static List<String> texts(Reply reply, String member) {
        JsonNode list = reply.json();
        assertThat(list.isArray()).as("%s answers an array", reply.call()).isTrue();
        List<String> texts = new ArrayList<>();
        for (JsonNode element : list) {
            assertThat(element.path(member).isString())
                    .as("%s has \"%s\"", element, member)
                    .isTrue();
            texts.add(element.get(member).asString());
        }
        return texts;
    }
}
