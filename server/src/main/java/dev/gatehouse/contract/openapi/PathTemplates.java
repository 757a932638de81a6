package dev.gatehouse.contract.openapi;

import dev.gatehouse.contract.document.Located;
import dev.gatehouse.contract.document.Node.Member;
import dev.gatehouse.contract.document.Notes;
import dev.gatehouse.contract.document.Unreadable;
import dev.gatehouse.decision.PathTemplate;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Notes what is odd about the paths of a document, as requests see them. Not thread-safe: one per document. */
final class PathTemplates {
    private static final Pattern PARAMETER = Pattern.compile("\\{[^/{}]*}");

    /** A query, a fragment, a backslash, or a segment that is empty or made of dots. */
    private static final Pattern UNREACHABLE = Pattern.compile("[?#\\\\]|//|/\\.{1,2}(?:/|$)");

    /** A segment that no request can have once it is decoded. */
    private static final Pattern NO_SEGMENT = Pattern.compile("\\.{1,2}|(?s).*[/?#\\\\\\p{Cntrl}].*");

    private static final Pattern ENCODED = Pattern.compile("(?:%[0-9A-Fa-f]{2})+");

    private final Notes notes;
    private final Map<PathTemplate, First> paths = new HashMap<>();

    PathTemplates(Notes notes) {
        this.notes = notes;
    }

    /** The first that means the same to a request. */
    private record First(String path, int line) {}

    /** Notes what is odd about a path. */
    void look(Member path) {
        String name = path.name();
        if (!name.startsWith("/")) {
            notes.add("Path %s does not begin with a slash; one was put in front.".formatted(Unreadable.quote(name)));
        }
        String filled = PARAMETER.matcher(name).replaceAll("x");
        if (UNREACHABLE.matcher(filled).find()
                || Arrays.stream(filled.split("/")).anyMatch(PathTemplates::isNoSegment)) {
            notes.add("Path %s is none that a request can have; gateways find nothing for it."
                    .formatted(Unreadable.quote(name)));
        }
        if (filled.contains("{") || filled.contains("}")) {
            notes.add("Path %s at line %d has a brace without its partner; it was taken as it stands."
                    .formatted(Unreadable.quote(name), path.line()));
        }
    }

    /** Notes two paths that differ only in how their parameters are called. */
    void compare(String path, Located place) {
        First first = paths.putIfAbsent(PathTemplate.of(path), new First(path, place.line()));
        if (first != null && !first.path().equals(path)) {
            notes.add(
                    "Paths %s at line %d and %s at line %d are the same to a request; a token needs what both ask for."
                            .formatted(
                                    Unreadable.quote(first.path()),
                                    first.line(),
                                    Unreadable.quote(path),
                                    place.line()));
        }
    }

    /** Whether no request can have it, because of what it is when decoded. */
    private static boolean isNoSegment(String segment) {
        Matcher encoded = ENCODED.matcher(segment);
        if (ENCODED.matcher(segment).replaceAll("").contains("%")) {
            return true;
        }
        StringBuilder decoded = new StringBuilder();
        while (encoded.find()) {
            String text = decoded(encoded.group());
            if (text.isEmpty()) {
                return true;
            }
            encoded.appendReplacement(decoded, Matcher.quoteReplacement(text));
        }
        String whole = encoded.appendTail(decoded).toString();
        return !whole.equals(segment) && NO_SEGMENT.matcher(whole).matches();
    }

    /** Empty where it is not UTF-8. */
    private static String decoded(String encoded) {
        byte[] bytes = HexFormat.of().parseHex(encoded.replace("%", ""));
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return "";
        }
    }
}
