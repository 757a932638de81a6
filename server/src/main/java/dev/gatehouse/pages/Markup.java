package dev.gatehouse.pages;

import gg.jte.Content;
import org.jspecify.annotations.Nullable;

/** What a page puts into its texts with a look of its own. Whatever is given is escaped. Stateless. */
public final class Markup {
    private Markup() {}

    public static Content strong(@Nullable String text) {
        return within("<strong>", text, "</strong>");
    }

    /** A code to compare or to type. */
    public static Content strongCode(@Nullable String text) {
        return within("<strong class=\"code\">", text, "</strong>");
    }

    public static Content code(@Nullable String text) {
        return within("<code>", text, "</code>");
    }

    public static Content plain(@Nullable String text) {
        return within("", text, "");
    }

    /** The page of somebody's account. */
    public static Content accountLink(String text) {
        return within("<a href=\"/account\">", text, "</a>");
    }

    private static Content within(String before, @Nullable String text, String after) {
        return output -> {
            output.writeContent(before);
            output.writeUserContent(text);
            output.writeContent(after);
        };
    }
}
