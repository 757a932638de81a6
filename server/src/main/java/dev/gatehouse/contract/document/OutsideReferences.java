package dev.gatehouse.contract.document;

import java.util.regex.Pattern;

/** Looks at each {@code $ref}: a URL is refused (nothing is fetched), a relative file counted. Not thread-safe. */
final class OutsideReferences {
    private static final Pattern URL = Pattern.compile("\\s*(?:[A-Za-z][A-Za-z0-9+.-]*:|[/\\\\]{2})");

    private int files;

    void check(Node.Scalar reference) {
        String target = reference.text();
        if (target.isEmpty() || target.startsWith("#")) {
            return;
        }
        if (URL.matcher(target).lookingAt()) {
            throw Unreadable.at(
                    reference,
                    "$ref %s leads out of the document; bundle the document into one file, as nothing is fetched"
                            .formatted(Unreadable.quote(target)));
        }
        files++;
    }

    int files() {
        return files;
    }
}
