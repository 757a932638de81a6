package dev.gatehouse.client.connection;

import org.jspecify.annotations.Nullable;

/**
 * Who is to connect to what.
 *
 * @param returnUrl where the browser goes afterwards, one of the client's redirect URIs; null for nowhere
 * @param state comes back with the browser
 * @param bind {@code session} or {@code code}; null for code where there is a return URL, else session
 * @param unbound whether whoever opens the link connects their account to this user; null for no
 */
public record LinkRequest(
        String user,
        String connector,
        @Nullable String returnUrl,
        @Nullable String state,
        @Nullable String bind,
        @Nullable Boolean unbound) {
    /** A link for who is signed in at Gatehouse as that user. */
    public static LinkRequest of(String user, String connector) {
        return new LinkRequest(user, connector, null, null, null, null);
    }

    /** A link whose connection the caller confirms once the browser came back with a code. */
    public static LinkRequest of(String user, String connector, String returnUrl) {
        return new LinkRequest(user, connector, returnUrl, null, null, null);
    }
}
