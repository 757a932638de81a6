package dev.gatehouse.oauth.authorize;

import java.net.URI;

/** Names where a redirect URI leads, for people. */
final class Destinations {
    private Destinations() {}

    /** The host, or the application's scheme where there is none. */
    static String of(URI uri) {
        return uri.getHost() == null ? uri.getScheme() : uri.getHost();
    }
}
