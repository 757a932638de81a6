package dev.gatehouse.http;

/**
 * One thing wrong with a request body.
 *
 * @param pointer the JSON pointer (RFC 6901) of the value, empty for the whole body
 * @param problem what is wrong and what would be right
 */
public record Violation(String pointer, String problem) {
    @Override
    public String toString() {
        return (pointer.isEmpty() ? "body" : pointer) + " " + problem;
    }
}
