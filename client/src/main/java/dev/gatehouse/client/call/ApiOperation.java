package dev.gatehouse.client.call;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An operation of the API as the contracts have it.
 *
 * @param method such as {@code GET}
 * @param path its template, such as {@code /oauth2/service/{serviceId}}
 * @param isPublic whether the public listener serves it, and not the admin listener
 */
public record ApiOperation(String method, String path, boolean isPublic) {
    private static final Pattern PARAMETER = Pattern.compile("\\{[^}]+}");

    /** An operation of the admin listener. */
    public static ApiOperation admin(String method, String path) {
        return new ApiOperation(method, path, false);
    }

    /** An operation of the public listener. */
    public static ApiOperation open(String method, String path) {
        return new ApiOperation(method, path, true);
    }

    /** The path with these segments in the places of its parameters, percent-encoded. */
    String expand(Object... segments) {
        Matcher parameter = PARAMETER.matcher(path);
        StringBuilder expanded = new StringBuilder();
        for (Object segment : segments) {
            if (!parameter.find()) {
                throw new IllegalArgumentException(this + " has fewer parameters");
            }
            parameter.appendReplacement(expanded, Matcher.quoteReplacement(encoded(segment.toString())));
        }
        if (parameter.find()) {
            throw new IllegalArgumentException(this + " has more parameters");
        }
        return parameter.appendTail(expanded).toString();
    }

    /** Dots alone would lead to another operation. */
    private static String encoded(String segment) {
        if (segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
            throw new IllegalArgumentException("not an id: '" + segment + "'");
        }
        return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}
