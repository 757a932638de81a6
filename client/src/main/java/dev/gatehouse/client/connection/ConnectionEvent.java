package dev.gatehouse.client.connection;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What happened to a connection.
 *
 * @param id where the event stands among all; empty where that was not said
 * @param type such as {@code connection.revoked}
 * @param data with {@code user} and {@code connector}
 */
public record ConnectionEvent(@JsonIgnore @Nullable String id, String type, Instant timestamp, JsonNode data) {
    ConnectionEvent withId(String given) {
        return new ConnectionEvent(given, type, timestamp, data);
    }

    public String user() {
        return data.path("user").asString("");
    }

    public String connector() {
        return data.path("connector").asString("");
    }
}
