package dev.gatehouse.repository;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What goes back to a caller.
 *
 * @param headers more of them
 * @param bytes the body, where it is small
 * @param file the body, where it is a stored file; null otherwise
 */
record RepositoryAnswer(
        int status,
        Map<String, String> headers,
        byte[] bytes,
        @Nullable Path file) {

    static RepositoryAnswer json(int status, JsonNode body) {
        return new RepositoryAnswer(
                status,
                Map.of("Content-Type", "application/json"),
                body.toString().getBytes(StandardCharsets.UTF_8),
                null);
    }

    static RepositoryAnswer html(int status, String page) {
        return new RepositoryAnswer(
                status,
                Map.of("Content-Type", "text/html; charset=utf-8"),
                page.getBytes(StandardCharsets.UTF_8),
                null);
    }

    static RepositoryAnswer redirect(String location) {
        return new RepositoryAnswer(302, Map.of("Location", location), new byte[0], null);
    }

    static RepositoryAnswer nothing() {
        return new RepositoryAnswer(204, Map.of(), new byte[0], null);
    }

    static RepositoryAnswer content(StoredFile file) {
        return new RepositoryAnswer(200, Map.of("Content-Type", file.mediaType()), new byte[0], file.content());
    }
}
