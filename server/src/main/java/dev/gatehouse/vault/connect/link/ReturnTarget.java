package dev.gatehouse.vault.connect.link;

import dev.gatehouse.crypto.SecretValue;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Where a browser goes afterwards: a redirect URI that the client registered. Immutable.
 *
 * @param url as it was compared with those registered
 * @param state the client's own, or null
 */
public record ReturnTarget(String url, @Nullable String state) {
    /** The URL with how it ended. */
    public String with(String status, String connector) {
        String query = "status=" + status + "&connector=" + encoded(connector)
                + (state == null ? "" : "&state=" + encoded(state));
        return url + (url.contains("?") ? "&" : "?") + query;
    }

    /** The same with the code by which the client confirms the connection. */
    public String with(String status, String connector, SecretValue code) {
        return with(status, connector) + "&connect_code=" + code.reveal();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
