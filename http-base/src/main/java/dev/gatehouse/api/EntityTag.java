package dev.gatehouse.api;

import dev.gatehouse.crypto.Sha256;
import java.util.HexFormat;

/** Strong entity tags made from a representation's bytes (RFC 9110 section 8.8.3). */
public final class EntityTag {
    private static final int LENGTH = 16;

    private EntityTag() {}

    /** The tag of a representation, with its quotes. */
    public static String of(byte[] representation) {
        return '"' + HexFormat.of().formatHex(Sha256.of(representation), 0, LENGTH) + '"';
    }

    /** Whether an If-Match or If-None-Match field value names the tag; W/ prefixes are ignored. */
    public static boolean matchesWeakly(String field, String tag) {
        for (String candidate : field.split(",")) {
            String stripped = candidate.strip();
            if (stripped.equals("*") || stripped.equals(tag) || stripped.equals("W/" + tag)) {
                return true;
            }
        }
        return false;
    }

    /** Whether an If-Match field value names the tag by strong comparison (RFC 9110 section 13.1.1). */
    static boolean matchesStrongly(String field, String tag) {
        for (String candidate : field.split(",")) {
            String stripped = candidate.strip();
            if (stripped.equals("*") || stripped.equals(tag)) {
                return true;
            }
        }
        return false;
    }
}
