package dev.gatehouse.demo;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A connector in a process of its own, and the calls of its interfaces. Thread-safe. */
final class ConnectorProcess {
    private final Program program;
    private final Web web = new Web();

    private ConnectorProcess(Program program) {
        this.program = program;
    }

    /**
     * Starts it by its launcher.
     *
     * @param settings beside those that all connectors have
     */
    static ConnectorProcess start(Stage stage, GatehouseServer gatehouse, String name, Map<String, String> settings)
            throws IOException {
        Map<String, String> environment = new HashMap<>(settings);
        environment.put("CENTRAL_SERVICE_TOKEN_STORAGE", gatehouse.tokenStorageFor(name));
        environment.put("CONNECTOR_PORT", "0");
        List<String> command = List.of(stage.root().resolve("bin/connector").toString(), name);
        return new ConnectorProcess(Program.start(stage, command, environment, "(\\S+) serves at (http://[^\\s,]+)"));
    }

    /** Waits until it is registered and serves; what it is called. */
    String ready() {
        return program.ready().group(1);
    }

    /** What is in a folder. */
    List<String> list(String user, String folder) {
        URI uri = at("/storage/folder", Map.of("userId", user, "filepath", folder));
        return web.json(HttpRequest.newBuilder(uri))
                .get("files")
                .valueStream()
                .map(JsonNode::asString)
                .sorted()
                .toList();
    }

    InputStream read(String user, String path) throws IOException {
        return web.content(HttpRequest.newBuilder(at("/storage/file", Map.of("userId", user, "filepath", path))));
    }

    /** Makes a file of what comes. */
    void write(String user, String path, InputStream content) {
        web.json(upload(at("/storage/file", Map.of("userId", user, "filepath", path)), content));
    }

    /** Makes a project; its id. */
    String createProject(String user, JsonNode metadata) {
        ObjectNode body = DemoJson.object().put("userId", user);
        body.set("metadata", metadata);
        return web.json(Web.sending("POST", at("/metadata/project", Map.of()), body))
                .get("projectId")
                .asString();
    }

    /** Adds what comes to a project. */
    void addFile(String user, String project, String filename, InputStream content) {
        Map<String, String> arguments = Map.of("userId", user, "filename", filename);
        web.json(upload(at("/metadata/project/" + project + "/files", arguments), content));
    }

    /** The names and sizes of a project's files. */
    List<String> files(String user, String project) {
        URI uri = at("/metadata/project/" + project + "/files", Map.of("userId", user));
        return web.json(HttpRequest.newBuilder(uri))
                .valueStream()
                .map(file -> file.get("filename").asString() + ", " + file.get("size") + " bytes")
                .toList();
    }

    InputStream readFile(String user, String project, String file) throws IOException {
        return web.content(
                HttpRequest.newBuilder(at("/metadata/project/" + project + "/files/" + file, Map.of("userId", user))));
    }

    void publish(String user, String project) {
        web.json(Web.sending(
                "PUT",
                at("/metadata/project/" + project, Map.of()),
                DemoJson.object().put("userId", user)));
    }

    private static HttpRequest.Builder upload(URI uri, InputStream content) {
        return HttpRequest.newBuilder(uri)
                .header("Content-Type", "application/octet-stream")
                .POST(BodyPublishers.ofInputStream(() -> content));
    }

    private URI at(String path, Map<String, String> parameters) {
        String url = program.ready().group(2);
        return URI.create(url + path + (parameters.isEmpty() ? "" : "?" + Web.encoded(parameters)));
    }
}
