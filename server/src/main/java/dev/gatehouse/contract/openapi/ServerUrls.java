package dev.gatehouse.contract.openapi;

import dev.gatehouse.contract.document.Node;
import dev.gatehouse.contract.document.Node.Member;
import dev.gatehouse.contract.document.Notes;
import dev.gatehouse.contract.document.References;
import dev.gatehouse.contract.document.Unreadable;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes the path out of the URL of an OpenAPI 3 server. */
final class ServerUrls {
    private static final Pattern VARIABLE = Pattern.compile("\\{([^{}]*)}");
    private static final int MAX_LENGTH = 8192;

    /** Stands for whatever else a variable could be. */
    private static final String OTHER = "x";

    private final References references;
    private final Notes notes;

    ServerUrls(References references, Notes notes) {
        this.references = references;
        this.notes = notes;
    }

    /** The path of the server's URL with its variables at their defaults. */
    String path(Node.Mapping server) {
        Member url = server.member("url").orElseThrow(() -> Unreadable.at(server, "a server has no 'url'"));
        String full = withoutQuery(substitute(url, server, value -> value).strip());
        if (isRelative(full)) {
            notes.add("Server URL %s is relative to where the document lies; its path was taken as it stands."
                    .formatted(Unreadable.quote(full)));
        }
        String path = path(afterAuthority(full));
        if (path.contains("{")) {
            notes.add("Server path %s has a variable without a default; it was kept as a path parameter."
                    .formatted(Unreadable.quote(path)));
        }
        String otherwise = withoutQuery(substitute(url, server, value -> OTHER).strip());
        if (!path(afterAuthority(otherwise)).equals(path)) {
            notes.add("Server URL %s at line %d has variables in its path; their defaults were taken: %s."
                    .formatted(
                            Unreadable.quote(url.string()), url.line(), Unreadable.quote(path.isEmpty() ? "/" : path)));
        }
        return path;
    }

    /** A path in the form of a base path: a slash in front, none at the end, no dot segments, empty for the root. */
    static String path(String text) {
        Deque<String> segments = new ArrayDeque<>();
        for (String segment : withoutQuery(text.strip()).split("/")) {
            if (segment.equals("..")) {
                segments.pollLast();
            } else if (!segment.isEmpty() && !segment.equals(".")) {
                segments.addLast(segment);
            }
        }
        return segments.isEmpty() ? "" : "/" + String.join("/", segments);
    }

    private static String withoutQuery(String url) {
        return url.split("[?#]", 2)[0];
    }

    private static boolean isRelative(String url) {
        return !url.startsWith("/") && authorityStart(url) < 0;
    }

    private static String afterAuthority(String url) {
        int start = authorityStart(url);
        if (start < 0) {
            return url;
        }
        int end = url.indexOf('/', start);
        return end < 0 ? "" : url.substring(end);
    }

    /** Where the host begins; -1 where the URL names none. */
    private static int authorityStart(String url) {
        if (url.startsWith("//")) {
            return 2;
        }
        int scheme = url.indexOf("://");
        return scheme > 0 && url.indexOf('/') == scheme + 1 ? scheme + 3 : -1;
    }

    /** @param taken what to take for a default */
    private String substitute(Member url, Node.Mapping server, UnaryOperator<String> taken) {
        requireShort(url, url.string().length());
        Matcher variable = VARIABLE.matcher(url.string());
        StringBuilder full = new StringBuilder();
        while (variable.find()) {
            String value = defaultOf(variable.group(1), server).map(taken).orElse(variable.group());
            requireShort(url, full.length() + value.length());
            variable.appendReplacement(full, Matcher.quoteReplacement(value));
        }
        return variable.appendTail(full).toString();
    }

    private Optional<String> defaultOf(String variable, Node.Mapping server) {
        return server.member("variables")
                .flatMap(variables -> references.mapping(variables).member(variable))
                .flatMap(found -> references.mapping(found).member("default"))
                .map(Member::text);
    }

    private static void requireShort(Member url, int length) {
        if (length > MAX_LENGTH) {
            throw Unreadable.at(url, "the server's URL is longer than %,d characters".formatted(MAX_LENGTH));
        }
    }
}
