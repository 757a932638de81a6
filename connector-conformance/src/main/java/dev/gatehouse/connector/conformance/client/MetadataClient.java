package dev.gatehouse.connector.conformance.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.connector.conformance.subject.ConformanceSubject;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The calls of the interface {@code metadata}, made for one person. For any number of threads. */
public final class MetadataClient {
    public static final String PROJECTS = "/metadata/project";

    private final ConnectorClient connector;
    private final ConformanceSubject subject;
    private final CallArguments user;
    private final Queue<String> made = new ConcurrentLinkedQueue<>();

    public MetadataClient(ConnectorClient connector, ConformanceSubject subject) {
        this.connector = connector;
        this.subject = subject;
        this.user = CallArguments.none().with("userId", subject.user());
    }

    public CallArguments user() {
        return user;
    }

    public static String path(String projectId) {
        return PROJECTS + "/" + Percent.encoded(projectId);
    }

    public static String filesPath(String projectId) {
        return path(projectId) + "/files";
    }

    public static String filePath(String projectId, String fileId) {
        return filesPath(projectId) + "/" + Percent.encoded(fileId);
    }

    public Reply call(String method, String path) {
        return connector.send(ConnectorCall.of(method, path).json(user));
    }

    public Reply call(String method, String path, String metadata) {
        return connector.send(ConnectorCall.of(method, path).json(user.with("metadata", json(metadata))));
    }

    public Reply upload(String method, String path, CallArguments arguments, Content content) {
        return connector.send(ConnectorCall.of(method, path).form(Multipart.of(arguments, content)));
    }

    /** Makes a project that is removed after all tests. */
    public String newProject(String title) {
        return projectId(call("POST", PROJECTS, subject.metadata(title)).expect(200));
    }

    /** The id of a project that was just made, which is removed after all tests. */
    public String projectId(Reply reply) {
        JsonNode id = reply.json().get("projectId");
        assertThat(id).as("member \"projectId\" of %s", reply.text()).isNotNull();
        assertThat(id.isString()).as("\"projectId\" is a text").isTrue();
        made.add(id.asString());
        return id.asString();
    }

    /** What describes a project that is there. */
    public JsonNode describe(String projectId) {
        return call("GET", path(projectId)).expect(200).json();
    }

    public List<String> projectIds() {
        return texts(call("GET", PROJECTS).expect(200), "projectId");
    }

    public Reply add(String projectId, String filename, Content content) {
        return upload("POST", filesPath(projectId), user.with("filename", filename), content);
    }

    /** Adds a file that has to be taken, and gives its id. */
    public String store(String projectId, String filename, Content content) {
        add(projectId, filename, content).expect(200);
        return fileId(projectId, filename);
    }

    public String fileId(String projectId, String filename) {
        return idOf(fileIds(projectId), filename);
    }

    /** The id of a file that has to be among them. */
    public static String idOf(Map<String, String> ids, String filename) {
        assertThat(ids).as("ids of files by their names").containsKey(filename);
        return Objects.requireNonNull(ids.get(filename));
    }

    /** The ids of a project's files, by their names. */
    public Map<String, String> fileIds(String projectId) {
        Reply reply = call("GET", filesPath(projectId)).expect(200);
        List<String> names = texts(reply, "filename");
        assertThat(names).as("names of files").doesNotHaveDuplicates();
        List<String> ids = texts(reply, "id");
        assertThat(ids).as("ids of files").doesNotHaveDuplicates();
        return java.util.stream.IntStream.range(0, names.size())
                .boxed()
                .collect(Collectors.toMap(names::get, ids::get));
    }

    public Reply read(String projectId, String fileId) {
        return call("GET", filePath(projectId, fileId));
    }

    /** The bytes of a file that is there, while they come. */
    public InputStream open(String projectId, String fileId) {
        return connector.open(
                ConnectorCall.of("GET", filePath(projectId, fileId)).json(user));
    }

    /** Removes what was made; published projects stay. */
    public void removeAll() {
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
