package dev.gatehouse.vault.refresh;

import java.time.Duration;

/**
 * How tokens are refreshed. Immutable.
 *
 * @param assumedLifetime of an access token of which the vendor does not say how long it lives
 * @param patience for how long a refresh that does not work is tried, before the person has to connect again
 * @param callsPerVendor most calls of one vendor's host at a time; the background takes at most three quarters
 * @param databaseTurns how many refreshes use the database at a time, so that requests find connections too
 * @param idlePeriod how often the background looks for what is due
 */
public record RefreshOptions(
        Duration assumedLifetime, Duration patience, int callsPerVendor, int databaseTurns, Duration idlePeriod) {

    /** Added to a vendor's time, it is how long others leave a connection to who refreshes it. */
    static final Duration LEASE_MARGIN = Duration.ofSeconds(10);

    /** In the background, all vendors together. */
    static final int CALLS_IN_ALL = 1024;

    /** How long a new set of tokens is held on to that the database does not take. */
    static final Duration SAVING_PATIENCE = Duration.ofHours(1);
}
