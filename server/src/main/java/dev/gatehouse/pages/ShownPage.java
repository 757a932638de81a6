package dev.gatehouse.pages;

import dev.gatehouse.api.ShownText;

/**
 * What people read on a page: names and ids that were stored before such were refused, or that others tell, do not deceive by
 * characters that hide or turn the text around. Stateless.
 */
final class ShownPage {
    private ShownPage() {}

    /** The page with its texts as {@link ShownText#visible} has them; what stands in a tag, such as a form's value, stays. */
    static String of(String html) {
        StringBuilder shown = new StringBuilder(html.length());
        int text = 0;
        while (text < html.length()) {
            int tag = html.indexOf('<', text);
            int end = tag < 0 ? html.length() : tag;
            shown.append(ShownText.visible(html.substring(text, end)));
            text = tag < 0 ? end : endOfTag(html, tag);
            shown.append(html, end, text);
        }
        return shown.toString();
    }

    private static int endOfTag(String html, int tag) {
        boolean quoted = false;
        for (int i = tag; i < html.length(); i++) {
            char character = html.charAt(i);
            if (character == '"') {
                quoted = !quoted;
            } else if (character == '>' && !quoted) {
                return i + 1;
            }
        }
        return html.length();
    }
}
