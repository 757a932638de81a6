package dev.gatehouse.usage;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A client's calls of an endpoint on a day.
 *
 * @param day in UTC
 * @param lastUsed of the last call that passed; null where none did
 */
public record UsageRow(
        String serviceId,
        String endpoint,
        String clientId,
        LocalDate day,
        long calls,
        long refused,
        @Nullable Instant lastUsed) {}
