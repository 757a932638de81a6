package dev.gatehouse.connector;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** The interface metadata over HTTP. */
class MetadataApiTest implements Metadata {
    private final Map<String, ObjectNode> projects = new TreeMap<>();
    private final Map<String, byte[]> files = new TreeMap<>();
    private final List<String> published = new ArrayList<>();
    private final RunningConnector connector = TestConnectors.of(
                    Connector.named("port-test").openService().implementing(this))
            .start();
    private final Caller caller = new Caller(connector.url());

    @AfterEach
    void stop() {
        connector.close();
    }

    private ObjectNode existing(String projectId) {
        return Optional.ofNullable(projects.get(projectId))
                .orElseThrow(() -> new ConnectorException(Failure.NOT_FOUND, "There is no project " + projectId + "."));
    }

    @Override
    public List<Project> projects(Account account) {
        return projects.entrySet().stream()
                .map(entry -> new Project(entry.getKey(), entry.getValue()))
                .toList();
    }

    @Override
    public Project create(Account account, ObjectNode metadata) {
        String id = "p/" + projects.size();
        projects.put(id, metadata);
        return new Project(id, metadata);
    }

    @Override
    public ObjectNode describe(Account account, String projectId) {
        return existing(projectId);
    }

    @Override
    public ObjectNode update(Account account, String projectId, ObjectNode metadata) {
        existing(projectId);
        projects.put(projectId, metadata);
        return metadata;
    }

    @Override
    public void publish(Account account, String projectId) {
        published.add(projectId);
    }

    @Override
    public void delete(Account account, String projectId) {
        existing(projectId);
        projects.remove(projectId);
    }

    @Override
    public List<ProjectFile> files(Account account, String projectId) {
        return files.entrySet().stream()
                .map(entry -> new ProjectFile("id-" + entry.getKey(), entry.getKey(), entry.getValue().length))
                .toList();
    }

    @Override
    public FileContent read(Account account, String projectId, String fileId) {
        return FileContent.of(files.get(fileId.substring(3)));
    }

    @Override
    public ProjectFile add(Account account, String projectId, String filename, FileContent content) throws IOException {
        files.put(filename, content.stream().readAllBytes());
        return new ProjectFile("id-" + filename, filename, files.get(filename).length);
    }

    @Override
    public ProjectFile replace(Account account, String projectId, String fileId, FileContent content)
            throws IOException {
        return add(account, projectId, fileId.substring(3), content);
    }

    @Override
    public void delete(Account account, String projectId, String fileId) {
        files.remove(fileId.substring(3));
    }

    private Caller.Reply form(String method, String path, String filename) {
        return form(method, path, "files", filename);
    }

    private Caller.Reply form(String method, String path, String part, String filename) {
        String form = "--b\r\nContent-Disposition: form-data; name=\"userId\"\r\n\r\nmaria\r\n"
                + "--b\r\nContent-Disposition: form-data; name=\"username\"\r\n\r\nmaria\r\n"
                + "--b\r\nContent-Disposition: form-data; name=\"" + part + "\"; filename=\"" + filename
                + "\"\r\n\r\ncontent of " + filename + "\r\n--b--\r\n";
        return caller.send(
                method, path, form.getBytes(StandardCharsets.UTF_8), "Content-Type", "multipart/form-data; boundary=b");
    }

