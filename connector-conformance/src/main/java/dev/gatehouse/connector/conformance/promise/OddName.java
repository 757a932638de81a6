package dev.gatehouse.connector.conformance.promise;

/** Names that files have in the wild. */
enum OddName {
    SPACES("two  spaces.txt"),
    LEADING_SPACE(" leading"),
    TRAILING_SPACE("trailing "),
    LEADING_DOT(".hidden"),
    TRAILING_DOT("trailing."),
    THREE_DOTS("..."),
    LEADING_DASH("-rf"),
    PERCENT("100%.txt"),
    PERCENT_ENCODED("a%20b.txt"),
    ENCODED_SLASH("a%2Fb"),
    ENCODED_DOTS("%2e%2e"),
    ENCODED_NUL("a%00b"),
    HASH("a#b"),
    QUESTION_MARK("a?b=c"),
    AMPERSAND("a&filepath=b"),
    PLUS("a+b c"),
    SEMICOLON("a;b=c"),
    DOUBLE_QUOTES("\"a\".txt"),
    SINGLE_QUOTES("it's.txt"),
    BACKSLASH("a\\b"),
    COLON("a:b"),
    ANGLES("<a>|*"),
    BRACES("{a}[b]"),
    MARKUP("&amp;<b>.xml"),
    SHELL("$HOME `id` ~"),
    AT_SIGN("user@host"),
    COMPOSED("\u00e9t\u00e9"),
    DECOMPOSED("e\u0301te\u0301"),
    EMOJI("\ud83d\udc69\u200d\ud83d\udd2c\ud83e\uddea.csv"),
    RIGHT_TO_LEFT("\u05e9\u05dc\u05d5\u05dd \u0639\u0627\u0644\u0645.txt"),
    OVERRIDDEN_DIRECTION("a\u202etxt.exe"),
    CHINESE("\u7814\u7a76\u6570\u636e"),
    BEYOND_THE_FIRST_PLANE("\ud840\udc0b.txt"),
    NO_BREAK_SPACE("a\u00a0b"),
    BYTE_ORDER_MARK("\ufeffa"),
    BYTES_255("a".repeat(251) + ".txt"),
    BYTES_255_OF_UNICODE("\u7814".repeat(85));

    private final String text;

    OddName(String text) {
        this.text = text;
    }

    String text() {
        return text;
    }
}
