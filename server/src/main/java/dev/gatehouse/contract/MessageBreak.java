package dev.gatehouse.contract;

import dev.gatehouse.contract.schema.SchemaBreak;

/**
 * Something that callers of an endpoint notice of a new version of its contract, although the endpoint stays and needs what it
 * needed.
 *
 * @param endpoint as it is named now
 * @param message which of its messages, such as "request" or "response 200"
 */
public record MessageBreak(String endpoint, String message, SchemaBreak change) {
    /** It in a sentence without its end. */
    public String words() {
        return "%s, %s: %s (line %d before, line %d now)"
                .formatted(endpoint, message, change.words(), change.oldLine(), change.newLine());
    }
}
