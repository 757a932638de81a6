package dev.gatehouse.usage;

import java.util.Comparator;

/**
 * What is counted together. Immutable.
 *
 * @param endpoint empty for what no registered endpoint is for
 * @param clientId empty without a valid token; a client of another issuer has that issuer in it
 */
record UsageKey(String serviceId, String endpoint, String clientId) implements Comparable<UsageKey> {
    private static final Comparator<UsageKey> ORDER = Comparator.comparing(UsageKey::serviceId)
            .thenComparing(UsageKey::clientId)
            .thenComparing(UsageKey::endpoint);

    @Override
    public int compareTo(UsageKey other) {
        return ORDER.compare(this, other);
    }
}
