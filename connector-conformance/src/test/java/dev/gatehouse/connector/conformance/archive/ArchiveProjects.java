package dev.gatehouse.connector.conformance.archive;

import dev.gatehouse.connector.Account;
import dev.gatehouse.connector.ConnectorException;
import dev.gatehouse.connector.Failure;
import dev.gatehouse.connector.FileContent;
import dev.gatehouse.connector.Metadata;
import dev.gatehouse.connector.Project;
import dev.gatehouse.connector.ProjectFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.node.ObjectNode;

/** Projects of people. */
final class ArchiveProjects implements Metadata {
    private final Map<String, Map<String, Kept>> people = new ConcurrentHashMap<>();
    private final AtomicInteger ids = new AtomicInteger();
    private final ContentStore contents;

    ArchiveProjects(ContentStore contents) {
        this.contents = contents;
    }

    @Override
    public List<Project> projects(Account account) {
        return projectsOf(account).values().stream()
                .map(kept -> new Project(kept.id(), kept.metadata()))
                .toList();
    }

    @Override
    public Project create(Account account, ObjectNode metadata) {
        String id = "project-" + ids.incrementAndGet();
        projectsOf(account).put(id, new Kept(id, metadata, new ConcurrentHashMap<>(), false));
        return new Project(id, metadata);
    }

    @Override
    public ObjectNode describe(Account account, String projectId) {
        return kept(account, projectId).metadata();
    }

    @Override
    public ObjectNode update(Account account, String projectId, ObjectNode metadata) {
        Kept draft = draft(account, projectId);
        projectsOf(account).put(projectId, new Kept(projectId, metadata, draft.files(), false));
        return metadata;
    }

    @Override
    public void publish(Account account, String projectId) {
        Kept draft = draft(account, projectId);
        projectsOf(account).put(projectId, new Kept(projectId, draft.metadata(), draft.files(), true));
    }

    @Override
    public void delete(Account account, String projectId) {
        draft(account, projectId);
        projectsOf(account).remove(projectId);
    }

    @Override
    public List<ProjectFile> files(Account account, String projectId) throws IOException {
        Map<String, Item> files = kept(account, projectId).files();
        return files.entrySet().stream()
                .map(entry -> entry.getValue().told(entry.getKey()))
                .toList();
    }

    @Override
    public FileContent read(Account account, String projectId, String fileId) throws IOException {
        return contents.read(item(kept(account, projectId), fileId).content());
    }

    @Override
    public ProjectFile add(Account account, String projectId, String filename, FileContent content) throws IOException {
        Kept draft = draft(account, projectId);
        Path stored = contents.store(content);
        synchronized (draft.files()) {
            Optional<String> former = draft.files().entrySet().stream()
                    .filter(entry -> entry.getValue().name().equals(filename))
                    .map(Map.Entry::getKey)
                    .findFirst();
            String id = former.orElseGet(() -> "file-" + ids.incrementAndGet());
            return put(draft, id, new Item(filename, stored));
        }
    }

    @Override
    public ProjectFile replace(Account account, String projectId, String fileId, FileContent content)
            throws IOException {
        Kept draft = draft(account, projectId);
        String name = item(draft, fileId).name();
        return put(draft, fileId, new Item(name, contents.store(content)));
    }

    @Override
    public void delete(Account account, String projectId, String fileId) {
        Kept draft = draft(account, projectId);
        contents.remove(item(draft, fileId).content());
        draft.files().remove(fileId);
    }

    private ProjectFile put(Kept draft, String id, Item item) throws IOException {
        Item former = draft.files().put(id, item);
        if (former != null) {
            contents.remove(former.content());
        }
        return item.told(id);
    }

    private Map<String, Kept> projectsOf(Account account) {
        return people.computeIfAbsent(Visitors.name(account), name -> new ConcurrentHashMap<>());
    }

    private Kept kept(Account account, String projectId) {
        Kept kept = projectsOf(account).get(projectId);
        if (kept == null) {
            throw new ConnectorException(Failure.NOT_FOUND, "There is no project " + projectId + ".");
        }
        return kept;
    }

    private Kept draft(Account account, String projectId) {
        Kept kept = kept(account, projectId);
        if (kept.published()) {
            throw new ConnectorException(Failure.CONFLICT, "The project " + projectId + " is published.");
        }
        return kept;
    }

    private static Item item(Kept kept, String fileId) {
        Item item = kept.files().get(fileId);
        if (item == null) {
            throw new ConnectorException(Failure.NOT_FOUND, "There is no file " + fileId + ".");
        }
        return item;
    }

    /**
     * A project.
     *
     * @param id identifies it
     * @param metadata what describes it
     * @param files its files by their ids
     * @param published whether it stays as it is
     */
    private record Kept(String id, ObjectNode metadata, Map<String, Item> files, boolean published) {}

    /**
     * A file.
     *
     * @param name its name
     * @param content where its bytes are
     */
    private record Item(String name, Path content) {
        ProjectFile told(String id) {
            try {
                return new ProjectFile(id, name, Files.size(content));
            } catch (IOException failed) {
                throw new java.io.UncheckedIOException(failed);
            }
        }
    }
}
