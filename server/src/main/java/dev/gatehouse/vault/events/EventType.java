package dev.gatehouse.vault.events;

import java.util.Arrays;
import java.util.List;

/** What can happen to a connection. */
public enum EventType {
    /** A person connected, for the first time or again. */
    CONNECTED("connection.connected"),
    /** Tokens could be refreshed again after at least one failure. */
    REFRESHED("connection.refreshed"),
    /** The third party gives no more tokens; the person has to connect again. */
    RECONNECT_REQUIRED("connection.reconnect_required"),
    /** The connection is over, its tokens are gone. */
    REVOKED("connection.revoked"),
    /** The connection is going to be revoked, since nobody uses it. */
    EXPIRING("connection.expiring");

    private final String label;

    EventType(String label) {
        this.label = label;
    }

    /** As receivers and the database know it. */
    public String label() {
        return label;
    }

    /** All labels, in a fixed order. */
    public static List<String> labels() {
        return Arrays.stream(values()).map(EventType::label).toList();
    }
}
