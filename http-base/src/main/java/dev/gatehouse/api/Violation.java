package dev.gatehouse.api;

/**
 * One thing wrong with a request body.
 *
 * @param pointer the JSON pointer (RFC 6901) of the value, empty for the whole body
 * @param problem what is wrong and what would be right
 */
public record Violation(String pointer, String problem) {
    /** One about a member of the whole body. */
    public static Violation of(String member, String problem) {
        return new Violation(child("", member), problem);
    }

    /** The pointer of a member or an item, given that of what it stands in. */
    public static String child(String parent, String name) {
        return parent + "/" + QuotedInput.of(name.replace("~", "~0").replace("/", "~1"));
    }

    @Override
    public String toString() {
        return (pointer.isEmpty() ? "body" : pointer) + " " + problem;
    }
}
