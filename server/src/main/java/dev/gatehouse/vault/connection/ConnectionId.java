package dev.gatehouse.vault.connection;

/** Whose connection to what: at most one for each pair. Immutable. */
public record ConnectionId(String userId, String connector) {
    private static final char SEPARATOR = '/';

    /** As one text, for change announcements: a connector's name has no slash. */
    public String key() {
        return connector + SEPARATOR + userId;
    }

    /** The inverse of {@link #key}. */
    public static ConnectionId ofKey(String key) {
        int separator = key.indexOf(SEPARATOR);
        return new ConnectionId(key.substring(separator + 1), key.substring(0, separator));
    }
}
