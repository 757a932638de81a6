package dev.gatehouse.upstreams;

import java.util.Locale;

/**
 * A method of a path template, as a service registers it and a server serves it. Immutable.
 *
 * @param path with parameters such as <code>{x}</code>, and <code>{rest+}</code> at its end only
 * @param method in upper case
 */
record ServedRoute(String path, String method) {
    static final String REST = "/{rest+}";

    /** Its endpoint's name, which is also the scope that it needs. */
    String endpoint() {
        return path + "@" + method.toLowerCase(Locale.ROOT);
    }

    boolean endsWithRest() {
        return path.endsWith(REST);
    }

    /** The path without the parameter for the rest. */
    String beforeRest() {
        return endsWithRest() ? path.substring(0, path.length() - REST.length()) : path;
    }

    /** Whether any segment is more than a literal or a parameter. */
    boolean isMixed() {
        for (String segment : beforeRest().split("/")) {
            if (segment.contains("{") && !segment.matches("\\{\\w+}")) {
                return true;
            }
        }
        return false;
    }
}
