package dev.gatehouse.vault.connect;

import java.util.Locale;

/** How far a pending connection has come. */
enum PendingConnectionStatus {
    /** The person was sent to the third party. */
    BEGUN,
    /** The person is back; the code is being redeemed. */
    ANSWERED,
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

    boolean isEnd() {
        return this != BEGUN && this != ANSWERED;
    }
}
