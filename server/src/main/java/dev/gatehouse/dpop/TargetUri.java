package dev.gatehouse.dpop;

import java.util.Locale;

/** Tells whether URIs name the same target of a request (RFC 9449 section 4.3, RFC 3986 section 6.2.3). Stateless. */
final class TargetUri {
    private TargetUri() {}

    static boolean same(String one, String other) {
        return normal(one).equals(normal(other));
    }

    /**
     * Without query and fragment, with scheme and host in lower case, without the scheme's own port, with a path. By hand:
     * what reaches a gateway need not be a URI in every character.
     */
    private static String normal(String uri) {
        int end = firstOf(uri, 0, "?#");
        String target = uri.substring(0, end);
        int authority = target.indexOf("://");
        if (authority < 0) {
            return target;
        }
        int path = firstOf(target, authority + 3, "/");
        String origin = withoutOwnPort(target.substring(0, path).toLowerCase(Locale.ROOT));
        return origin + (path == target.length() ? "/" : target.substring(path));
    }

    private static int firstOf(String text, int from, String characters) {
        for (int i = from; i < text.length(); i++) {
            if (characters.indexOf(text.charAt(i)) >= 0) {
                return i;
            }
        }
        return text.length();
    }

    private static String withoutOwnPort(String origin) {
        String port = origin.startsWith("https:") ? ":443" : ":80";
        return origin.endsWith(port) ? origin.substring(0, origin.length() - port.length()) : origin;
    }
}
