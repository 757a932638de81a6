package dev.gatehouse.contract.document;

import java.util.stream.IntStream;

/** Keeps characters away that neither the database nor an HTTP header could carry. */
public final class StorableText {
    private StorableText() {}

    /** Whether there are neither control characters nor halves of surrogate pairs in it. */
    public static boolean isStorable(String text) {
        return text.codePoints().noneMatch(character -> Character.isISOControl(character) || isHalf(character));
    }

    /** The text with a replacement character for what cannot be kept; line breaks and tabs stay. */
    public static String clean(String text) {
        return text.codePoints()
                .map(character -> isLayout(character) || !(Character.isISOControl(character) || isHalf(character))
                        ? character
                        : '\uFFFD')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString()
                .strip();
    }

    private static boolean isLayout(int character) {
        return IntStream.of('\n', '\r', '\t').anyMatch(layout -> layout == character);
    }

    private static boolean isHalf(int character) {
        return character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE;
    }
}
