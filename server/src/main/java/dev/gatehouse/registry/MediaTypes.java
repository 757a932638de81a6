package dev.gatehouse.registry;

/** The media type a stored contract document is served with. */
final class MediaTypes {
    private MediaTypes() {}

    /** JSON where the first character that matters opens an object, YAML otherwise. */
    static String of(byte[] document) {
        for (byte character : document) {
            boolean skipped = character <= ' '; // white space, and the bytes of a byte order mark, which are negative
            if (!skipped) {
                return character == '{' ? "application/json" : "application/yaml";
            }
        }
        return "application/yaml";
    }
}