    @Test
    void aProjectIsMadeDescribedPublishedAndRemoved() {
        String maria = "{\"userId\":\"maria\"}";
        Caller.Reply made = caller.json("POST", "/metadata/project", """
                {"userId":"maria","metadata":{"titles":[{"title":"Ü"}],"publisher":"us"}}""");
        assertThat(made.status()).isEqualTo(200);
        assertThat(made.json().get("projectId").asString()).isEqualTo("p/0");
        assertThat(caller.json("GET", "/metadata/project", maria).json().get(0).toString())
                .isEqualTo(made.json().toString());
        assertThat(caller.json("GET", "/metadata/project/p%2F0", maria).json().toString())
                .isEqualTo("{\"titles\":[{\"title\":\"Ü\"}],\"publisher\":\"us\"}");
        assertThat(caller.json(
                                "GET",
                                "/metadata/project/p%2F0",
                                "{\"userId\":\"maria\",\"metadata\":{\"publisher\":\"\"}}")
                        .text())
                .isEqualTo("{\"publisher\":\"us\"}");
        assertThat(caller.json("PATCH", "/metadata/project/p%2F0", "{\"userId\":\"maria\",\"metadata\":{\"a\":1}}")
                        .text())
                .isEqualTo("{\"a\":1}");
        assertThat(caller.json("PATCH", "/metadata/project/p%2F0", "{\"userId\":\"maria\",\"metadata\":null}")
                        .text())
                .isEqualTo("{\"a\":1}");
        assertThat(caller.json("PUT", "/metadata/project/p%2F0", maria).status())
                .isEqualTo(204);
        assertThat(published).containsExactly("p/0");
        assertThat(caller.json("DELETE", "/metadata/project/p%2F0", maria).status())
                .isEqualTo(204);
        assertThat(caller.json("GET", "/metadata/project/p%2F0", maria).status())
                .isEqualTo(404);
        assertThat(caller.json("POST", "/metadata/project", "{\"userId\":\"maria\",\"metadata\":[]}")
                        .text())
                .contains("metadata is an array; send an object");
    }

    @Test
    void s29_noNameLeadsToAnotherResource() {
        String maria = "{\"userId\":\"maria\"}";
        caller.json("POST", "/metadata/project", "{\"userId\":\"maria\",\"metadata\":{}}");
        for (String place : List.of("/metadata/project/", "/metadata/project/p%2F0/files/")) {
            for (String name : List.of("", ".", "..", "%2e", "%2E%2e", ".%2e", "%00", "a%0ab", "%c0%ae%c0%ae", "%ff")) {
                assertThat(caller.json("DELETE", place + name, maria).status())
                        .as(place + name)
                        .isEqualTo(400);
            }
        }
        assertThat(projects).containsOnlyKeys("p/0");
        assertThat(caller.json("DELETE", "/metadata/project/p%5C0", maria).status())
                .isEqualTo(404);
    }

    @Test
    void filesAreAddedReadReplacedAndRemoved() {
        String at = "/metadata/project/1/files";
        assertThat(form("POST", at, "ü.txt").text()).isEqualTo("{\"success\":true}");
        assertThat(caller.bytes("POST", at + "?userId=maria&filename=b", new byte[5])
                        .status())
                .isEqualTo(200);
        assertThat(caller.get(at + "?userId=maria").text())
                .isEqualTo("[{\"id\":\"id-b\",\"filename\":\"b\",\"size\":5},"
                        + "{\"id\":\"id-ü.txt\",\"filename\":\"ü.txt\",\"size\":17}]");
        assertThat(form("PATCH", at + "/id-b", "other").status()).isEqualTo(200);
        assertThat(form("POST", at, "file", "c").text()).isEqualTo("{\"success\":true}");
        assertThat(form("PATCH", at + "/id-c", "file", "more").status()).isEqualTo(200);
        assertThat(caller.json("GET", at + "/id-c", "{\"userId\":\"maria\"}").text())
                .isEqualTo("content of more");
        assertThat(form("POST", at, "other", "d").status()).isEqualTo(400);
        assertThat(caller.json("DELETE", at + "/id-c", "{\"userId\":\"maria\"}").status())
                .isEqualTo(200);
        assertThat(caller.json("GET", at + "/id-b", "{\"userId\":\"maria\"}").text())
                .isEqualTo("content of other");
        assertThat(caller.json("DELETE", at + "/id-b", "{\"userId\":\"maria\"}").status())
                .isEqualTo(200);
        assertThat(files).containsOnlyKeys("ü.txt");
        assertThat(caller.json("DELETE", at, "{\"userId\":\"maria\"}").status()).isEqualTo(200);
        assertThat(files).isEmpty();
        assertThat(caller.bytes("POST", at + "?userId=maria", new byte[5]).text())
                .contains("filename is required");
        assertThat(caller.bytes("POST", at + "?userId=maria&filename=a/b", new byte[5])
                        .text())
                .contains("filename", "leads elsewhere");
    }
}
