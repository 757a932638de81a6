package dev.gatehouse.vault.connection;

import java.util.Locale;

/** What can be said of a connection. {@code REFRESHING} is not stored: it is a lease that has not ended. */
public enum ConnectionStatus {
    /** Its tokens are good, as far as anybody knows. */
    CONNECTED,
    /** Somebody is asking the third party for new tokens right now. */
    REFRESHING,
    /** The last refresh failed in a way that may pass; it is tried again. */
    RETRYING,
    /** The third party will give no new tokens; the person has to connect again. */
    RECONNECT_REQUIRED,
    /** Taken back; its tokens are gone. */
    REVOKED;

    /** As the API and the database call it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    static ConnectionStatus of(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT));
    }
}
