package dev.gatehouse.connector;

import java.util.Objects;
import tools.jackson.databind.node.ObjectNode;

/**
 * A project at a third-party repository.
 *
 * @param projectId identifies it there
 * @param metadata what describes it
 */
public record Project(String projectId, ObjectNode metadata) {
    public Project {
        Objects.requireNonNull(projectId, "projectId");
        Objects.requireNonNull(metadata, "metadata");
    }
}
