package dev.gatehouse.contract.bundle;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A reference from one file to a place in another, or in itself.
 *
 * @param path the file's
 * @param pointer after the number sign; empty for the whole file
 */
record FileReference(String path, String pointer) {
    private static final Pattern URL = Pattern.compile("\\s*(?:[A-Za-z][A-Za-z0-9+.-]*:|[/\\\\]{2})");

    /** Whether it would have to be fetched. */
    static boolean isUrl(String reference) {
        return URL.matcher(reference).lookingAt();
    }

    /** Empty where it leads out of the archive. @param from the path of the file that has it */
    static Optional<FileReference> of(String from, String reference) {
        int sign = reference.indexOf('#');
        String file = sign < 0 ? reference : reference.substring(0, sign);
        String pointer = sign < 0 ? "" : reference.substring(sign + 1);
        if (file.isEmpty()) {
            return Optional.of(new FileReference(from, pointer));
        }
        String folder = from.contains("/") ? from.substring(0, from.lastIndexOf('/')) : "";
        return decoded(file)
                .flatMap(name -> DocumentFiles.normal(folder, name))
                .map(path -> new FileReference(path, pointer));
    }

    private static Optional<String> decoded(String file) {
        try {
            return Optional.of(URLDecoder.decode(file.replace("+", "%2B"), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    /** Whether it is the name of a place (an anchor) rather than a way to it. */
    boolean isNamed() {
        return !pointer.isEmpty() && !pointer.startsWith("/");
    }
}
