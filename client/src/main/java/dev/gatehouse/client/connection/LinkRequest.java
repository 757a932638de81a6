package dev.gatehouse.client.connection;

import org.jspecify.annotations.Nullable;

/**
 * Who is to connect to what.
 *
 * @param returnUrl where the browser goes afterwards, one of the client's redirect URIs; null for nowhere
 * @param state comes back with the browser
 */
public record LinkRequest(
        String user,
        String connector,
        @Nullable String returnUrl,
        @Nullable String state) {
    public static LinkRequest of(String user, String connector) {
        return new LinkRequest(user, connector, null, null);
    }
}
