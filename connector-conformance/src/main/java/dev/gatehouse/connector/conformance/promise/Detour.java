package dev.gatehouse.connector.conformance.promise;

/** Ways to write a path that leads elsewhere than it seems to. */
enum Detour {
    /** Into a folder and out again. */
    UP("%sinside/../secret"),
    /** Out by two. */
    UP_TWICE("%sinside/deeper/../../secret"),
    /** With repeated slashes. */
    UP_BEHIND_SLASHES("%sinside//..//secret"),
    /** Past the root. */
    PAST_THE_ROOT("/../..%ssecret"),
    /** From wherever the connector runs. */
    RELATIVE("..%ssecret"),
    /** With nothing behind. */
    UP_LAST("%sinside/..");

    private final String pattern;

    Detour(String pattern) {
        this.pattern = pattern;
    }

    /** The path, for the file {@code secret} in a folder. */
    String in(String folder) {
        return pattern.formatted(folder);
    }
}
