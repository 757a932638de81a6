package dev.gatehouse.contract;

import dev.gatehouse.contract.schema.SchemaBreak;
import java.util.List;

/**
 * Something that callers of endpoints notice of a new version of their contract, although these stay and need what they needed.
 *
 * @param place where it is, in words, such as {@code /orders@get, request} or {@code Order.total}
 * @param endpoints whose callers notice it, as they are named now
 */
public record MessageBreak(String place, List<String> endpoints, SchemaBreak change) {
    public MessageBreak {
        endpoints = List.copyOf(endpoints);
    }

    /** Of one message of one endpoint. @param message such as "request" or "response 200" */
    public static MessageBreak of(String endpoint, String message, SchemaBreak change) {
        return new MessageBreak(endpoint + ", " + message, List.of(endpoint), change);
    }

    /** It in a sentence without its end. */
    public String words() {
        return "%s: %s (line %d before, line %d now)"
                .formatted(place, change.words(), change.oldLine(), change.newLine());
    }
}
