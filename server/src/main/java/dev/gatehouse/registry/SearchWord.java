package dev.gatehouse.registry;

/**
 * A word to search for, in the form that {@code search_words} gives it. Immutable.
 *
 * @param isBeginning whether longer words that begin with it are meant, too
 */
record SearchWord(String text, boolean isBeginning) {
    private static final int SHORTEST_BEGINNING = 3;

    static SearchWord of(String text) {
        return new SearchWord(text, text.codePointCount(0, text.length()) >= SHORTEST_BEGINNING);
    }

    /** In a query of PostgreSQL; words have no character that means something inside the quotes. */
    String term() {
        return "'" + text + (isBeginning ? "':*" : "'");
    }
}
