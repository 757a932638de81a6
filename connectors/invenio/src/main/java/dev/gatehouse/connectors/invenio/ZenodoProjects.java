package dev.gatehouse.connectors.invenio;

import dev.gatehouse.connector.Account;
import dev.gatehouse.connector.FileContent;
import dev.gatehouse.connector.Metadata;
import dev.gatehouse.connector.Project;
import dev.gatehouse.connector.ProjectFile;
import dev.gatehouse.connectors.invenio.description.JsonSteps;
import dev.gatehouse.connectors.invenio.vendor.Vendor;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Depositions of Zenodo. The id of a file is its name: Zenodo's own changes with each content. Thread-safe. */
final class ZenodoProjects implements Metadata {
    private static final String DEPOSITIONS = "/api/deposit/depositions";

    private final Vendor vendor;
    private final Conversion conversion = new Conversion(new ZenodoForm());

    ZenodoProjects(Vendor vendor) {
        this.vendor = vendor;
    }

    @Override
    public List<Project> projects(Account account) {
        return Projects.listed(page -> vendor.get(account, vendor.at(DEPOSITIONS + "?" + page)), this::project);
    }

    @Override
    public Project create(Account account, ObjectNode metadata) {
        ObjectNode own = conversion.incoming(metadata);
        ObjectNode body = JsonSteps.object();
        if (!own.isEmpty()) {
            body.set("metadata", own);
        }
        JsonNode made = vendor.send(account, "POST", vendor.at(DEPOSITIONS), body);
        List<String> missing = missing(own, made.path("metadata"));
        if (!missing.isEmpty()) {
            vendor.send(account, "DELETE", deposition(made.path("id").asString("")), null);
            throw Projects.notTaken(missing);
        }
        return project(made);
    }

    @Override
    public ObjectNode describe(Account account, String projectId) {
        return shown(find(account, projectId));
    }

    @Override
    public ObjectNode update(Account account, String projectId, ObjectNode metadata) {
        JsonNode former = draft(account, projectId);
        ObjectNode own = conversion.incoming(metadata);
        JsonNode stored = put(account, projectId, own);
        List<String> missing = missing(own, stored.path("metadata"));
        if (!missing.isEmpty()) {
            ObjectNode before = former.path("metadata").deepCopy().asObject();
            before.remove("prereserve_doi");
            put(account, projectId, before);
            throw Projects.notTaken(missing);
        }
        return shown(stored);
    }

    private JsonNode put(Account account, String projectId, ObjectNode own) {
        ObjectNode body = JsonSteps.object();
        body.set("metadata", own);
        return vendor.send(account, "PUT", deposition(projectId), body);
    }

    /** Zenodo leaves out what it does not know, and says nothing. */
    private static List<String> missing(ObjectNode sent, JsonNode stored) {
        return sent.propertyStream()
                .filter(member -> !member.getValue().isNull() && !isEmpty(member.getValue()))
                .map(Map.Entry::getKey)
                .filter(name -> !stored.has(name))
                .map(name -> "`" + name + "`")
                .toList();
    }

    private static boolean isEmpty(JsonNode value) {
        return value.isContainer() ? value.isEmpty() : value.asString("x").isEmpty();
    }

    @Override
    public void publish(Account account, String projectId) {
        draft(account, projectId);
        vendor.send(account, "POST", vendor.at(path(projectId) + "/actions/publish"), null);
    }

    @Override
    public void delete(Account account, String projectId) {
        draft(account, projectId);
        vendor.send(account, "DELETE", deposition(projectId), null);
    }

    @Override
    public List<ProjectFile> files(Account account, String projectId) {
        return find(account, projectId)
                .path("files")
                .valueStream()
                .map(ZenodoProjects::file)
                .toList();
    }

    @Override
    public FileContent read(Account account, String projectId, String fileId) {
        JsonNode project = find(account, projectId);
        requireFile(project, projectId, fileId);
        return vendor.download(account, object(project, fileId));
    }

    @Override
    public ProjectFile add(Account account, String projectId, String filename, FileContent content) throws IOException {
        JsonNode stored = vendor.upload(account, object(draft(account, projectId), filename), content);
        return new ProjectFile(filename, filename, stored.path("size").asLong(0));
    }

    /** The former content is there until the new one is complete: that is what Zenodo's buckets do. */
    @Override
    public ProjectFile replace(Account account, String projectId, String fileId, FileContent content)
            throws IOException {
        requireFile(draft(account, projectId), projectId, fileId);
        return add(account, projectId, fileId, content);
    }

    @Override
    public void delete(Account account, String projectId, String fileId) {
        JsonNode file = requireFile(draft(account, projectId), projectId, fileId);
        String id = Vendor.segment(file.path("id").asString(""));
        vendor.send(account, "DELETE", vendor.at(path(projectId) + "/files/" + id), null);
    }

    private JsonNode draft(Account account, String projectId) {
        JsonNode project = find(account, projectId);
        if (project.path("submitted").asBoolean(false)) {
            throw Projects.published(projectId);
        }
        return project;
    }

    private JsonNode find(Account account, String projectId) {
        if (!projectId.matches("[0-9]{1,18}")) {
            throw Projects.none(projectId);
        }
        return Projects.lookUp(projectId, () -> vendor.get(account, deposition(projectId)));
    }

    private static JsonNode requireFile(JsonNode project, String projectId, String name) {
        return project.path("files")
                .valueStream()
                .filter(file -> file.path("filename").asString("").equals(name))
                .findFirst()
                .orElseThrow(() -> Projects.noFile(projectId, name));
    }

    private URI object(JsonNode project, String name) {
        URI bucket = vendor.own(project.path("links").path("bucket").asString(""));
        return URI.create(bucket + "/" + Vendor.segment(name));
    }

    private URI deposition(String projectId) {
        return vendor.at(path(projectId));
    }

    private static String path(String projectId) {
        return DEPOSITIONS + "/" + Vendor.segment(projectId);
    }

    private Project project(JsonNode deposition) {
        return new Project(deposition.path("id").asString(""), shown(deposition));
    }

    private ObjectNode shown(JsonNode deposition) {
        return conversion.outgoing(
                deposition.path("metadata") instanceof ObjectNode metadata ? metadata : JsonSteps.object());
    }

    private static ProjectFile file(JsonNode file) {
        String name = file.path("filename").asString("");
        return new ProjectFile(name, name, file.path("filesize").asLong(0));
    }
}
