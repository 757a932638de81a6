package dev.gatehouse.contract.bundle;

import dev.gatehouse.api.ApiException;
import dev.gatehouse.contract.document.SourceText;
import dev.gatehouse.contract.document.Unreadable;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The JSON and YAML files that somebody sent together, by their paths; in all no larger than one document may be. Not thread-safe. */
public final class DocumentFiles {
    private static final int MAX_FILES = 5_000;
    private static final int MAX_PATH = 512;
    private static final Pattern DOCUMENT = Pattern.compile("(?i).*\\.(?:json|ya?ml)");
    private static final Pattern UNSAFE = Pattern.compile("[\\p{Cntrl}\\\\:*?\"<>|]|^/|^~");

    private final Map<String, byte[]> files = new LinkedHashMap<>();
    private int seen;
    private long bytes;

    /** Whether files of that name are looked at. */
    static boolean isDocument(String path) {
        return DOCUMENT.matcher(path).matches();
    }

    /** Counts a file that is not looked at as well; ERR12103 where there are too many. */
    void count() {
        if (++seen > MAX_FILES) {
            throw problem("it has more than %,d files".formatted(MAX_FILES));
        }
    }

    /** Counts bytes before they are kept, so that an archive cannot grow without end; ERR12103 where there are too many. */
    void countBytes(long more) {
        bytes += more;
        if (bytes > SourceText.MAX_BYTES) {
            throw problem("its files have more than %,d bytes in all".formatted(SourceText.MAX_BYTES));
        }
    }

    /** ERR12103 where the path leads out of the archive, or is there already. */
    void add(String path, byte[] content) {
        String normal = normal("", path)
                .filter(name -> !name.isEmpty())
                .orElseThrow(() -> problem("file %s is none that may be in it".formatted(Unreadable.quote(path))));
        if (files.putIfAbsent(normal, content) != null) {
            throw problem("file %s is in it twice".formatted(Unreadable.quote(path)));
        }
    }

    /** The paths of all, in the order in which they came. */
    Set<String> paths() {
        return Collections.unmodifiableSet(files.keySet());
    }

    /** @param path one of the paths */
    byte[] content(String path) {
        return Objects.requireNonNull(files.get(path));
    }

    /**
     * A path without dot segments.
     *
     * @param folder what it is relative to, empty for the top
     * @return empty where it leads out of the archive, or has characters that no path should have
     */
    static Optional<String> normal(String folder, String path) {
        if (UNSAFE.matcher(path).find() || path.length() > MAX_PATH) {
            return Optional.empty();
        }
        Deque<String> segments = new ArrayDeque<>();
        for (String segment : (folder.isEmpty() ? path : folder + "/" + path).split("/")) {
            if (segment.equals("..") && segments.pollLast() == null) {
                return Optional.empty();
            }
            if (!segment.isEmpty() && !segment.equals(".") && !segment.equals("..")) {
                segments.addLast(segment);
            }
        }
        return Optional.of(String.join("/", segments));
    }

    static ApiException problem(String reason) {
        return Unreadable.at(1, 1, reason);
    }
}
