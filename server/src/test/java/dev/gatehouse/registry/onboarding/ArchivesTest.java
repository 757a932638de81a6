package dev.gatehouse.registry.onboarding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.contract.bundle.Archive;
import dev.gatehouse.testing.Answer;
import dev.gatehouse.testing.TestServer;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Documents of several files over HTTP. */
class ArchivesTest {
    private static final Map<String, String> FILES = Map.of(
            "openapi.yaml",
            "openapi: 3.1.0\npaths: {/jobs: {$ref: paths/jobs.yaml}}",
            "paths/jobs.yaml",
            "get: {operationId: jobs}",
            "other.yaml",
            "swagger: '2.0'\npaths: {}");

    private final OnboardedService onboarded = OnboardedService.on(TestServer.shared());

    @Test
    void anArchiveIsTakenAndStoredAsOneDocument() {
        JsonNode report = put("application/zip", Archive.zip(FILES), "?root=openapi.yaml")
                .expect(201)
                .json();

        assertThat(OnboardedService.names(report.get("added"))).containsExactly("/jobs@get");
        Answer stored = onboarded.api().get(onboarded.path()).expect(200);
        assertThat(stored.header("Content-Type")).isEqualTo("application/json");
        assertThat(stored.json()
                        .get("x-files")
                        .get("paths/jobs.yaml")
                        .get("get")
                        .get("operationId")
                        .asString())
                .isEqualTo("jobs");
        JsonNode again = put("multipart/form-data; boundary=b", Archive.form("b", FILES), "?root=openapi.yaml")
                .expect(200)
                .json();
        assertThat(again.get("version").asInt()).isEqualTo(1);
        onboarded
                .api()
                .send("POST", onboarded.path() + "/versions/1/restore", "")
                .expect(200);
    }

    @Test
    void whatCannotBeBundledIsRefused() {
        put("application/zip", Archive.zip(FILES), "").expectError(422, "ERR12103", "CONTRACT_UNREADABLE");
        put("multipart/form-data", Archive.form("b", FILES), "").expectError(422, "ERR12103", "CONTRACT_UNREADABLE");
        put("application/x-www-form-urlencoded", new byte[] {'a'}, "")
                .expectError(400, "ERR10015", "CONTENT_TYPE_MISMATCH");
        Answer refused = put(
                        "application/zip",
                        Archive.zip(Map.of(
                                "openapi.yaml", "openapi: 3.1.0\npaths: {/a: {$ref: a.yaml}}", "a.yaml", "get: 1")),
                        "")
                .expectError(422, "ERR12103", "CONTRACT_UNREADABLE");
        assertThat(refused.json().get("description").asString())
                .contains("line 1, column 1: in a.yaml: 'get' is a number");
    }

    private Answer put(String contentType, byte[] body, String query) {
        return onboarded.api().sendBytes("PUT", onboarded.path() + query, body, "Content-Type", contentType);
    }
}
