package dev.gatehouse.oauth.page;

import java.util.List;

/** Sends an authorization response as a form (OAuth 2.0 Form Post Response Mode). */
public record FormPostPage(String action, String destination, List<Field> fields) {
    /** A hidden field. */
    public record Field(String name, String value) {}

    /** Nothing of the values: they are codes and tokens. */
    @Override
    public String toString() {
        return "FormPostPage[" + destination + "]";
    }
}
