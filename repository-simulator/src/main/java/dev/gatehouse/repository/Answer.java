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
record Answer(
        int status,
        Map<String, String> headers,
        byte[] bytes,
        @Nullable Path file) {

    static Answer json(int status, JsonNode body) {
        return new Answer(
                status,
                Map.of("Content-Type", "application/json"),
                body.toString().getBytes(StandardCharsets.UTF_8),
                null);
    }

    static Answer html(int status, String page) {
        return new Answer(
                status,
                Map.of("Content-Type", "text/html; charset=utf-8"),
                page.getBytes(StandardCharsets.UTF_8),
                null);
    }

    static Answer redirect(String location) {
        return new Answer(302, Map.of("Location", location), new byte[0], null);
    }

    static Answer nothing() {
        return new Answer(204, Map.of(), new byte[0], null);
    }

    static Answer content(StoredFile file) {
        return new Answer(200, Map.of("Content-Type", file.mediaType()), new byte[0], file.content());
    }
}
