package dev.gatehouse.vault.refresh;

import dev.gatehouse.vault.connection.ConnectionId;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The right to refresh a connection until its lease ends. Immutable.
 *
 * @param owner the process
 * @param tokenVersion of the tokens it was given for
 * @param claimed by the database's clock
 * @param leaseUntil by the database's clock
 * @param due when the background was to look at it, or null for a claim on demand
 * @param since begins no later than the lease does
 */
record Claim(
        ConnectionId id,
        UUID owner,
        long tokenVersion,
        Instant claimed,
        Instant leaseUntil,
        @Nullable Instant due,
        Stopwatch since) {

    /** Nobody else claims it for a good while yet, however long this process was stopped in between. */
    boolean holds() {
        Duration lease = Duration.between(claimed, leaseUntil);
        return since.elapsed().compareTo(lease.minus(RefreshOptions.LEASE_MARGIN.dividedBy(5))) < 0;
    }

    /** The time by the database's clock, or a little earlier. */
    Instant now() {
        return claimed.plus(since.steady()).truncatedTo(ChronoUnit.MICROS);
    }
}
