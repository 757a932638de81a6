package dev.gatehouse.contract.document;

import dev.gatehouse.api.ShownText;

/** Keeps characters away that neither the database nor an HTTP header could carry. */
public final class StorableText {
    private StorableText() {}

    /** Whether there are neither control characters nor halves of surrogate pairs in it. */
    public static boolean isStorable(String text) {
        return text.codePoints().noneMatch(character -> Character.isISOControl(character) || isHalf(character));
    }

    /** The text with a replacement character for what cannot be kept, or that people cannot see; layout stays. */
    public static String clean(String text) {
        return ShownText.visible(text).strip();
    }

    private static boolean isHalf(int character) {
        return character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE;
    }
}
