package dev.gatehouse.events;

import dev.gatehouse.api.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened. It holds no secret. Immutable.
 *
 * @param place where it stands among all events
 * @param subject what it is about, as the audit names it
 * @param data becomes the JSON that is told
 */
public record Event(
        long place, UUID messageId, String type, String subject, Map<String, Object> data, Instant occurred) {
    private static final String MESSAGE_PREFIX = "msg_";

    /** What receivers know it by; stays the same however often it is sent. */
    public String message() {
        return message(messageId);
    }

    public static String message(UUID messageId) {
        return MESSAGE_PREFIX + messageId;
    }

    /** The inverse of {@link #message}, or null for what is none. */
    public static @Nullable UUID messageId(String message) {
        try {
            return message.startsWith(MESSAGE_PREFIX)
                    ? UUID.fromString(message.substring(MESSAGE_PREFIX.length()))
                    : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** The JSON that is sent, the same each time. */
    public String body() {
        return body(type, occurred, data);
    }

    /** The form of every message (Standard Webhooks): type, time, and what it is about. */
    public static String body(String type, Instant at, Map<String, Object> data) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("type", type);
        members.put("timestamp", at);
        members.put("data", data);
        return Json.text(members);
    }

    /** As one event of a stream (HTML, server-sent events): its place is what a client resumes from. */
    public byte[] streamed() {
        String text = "id: " + place + "\nevent: " + type + "\ndata: " + body() + "\n\n";
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
