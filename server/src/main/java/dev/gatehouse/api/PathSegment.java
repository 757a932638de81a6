package dev.gatehouse.api;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** One segment of a path (RFC 3986 section 3.3). */
public final class PathSegment {
    private PathSegment() {}

    /** The text percent-encoded, so that it stays one segment whatever is in it. */
    public static String of(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
