package dev.gatehouse.connector;

import java.io.IOException;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * Projects of people at a third-party repository, what describes them, and their files: the interface {@code metadata}.
 *
 * <p>Called as {@link FileStorage} is. Wherever a project or file is named that is not there, or not the person's, {@link
 * ConnectorException} is thrown with {@link Failure#NOT_FOUND}; where a published project is to be changed, with {@link
 * Failure#CONFLICT}.
 */
public interface Metadata {
    /** All projects of the person, published ones too. */
    List<Project> projects(Account account) throws IOException;

    /**
     * Makes a project.
     *
     * @param metadata what describes it, as an RO-Crate or in the third party's own form; empty for a project that will
     *     be described later
     * @throws ConnectorException with {@link Failure#INVALID} naming the members that the third party does not take
     */
    Project create(Account account, ObjectNode metadata) throws IOException;

    /** What describes a project. */
    ObjectNode describe(Account account, String projectId) throws IOException;

    /**
     * Replaces what describes a project, and gives back what is stored then.
     *
     * @throws ConnectorException with {@link Failure#INVALID} naming the members that the third party does not take
     */
    ObjectNode update(Account account, String projectId, ObjectNode metadata) throws IOException;

    /**
     * Makes a project public, for good.
     *
     * @throws ConnectorException with {@link Failure#INVALID} naming what is missing for that
     */
    void publish(Account account, String projectId) throws IOException;

    /** Removes a project that is not published. */
    void delete(Account account, String projectId) throws IOException;

    /** The files of a project. */
    List<ProjectFile> files(Account account, String projectId) throws IOException;

    /** The content of a file, which the kit closes once it was sent. */
    FileContent read(Account account, String projectId, String fileId) throws IOException;

    /**
     * Adds a file, or gives the one of this name another content.
     *
     * @param filename its name, as {@link FilePath} allows them
     */
    ProjectFile add(Account account, String projectId, String filename, FileContent content) throws IOException;

    /** Gives a file another content. */
    ProjectFile replace(Account account, String projectId, String fileId, FileContent content) throws IOException;

    /** Removes a file. */
    void delete(Account account, String projectId, String fileId) throws IOException;
}
