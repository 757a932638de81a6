package dev.gatehouse.api;

import java.util.EnumSet;
import java.util.Set;

/**
 * Whether people can see what a text says: names at consent and elsewhere must not deceive by characters that turn the text
 * around, hide, or look like nothing.
 *
 * <p>Refused are control and format characters, separators of lines and paragraphs, private use, what Unicode has not
 * assigned, and letters and marks that show nothing (Default_Ignorable_Code_Point). Some invisible characters have a work to
 * do, and are taken in that place only: the joiner between two pictures and the selector of their colourful form, as in an
 * emoji of a family or in a keycap, and joiners between two letters of the scripts that write with them, such as Persian and
 * Hindi. Flags of regions, which are spelt with invisible letters, are refused.
 *
 * <p>Stateless.
 */
public final class ShownText {
    private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
    private static final int ZERO_WIDTH_JOINER = 0x200D;
    private static final int EMOJI_SELECTOR = 0xFE0F;
    private static final int KEYCAP = 0x20E3;
    private static final int BRAILLE_BLANK = 0x2800;

    /** Scripts in which a joiner changes how a word is written. */
    private static final Set<Character.UnicodeScript> JOINING = EnumSet.of(
            Character.UnicodeScript.ARABIC,
            Character.UnicodeScript.DEVANAGARI,
            Character.UnicodeScript.BENGALI,
            Character.UnicodeScript.GURMUKHI,
            Character.UnicodeScript.GUJARATI,
            Character.UnicodeScript.ORIYA,
            Character.UnicodeScript.TAMIL,
            Character.UnicodeScript.TELUGU,
            Character.UnicodeScript.KANNADA,
            Character.UnicodeScript.MALAYALAM,
            Character.UnicodeScript.SINHALA);

    private ShownText() {}

    /** Whether it can stand as a name, in one line; an empty one can. */
    public static boolean isName(String text) {
        return isShown(text, false);
    }

    /** Whether it can stand as a description: as a name, and with line breaks and tabs. */
    public static boolean isDescription(String text) {
        return isShown(text, true);
    }

    /**
     * For an id that is new, which people read where there is no name.
     *
     * @throws ApiException ERR11004
     */
    public static void requireName(String pointer, String text) {
        if (!isName(text)) {
            throw ApiException.invalid(
                    pointer, "has control, bidirectional or invisible characters; use what people can see");
        }
    }

    /** The text with a replacement character for each one that shows nothing or turns it around; layout stays. */
    public static String visible(String text) {
        int[] characters = text.codePoints().toArray();
        StringBuilder visible = new StringBuilder(text.length());
        for (int i = 0; i < characters.length; i++) {
            boolean kept = isLayout(characters[i]) || isVisible(characters, i);
            visible.appendCodePoint(kept ? characters[i] : '\uFFFD');
        }
        return visible.toString();
    }

    private static boolean isShown(String text, boolean withLayout) {
        int[] characters = text.codePoints().toArray();
        boolean blank = characters.length > 0;
        for (int i = 0; i < characters.length; i++) {
            if (!(withLayout && isLayout(characters[i])) && !isVisible(characters, i)) {
                return false;
            }
            blank &= isBlank(characters[i]);
        }
        return !blank;
    }

    private static boolean isLayout(int character) {
        return character == '\n' || character == '\r' || character == '\t';
    }

    private static boolean isBlank(int character) {
        return Character.isWhitespace(character) || Character.isSpaceChar(character) || character == BRAILLE_BLANK;
    }

    private static boolean isVisible(int[] text, int at) {
        int character = text[at];
        return switch (character) {
            case ZERO_WIDTH_JOINER -> joinsPictures(text, at) || joinsLetters(text, at);
            case ZERO_WIDTH_NON_JOINER -> joinsLetters(text, at);
            case EMOJI_SELECTOR -> selectsPicture(text, at);
            default -> !isHidden(character);
        };
    }

    private static boolean isHidden(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> isIgnorable(character);
        };
    }

    /** Default_Ignorable_Code_Point, as far as it is none of the categories above. */
    private static boolean isIgnorable(int character) {
        return character == 0x034F // combining grapheme joiner
                || isWithin(character, 0x115F, 0x1160) // Hangul fillers
                || isWithin(character, 0x17B4, 0x17B5) // Khmer inherent vowels
                || isWithin(character, 0x180B, 0x180F) // Mongolian selectors
                || character == 0x3164
                || character == 0xFFA0
                || isWithin(character, 0xFE00, 0xFE0F)
                || isWithin(character, 0xE0100, 0xE01EF);
    }

    private static boolean isWithin(int character, int first, int last) {
        return character >= first && character <= last;
    }

    private static boolean joinsPictures(int[] text, int at) {
        int before = at > 0 && text[at - 1] == EMOJI_SELECTOR ? at - 2 : at - 1;
        return before >= 0
                && at + 1 < text.length
                && (isPicture(text[before]) || Character.isEmojiModifier(text[before]))
                && isPicture(text[at + 1]);
    }

    private static boolean selectsPicture(int[] text, int at) {
        return at > 0
                && (isPicture(text[at - 1])
                        || Character.isEmoji(text[at - 1]) && at + 1 < text.length && text[at + 1] == KEYCAP);
    }

    private static boolean isPicture(int character) {
        return Character.isExtendedPictographic(character);
    }

    private static boolean joinsLetters(int[] text, int at) {
        if (at == 0 || at + 1 == text.length) {
            return false;
        }
        Character.UnicodeScript script = Character.UnicodeScript.of(text[at - 1]);
        return JOINING.contains(script) && Character.UnicodeScript.of(text[at + 1]) == script;
    }
}
