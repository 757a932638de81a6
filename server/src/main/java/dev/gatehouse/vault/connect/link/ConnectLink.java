package dev.gatehouse.vault.connect.link;

import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Lets a browser connect somebody whom a client vouches for. Its text form shows nothing.
 *
 * @param registrant of the connector when the link was made
 */
public record ConnectLink(
        LinkOrigin origin, String connector, String registrant, String userId, Use use, Instant expires) {

    /**
     * What was done with it.
     *
     * @param browser the only one it works in since it was used there, hashed; null before
     * @param usedUp whether a connection came of it, or one that waits to be confirmed
     */
    record Use(byte @Nullable [] browser, boolean usedUp) {
        static final Use NONE = new Use(null, false);
    }

    /** Whether it works in this browser now. */
    boolean worksIn(byte[] otherBrowser, Instant now) {
        boolean free = use.browser() == null || Arrays.equals(use.browser(), otherBrowser);
        return !use.usedUp() && expires.isAfter(now) && free;
    }

    /** Whether it was used up in this browser. */
    public boolean isDoneIn(byte[] otherBrowser) {
        return use.usedUp() && Arrays.equals(use.browser(), otherBrowser);
    }

    @Override
    public String toString() {
        return "ConnectLink[" + origin.clientId() + " for " + connector + "]";
    }
}
