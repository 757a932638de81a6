package dev.gatehouse.connectors.invenio;

import dev.gatehouse.connector.Account;
import dev.gatehouse.connector.ConnectorException;
import dev.gatehouse.connector.Failure;
import dev.gatehouse.connector.FileContent;
import dev.gatehouse.connector.Metadata;
import dev.gatehouse.connector.Project;
import dev.gatehouse.connector.ProjectFile;
import dev.gatehouse.connectors.invenio.description.JsonSteps;
import dev.gatehouse.connectors.invenio.vendor.RepositoryFailures;
import dev.gatehouse.connectors.invenio.vendor.Vendor;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Records of InvenioRDM, and their drafts. The id of a file is its name. Thread-safe. */
final class RdmProjects implements Metadata {
    private final Vendor vendor;
    private final RdmUploads uploads;
    private final Conversion conversion = new Conversion(new RdmForm());

    /** @param patience how long to wait for another upload of the same file */
    RdmProjects(Vendor vendor, Duration patience) {
        this.vendor = vendor;
        this.uploads = new RdmUploads(vendor, patience);
    }

    @Override
    public List<Project> projects(Account account) {
        return Projects.listed(
                page -> vendor.get(account, vendor.at("/api/user/records?" + page))
                        .path("hits")
                        .path("hits"),
                this::project);
    }

    @Override
    public Project create(Account account, ObjectNode metadata) {
        ObjectNode body = JsonSteps.object();
        body.putObject("access").put("record", "public").put("files", "public");
        body.putObject("files").put("enabled", true);
        body.set("metadata", conversion.incoming(metadata));
        JsonNode made = vendor.send(account, "POST", vendor.at("/api/records"), body);
        List<String> wrong = wrong(made);
        if (!wrong.isEmpty()) {
            vendor.send(account, "DELETE", draftOf(made.path("id").asString("")), null);
            throw Projects.notTaken(wrong);
        }
        return project(made);
    }

    @Override
    public ObjectNode describe(Account account, String projectId) {
        return shown(find(account, projectId));
    }

    /** Everything but the metadata stays as it was: a PUT would reset who may see the record. */
    @Override
    public ObjectNode update(Account account, String projectId, ObjectNode metadata) {
        JsonNode former = draft(account, projectId);
        JsonNode stored = put(account, projectId, former, conversion.incoming(metadata));
        List<String> wrong = wrong(stored);
        if (!wrong.isEmpty()) {
            put(account, projectId, former, former.path("metadata"));
            throw Projects.notTaken(wrong);
        }
        return shown(stored);
    }

    private JsonNode put(Account account, String projectId, JsonNode draft, JsonNode metadata) {
        ObjectNode body = JsonSteps.object();
        for (String member : new String[] {"access", "custom_fields", "pids"}) {
            if (draft.has(member)) {
                body.set(member, draft.get(member));
            }
        }
        body.putObject("files")
                .put("enabled", draft.path("files").path("enabled").asBoolean(true));
        body.set("metadata", metadata);
        return vendor.send(account, "PUT", draftOf(projectId), body);
    }

    /** A draft is stored without what is wrong, and says so; that something is still missing is no mistake. */
    private static List<String> wrong(JsonNode stored) {
        ArrayNode errors = JsonSteps.array();
        stored.path("errors").valueStream().filter(error -> !isAbsence(error)).forEach(errors::add);
        return RepositoryFailures.fields(errors);
    }

    private static boolean isAbsence(JsonNode error) {
        return error.path("messages")
                .valueStream()
                .allMatch(message -> message.asString("").startsWith("Missing "));
    }

    @Override
    public void publish(Account account, String projectId) {
        draft(account, projectId);
        vendor.send(account, "POST", vendor.at(path(projectId) + "/draft/actions/publish"), null);
    }

    @Override
    public void delete(Account account, String projectId) {
        draft(account, projectId);
        vendor.send(account, "DELETE", draftOf(projectId), null);
    }

    @Override
    public List<ProjectFile> files(Account account, String projectId) {
        return vendor.get(account, vendor.at(files(find(account, projectId))))
                .path("entries")
                .valueStream()
                .filter(entry -> entry.path("status").asString("completed").equals("completed"))
                .map(RdmProjects::file)
                .toList();
    }

    @Override
    public FileContent read(Account account, String projectId, String fileId) {
        String file = files(find(account, projectId)) + "/" + Vendor.segment(fileId);
        requireFile(account, projectId, fileId, file);
        return vendor.download(account, vendor.at(file + "/content"));
    }

    @Override
    public ProjectFile add(Account account, String projectId, String filename, FileContent content) throws IOException {
        String files = files(draft(account, projectId));
        return file(uploads.store(account, files, filename, content));
    }

    @Override
    public ProjectFile replace(Account account, String projectId, String fileId, FileContent content)
            throws IOException {
        String files = files(draft(account, projectId));
        requireFile(account, projectId, fileId, files + "/" + Vendor.segment(fileId));
        return file(uploads.store(account, files, fileId, content));
    }

    @Override
    public void delete(Account account, String projectId, String fileId) {
        String file = files(draft(account, projectId)) + "/" + Vendor.segment(fileId);
        requireFile(account, projectId, fileId, file);
        vendor.send(account, "DELETE", vendor.at(file), null);
    }

    private void requireFile(Account account, String projectId, String name, String path) {
        try {
            vendor.get(account, vendor.at(path));
        } catch (ConnectorException e) {
            throw e.failure() == Failure.NOT_FOUND ? Projects.noFile(projectId, name) : e;
        }
    }

    private JsonNode draft(Account account, String projectId) {
        JsonNode project = find(account, projectId);
        if (project.path("is_published").asBoolean(false)) {
            throw Projects.published(projectId);
        }
        return project;
    }

    /** The published record, or else the draft: of a published record that is being edited, what everybody sees. */
    private JsonNode find(Account account, String projectId) {
        if (!projectId.matches("[\\w-]{1,64}")) {
            throw Projects.none(projectId);
        }
        return Projects.lookUp(projectId, () -> {
            try {
                JsonNode draft = vendor.get(account, draftOf(projectId));
                if (!draft.path("is_published").asBoolean(false)) {
                    return draft;
                }
            } catch (ConnectorException e) {
                if (e.failure() != Failure.NOT_FOUND) {
                    throw e;
                }
            }
            return vendor.get(account, vendor.at(path(projectId)));
        });
    }

    private static String files(JsonNode project) {
        String path = path(project.path("id").asString(""));
        return path + (project.path("is_published").asBoolean(false) ? "/files" : "/draft/files");
    }

    private URI draftOf(String projectId) {
        return vendor.at(path(projectId) + "/draft");
    }

    private static String path(String projectId) {
        return "/api/records/" + Vendor.segment(projectId);
    }

    private Project project(JsonNode draft) {
        return new Project(draft.path("id").asString(""), shown(draft));
    }

    private ObjectNode shown(JsonNode record) {
        return conversion.outgoing(
                record.path("metadata") instanceof ObjectNode metadata ? metadata : JsonSteps.object());
    }

    private static ProjectFile file(JsonNode entry) {
        String name = entry.path("key").asString("");
        return new ProjectFile(name, name, entry.path("size").asLong(0));
    }
}
