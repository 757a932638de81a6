package dev.gatehouse.client.webhook;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Something that happened.
 *
 * @param id where the event stands among all; empty where that was not said
 * @param type such as {@code service.contract_changed}
 * @param data what it is about, such as {@code serviceId}
 */
public record PublishedEvent(@JsonIgnore @Nullable String id, String type, Instant timestamp, JsonNode data) {
    PublishedEvent withId(String given) {
        return new PublishedEvent(given, type, timestamp, data);
    }
}
