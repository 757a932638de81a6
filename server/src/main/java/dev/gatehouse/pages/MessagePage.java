package dev.gatehouse.pages;

import org.jspecify.annotations.Nullable;

/**
 * Something to read.
 *
 * @param problem whether it is about a failure
 * @param hint what to do about it, or null
 * @param link where to go on, or null
 */
public record MessagePage(
        String title,
        @Nullable String text,
        boolean problem,
        @Nullable String hint,
        @Nullable String link,
        @Nullable String linkText) {
    /** A failure that nothing can be done about on this page. */
    public static MessagePage failure(String title, @Nullable String text, String hint) {
        return new MessagePage(title, text, true, hint, null, null);
    }

    /** Good news. */
    public static MessagePage notice(String title, String text) {
        return new MessagePage(title, text, false, null, null, null);
    }
}
