package dev.gatehouse.connector.conformance.raw;

import java.nio.file.Path;
import java.util.Map;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Projects of one person. */
final class RawProjects {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Map<String, Project> projects = new ConcurrentSkipListMap<>();
    private final Map<String, StoredFile> lastOfName = new ConcurrentSkipListMap<>();
    private final AtomicInteger ids = new AtomicInteger();
    private final Faults faults;

    RawProjects(Faults faults) {
        this.faults = faults;
    }

    ObjectNode create(RawRequest request) {
        ObjectNode metadata = metadata(request);
        String id = "p" + ids.incrementAndGet();
        Project project = new Project(id, metadata, new ConcurrentSkipListMap<>(), false);
        projects.put(id, project);
        return told(project);
    }

    ArrayNode list() {
        ArrayNode list = JSON.arrayNode();
        for (Project project : projects.values()) {
            if (!project.published() || !faults.has(Fault.LISTS_ONLY_DRAFTS)) {
                list.add(told(project));
            }
        }
        return list;
    }

    Project project(String id) {
        Project project = projects.get(id);
        if (project == null) {
            throw new Refused(404, "There is no project " + id + ".");
        }
        return project;
    }

    private Project draft(String id, Fault lenience) {
        Project project = project(id);
        if (project.published() && !faults.has(lenience)) {
            throw new Refused(409, "The project " + id + " is published.");
        }
        return project;
    }

    ObjectNode update(String id, RawRequest request) {
        Project project = draft(id, Fault.LETS_PUBLISHED_PROJECTS_BE_DESCRIBED);
        ObjectNode metadata = metadata(request);
        if (faults.has(Fault.MERGES_METADATA)) {
            project.metadata()
                    .properties()
                    .forEach(member -> metadata.withArray("former").add(member.getValue()));
        }
        projects.put(id, project.describedBy(metadata));
        return metadata;
    }

    void publish(String id) {
        projects.put(id, draft(id, Fault.NONE).afterPublication());
    }

    void delete(String id) {
        draft(id, Fault.DELETES_PUBLISHED_PROJECTS);
        if (!faults.has(Fault.KEEPS_DELETED_PROJECTS)) {
            projects.remove(id);
        }
    }

    ArrayNode files(String id) {
        ArrayNode list = JSON.arrayNode();
        project(id)
                .files()
                .forEach((fileId, file) -> list.addObject().put("id", fileId).put("filename", file.name()));
        return list;
    }

    StoredFile file(String id, String fileId) {
        StoredFile file = project(id).files().get(fileId);
        if (file == null) {
            throw new Refused(404, "There is no file " + fileId + ".");
        }
        return faults.has(Fault.CONFUSES_FILES_OF_ONE_NAME) ? lastOfName.get(file.name()) : file;
    }

    /** The files of a project that may be changed. */
    NavigableMap<String, StoredFile> filesToChange(String id) {
        return draft(id, Fault.LETS_FILES_OF_PUBLISHED_PROJECTS_BE_CHANGED).files();
    }

    void add(String id, String name, Path blob) {
        NavigableMap<String, StoredFile> files = filesToChange(id);
        boolean isAdded = faults.has(Fault.ADDS_FILES_OF_THE_SAME_NAME);
        synchronized (files) {
            files.values().removeIf(file -> !isAdded && file.name().equals(name));
            StoredFile added = new StoredFile(name, blob);
            files.put("f" + ids.incrementAndGet(), added);
            lastOfName.put(name, added);
        }
    }

    private ObjectNode metadata(RawRequest request) {
        JsonNode metadata = request.argument("metadata").orElse(JSON.nullNode());
        if (metadata.isNull()) {
            return JSON.objectNode();
        }
        if (!metadata.isObject()) {
            throw new Refused(400, "metadata has to be an object.");
        }
        boolean loses = faults.has(Fault.LOSES_LETTERS_BEYOND_LATIN);
        return loses ? latin(metadata) : (ObjectNode) metadata;
    }

    private static ObjectNode latin(JsonNode metadata) {
        return (ObjectNode) JsonMapper.shared().readTree(RawPath.latin(metadata.toString()));
    }

    private static ObjectNode told(Project project) {
        return JSON.objectNode().put("projectId", project.id()).set("metadata", project.metadata());
    }

    /**
     * A project.
     *
     * @param id identifies it
     * @param metadata what describes it
     * @param files its files by their ids
     * @param published whether it stays as it is
     */
    record Project(String id, ObjectNode metadata, NavigableMap<String, StoredFile> files, boolean published) {
        Project describedBy(ObjectNode other) {
            return new Project(id, other, files, published);
        }

        Project afterPublication() {
            return new Project(id, metadata, files, true);
        }
    }

    /**
     * A file.
     *
     * @param name its name
     * @param blob its content
     */
    record StoredFile(String name, Path blob) {}
}
