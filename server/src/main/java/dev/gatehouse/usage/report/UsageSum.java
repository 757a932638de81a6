package dev.gatehouse.usage.report;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of the calls of a service or by a client, added up.
 *
 * @param countedSince since when calls are counted at all
 * @param calls that passed
 * @param refused that were refused, or would have been
 * @param clients how many different ones
 * @param endpoints how many different ones
 * @param firstDay the first that anything is kept of; null where nothing is
 * @param lastUsed when the last call passed; null where none did
 */
record UsageSum(
        Instant countedSince,
        long calls,
        long refused,
        long clients,
        long endpoints,
        @Nullable LocalDate firstDay,
        @Nullable Instant lastUsed) {}
