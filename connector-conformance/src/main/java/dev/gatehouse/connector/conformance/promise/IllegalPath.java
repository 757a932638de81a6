package dev.gatehouse.connector.conformance.promise;

/** Paths that nobody can mean. */
enum IllegalPath {
    NUL("a\u0000b"),
    LINE_FEED("a\nb"),
    CARRIAGE_RETURN("a\r\nX-Injected: 1"),
    ESCAPE("a\u001b[31mb"),
    DELETE("a\u007fb"),
    LONE_SURROGATE("a\ud800b"),
    OVER_4096_BYTES("a/".repeat(2100));

    private final String text;

    IllegalPath(String text) {
        this.text = text;
    }

    String in(String folder) {
        return folder + text;
    }
}
