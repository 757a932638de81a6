package dev.gatehouse.http;

import dev.gatehouse.api.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** An answer as it came over the wire. */
public record RawAnswer(List<String> head, byte[] body) {
    RawAnswer withBody(byte[] body) {
        return new RawAnswer(head, body);
    }

    String version() {
        return head.getFirst().substring(0, 8);
    }

    public int status() {
        return Integer.parseInt(head.getFirst().substring(9, 12));
    }

    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** The header's only value, or null. */
    public String header(String name) {
        String prefix = name.toLowerCase() + ":";
        List<String> values = head.stream()
                .skip(1)
                .filter(line -> line.toLowerCase().startsWith(prefix))
                .map(line -> line.substring(prefix.length()).strip())
                .toList();
        if (values.size() > 1) {
            throw new AssertionError(name + " stands more than once in " + head);
        }
        return values.isEmpty() ? null : values.getFirst();
    }

    /** The code of the error catalogue in the body. */
    public String code() {
        return Json.read(text(), tools.jackson.databind.JsonNode.class)
                .get("code")
                .asString();
    }
}
