package dev.gatehouse.clients.protocol;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How a client hears that a session ended in which it got an ID token (OpenID Connect Back-Channel Logout 1.0 section 2.2,
 * Front-Channel Logout 1.0 section 2). It is always told which session, whether it requires that or not. Immutable.
 *
 * @param backchannelLogoutUri takes logout tokens; null for none
 * @param frontchannelLogoutUri is shown in a frame where somebody signs out; null for none
 */
public record ClientLogout(
        @Nullable String backchannelLogoutUri,
        @Nullable Boolean backchannelLogoutSessionRequired,
        @Nullable String frontchannelLogoutUri,
        @Nullable Boolean frontchannelLogoutSessionRequired) {
    public static final ClientLogout UNHEARD = new ClientLogout(null, null, null, null);

    /** Whether anybody is told. */
    public boolean hears() {
        return backchannelLogoutUri != null || frontchannelLogoutUri != null;
    }

    /** Whether what is framed is of the same origin as one of these (Front-Channel Logout 1.0 section 2). */
    public boolean isFramedFrom(List<String> redirectUris) {
        String framed = frontchannelLogoutUri;
        return framed == null
                || redirectUris.stream().anyMatch(uri -> origin(uri).equals(origin(framed)));
    }

    private static String origin(String text) {
        try {
            URI uri = URI.create(text);
            String scheme = String.valueOf(uri.getScheme());
            int port = uri.getPort() < 0 ? scheme.equals("http") ? 80 : 443 : uri.getPort();
            return scheme + "://" + String.valueOf(uri.getHost()).toLowerCase(Locale.ROOT) + ":" + port;
        } catch (IllegalArgumentException e) {
            return text;
        }
    }
}
