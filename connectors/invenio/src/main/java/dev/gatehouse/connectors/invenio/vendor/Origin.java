package dev.gatehouse.connectors.invenio.vendor;

import java.net.URI;
import java.util.Locale;

/**
 * Whom one speaks to (RFC 6454).
 *
 * @param port the default one where the address names none
 */
record Origin(String scheme, String host, int port) {
    static Origin of(URI uri) {
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        int standard = scheme.equals("https") ? 443 : 80;
        return new Origin(
                scheme,
                String.valueOf(uri.getHost()).toLowerCase(Locale.ROOT),
                uri.getPort() < 0 ? standard : uri.getPort());
    }

    @Override
    public String toString() {
        return scheme + "://" + host + ":" + port;
    }
}
