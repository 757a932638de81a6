package dev.gatehouse.vault.connect.link;

import java.util.Locale;

/** How a connect link holds that who opens it is the person it was made for. */
public enum LinkBinding {
    /** The person is signed in here. */
    SESSION,
    /** The application says so with a code that came back to it in the person's browser. */
    CODE,
    /** It does not: whoever opens the link connects their account. */
    UNBOUND;

    /** As the API and the database call it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static LinkBinding of(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT));
    }
}
