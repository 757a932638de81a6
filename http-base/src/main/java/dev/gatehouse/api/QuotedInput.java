package dev.gatehouse.api;

/** Shows a caller's own text in an error: not too long, and nothing in it that a terminal or a log would act on. */
final class QuotedInput {
    private static final int MAX_LENGTH = 80;

    private QuotedInput() {}

    static String of(String text) {
        StringBuilder shown = new StringBuilder();
        text.codePoints().limit(MAX_LENGTH).forEach(character -> append(shown, character));
        return text.codePointCount(0, text.length()) > MAX_LENGTH
                ? shown.append('…').toString()
                : shown.toString();
    }

    private static void append(StringBuilder shown, int character) {
        switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> shown.append("\\u%04x".formatted(character));
            default -> shown.appendCodePoint(character);
        }
    }
}
