package dev.gatehouse.decision.content;

/** Puts what others wrote into messages. Stateless. */
public final class Quoted {
    private static final int MAX_LENGTH = 120;

    private Quoted() {}

    /** The text in quotes, in a form that is safe and short enough to stand in a message. */
    public static String text(String text) {
        StringBuilder quoted = new StringBuilder("'");
        text.codePoints().limit(MAX_LENGTH).forEach(character -> quoted.appendCodePoint(printable(character)));
        return quoted.append(text.codePointCount(0, text.length()) > MAX_LENGTH ? "…'" : "'")
                .toString();
    }

    private static int printable(int character) {
        boolean surrogate = character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE;
        return Character.isISOControl(character) || surrogate ? '\uFFFD' : character;
    }
}
