package dev.gatehouse.vault.connect;

import java.util.Locale;

/** How far a pending connection has come. */
enum PendingConnectionStatus {
    /** The person was sent to the third party. */
    BEGUN,
    /** The person is back; the code is being redeemed. */
    ANSWERED,
    /** The person connected; the application whose link it was has yet to confirm it. */
    UNCONFIRMED,
    CONNECTED,
    /** The person, or the third party, said no. */
    DENIED,
    FAILED;

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    static PendingConnectionStatus of(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT));
    }

    /** Whether nothing more is to come of the browser. */
    boolean isEnd() {
        return this != BEGUN && this != ANSWERED;
    }
}
