package dev.gatehouse.settings;

import java.net.URI;
import java.util.Set;

/** Where keys may be fetched from, so that nobody on the way can put in others. Stateless. */
public final class TrustedUrl {
    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

    private TrustedUrl() {}

    /** Whether it is https, or http to this machine, and a plain address. */
    public static boolean isSafe(URI url) {
        boolean plain = url.getRawUserInfo() == null && url.getRawQuery() == null && url.getRawFragment() == null;
        return plain && url.getHost() != null && isProtected(url);
    }

    private static boolean isProtected(URI url) {
        return "https".equalsIgnoreCase(url.getScheme())
                || ("http".equalsIgnoreCase(url.getScheme()) && THIS_MACHINE.contains(url.getHost()));
    }
}
