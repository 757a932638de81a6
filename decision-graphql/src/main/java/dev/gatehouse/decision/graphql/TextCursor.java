package dev.gatehouse.decision.graphql;

/** Walks through a GraphQL document and knows line and column. Not thread-safe. */
public final class TextCursor {
    private static final String BLOCK = "\"\"\"";

    /** A parser takes the square of a number's length to read it, and no number that is meant is that long. */
    private static final int MAX_NUMBER = 1000;

    private final String text;
    private int index;
    private int line = 1;
    private int column = 1;

    public TextCursor(String text) {
        this.text = text;
    }

    public boolean isAtEnd() {
        return index >= text.length();
    }

    public char peek() {
        return text.charAt(index);
    }

    public int index() {
        return index;
    }

    public int line() {
        return line;
    }

    public int column() {
        return column;
    }

    public String textSince(int start) {
        return text.substring(start, index);
    }

    public void next() {
        char passed = text.charAt(index);
        index++;
        if (passed == '\n') {
            line++;
            column = 1;
        } else if (!Character.isLowSurrogate(passed)) {
            column++;
        }
    }

    /** Passes what is left of a comment. */
    public void skipComment() {
        while (!isAtEnd() && !endsLine(peek())) {
            next();
        }
    }

    /** Passes a string or a block string; one that is not closed ends with its line, or with the document. */
    public void skipString() {
        boolean block = text.startsWith(BLOCK, index);
        skip(block ? 3 : 1);
        while (!isAtEnd()) {
            if (block && text.startsWith(BLOCK, index)) {
                skip(3);
                return;
            }
            if (!block && (peek() == '"' || endsLine(peek()))) {
                next();
                return;
            }
            skip(escaped(block));
        }
    }

    /** Passes a name or number and tells it; anything else is passed character by character and is no word. */
    public String word() {
        int start = index;
        while (!isAtEnd() && isWordPart(peek())) {
            next();
        }
        if (start == index) {
            next();
            return "";
        }
        return textSince(start);
    }

    /** Whether a word is a number so long that it would stall a parser. */
    public static boolean isEndlessNumber(String word) {
        return word.length() > MAX_NUMBER && word.charAt(0) >= '0' && word.charAt(0) <= '9';
    }

    private int escaped(boolean block) {
        if (peek() != '\\') {
            return 1;
        }
        return block ? (text.startsWith(BLOCK, index + 1) ? 4 : 1) : 2;
    }

    private void skip(int characters) {
        for (int count = 0; count < characters && !isAtEnd(); count++) {
            next();
        }
    }

    private static boolean endsLine(char character) {
        return character == '\n' || character == '\r';
    }

    private static boolean isWordPart(char character) {
        return character == '_'
                || (character >= '0' && character <= '9')
                || (character >= 'A' && character <= 'Z')
                || (character >= 'a' && character <= 'z');
    }
}
