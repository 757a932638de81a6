package dev.gatehouse.store;

import org.jspecify.annotations.Nullable;

/**
 * The range of keys that start with a prefix, for an index that compares by code point. Every character of the prefix is
 * literal. Immutable.
 *
 * @param from the least key of the range, inclusive
 * @param below the least key after the range, or null where the range has no end
 */
public record PrefixRange(String from, @Nullable String below) {
    /** @param prefix null or empty for every key */
    public static PrefixRange of(@Nullable String prefix) {
        return prefix == null ? new PrefixRange("", null) : new PrefixRange(prefix, successor(prefix));
    }

    /** The least string above every string that starts with the prefix, or null where there is none. */
    private static @Nullable String successor(String prefix) {
        int[] points = prefix.codePoints().toArray();
        for (int last = points.length - 1; last >= 0; last--) {
            if (points[last] < Character.MAX_CODE_POINT) {
                points[last] = next(points[last]);
                return new String(points, 0, last + 1);
            }
        }
        return null;
    }

    /** Surrogates are no characters: UTF-8 has nothing between U+D7FF and U+E000. */
    private static int next(int point) {
        return point == Character.MIN_SURROGATE - 1 ? Character.MAX_SURROGATE + 1 : point + 1;
    }
}
