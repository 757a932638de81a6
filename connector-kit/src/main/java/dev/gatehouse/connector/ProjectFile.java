package dev.gatehouse.connector;

import java.util.Objects;

/**
 * A file of a project.
 *
 * @param id identifies it within its project
 * @param filename its name
 * @param size how many bytes it has
 */
public record ProjectFile(String id, String filename, long size) {
    public ProjectFile {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(filename, "filename");
    }
}
