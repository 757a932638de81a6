package dev.gatehouse.usage;

import dev.gatehouse.http.syntax.HeaderField;

/** How clients are called where they are counted. Stateless. */
public final class ClientNames {
    /** In characters; what an index can hold. */
    public static final int MAX_LENGTH = 255;

    private ClientNames() {}

    /**
     * One of ours by its id. One of another issuer, which has that issuer's URL in it and so a slash, as {@code X-Auth-Client}
     * tells it, and cut where it is longer than any of ours.
     */
    public static String of(String clientId) {
        if (clientId.indexOf('/') < 0) {
            return clientId;
        }
        String encoded = HeaderField.encoded(clientId);
        return encoded.length() > MAX_LENGTH ? encoded.substring(0, MAX_LENGTH) : encoded;
    }
}
