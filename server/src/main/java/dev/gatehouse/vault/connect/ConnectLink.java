package dev.gatehouse.vault.connect;

import java.time.Instant;
import java.util.Arrays;

/**
 * Lets a browser connect somebody whom a client vouches for. Its text form shows nothing.
 *
 * @param registrant of the connector when the link was made
 * @param returnTarget null for a page of ours
 * @param browser the only one it works in since it was used there, hashed; null before
 * @param usedUp whether a connection came of it
 */
record ConnectLink(
        byte[] hash,
        String clientId,
        String connector,
        String registrant,
        String userId,
        ReturnTarget returnTarget,
        byte[] browser,
        boolean usedUp,
        Instant expires) {

    /** Whether it works in this browser now. */
    boolean worksIn(byte[] otherBrowser, Instant now) {
        return !usedUp && expires.isAfter(now) && (browser == null || Arrays.equals(browser, otherBrowser));
    }

    /** Whether a connection came of it in this browser. */
    boolean isDoneIn(byte[] otherBrowser) {
        return usedUp && Arrays.equals(browser, otherBrowser);
    }

    @Override
    public String toString() {
        return "ConnectLink[" + clientId + " for " + connector + "]";
    }
}
