package dev.gatehouse.contract.document;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Gathers which other documents the {@code $ref} of a document name. Not thread-safe. */
final class OutsideReferences {
    private static final Pattern URL = Pattern.compile("\\s*(?:[A-Za-z][A-Za-z0-9+.-]*:|[/\\\\]{2})");

    /** More than one by which a document could mean itself. */
    private static final int MAX_URLS = 16;

    /** Files beyond these are counted as one. */
    private static final int MAX_FILES = 1000;

    private static final String OTHERS = "";

    private final Map<String, OutsideReference> urls = new LinkedHashMap<>();
    private final Map<String, OutsideReference> files = new LinkedHashMap<>();

    void check(Node.Scalar reference) {
        String document = reference.text().split("#", 2)[0];
        if (document.isEmpty()) {
            return;
        }
        boolean isUrl = URL.matcher(document).lookingAt();
        OutsideReference one = new OutsideReference(document, isUrl, 1, reference.line(), reference.column());
        if (!isUrl) {
            String name = files.containsKey(document) || files.size() < MAX_FILES ? document : OTHERS;
            files.merge(name, one, (first, next) -> first.andOneMore());
            return;
        }
        urls.merge(document, one, (first, next) -> first.andOneMore());
        if (urls.size() > MAX_URLS) {
            throw one.refusal();
        }
    }

    /** URLs first. */
    List<OutsideReference> list() {
        return Stream.of(urls, files).flatMap(each -> each.values().stream()).toList();
    }
}
