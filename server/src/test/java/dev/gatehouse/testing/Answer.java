package dev.gatehouse.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.api.Json;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;

/** An answer that a test looks at. */
public record Answer(String request, int status, HttpHeaders headers, byte[] body) {
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    public JsonNode json() {
        return Json.read(text(), JsonNode.class);
    }

    /** A header's first value, or null. */
    public String header(String name) {
        return headers.firstValue(name).orElse(null);
    }

    /** The entity tag, which must be there. */
    public String entityTag() {
        assertThat(header("ETag")).as("ETag of %s", request).isNotNull();
        return header("ETag");
    }

    public Answer expect(int status) {
        assertThat(this.status).as("%s answered %s", request, text()).isEqualTo(status);
        return this;
    }

    /** Expects an entry of the error catalogue, in its whole form. */
    public Answer expectError(int status, String code, String message) {
        expect(status);
        JsonNode error = json();
        assertThat(error.get("statusCode").asInt()).isEqualTo(status);
        assertThat(error.get("code").asString()).isEqualTo(code);
        assertThat(error.get("message").asString()).isEqualTo(message);
        assertThat(error.get("severity").asString()).isEqualTo("ERROR");
        assertThat(error.get("description").asString()).isNotBlank();
        return this;
    }

    /** The error's description. */
    public String description() {
        return json().get("description").asString();
    }
}
