package dev.gatehouse.usage.report;

import dev.gatehouse.usage.UsageRow;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What a guard counted of a client's calls of an endpoint on a day.
 *
 * @param clientId empty, or left out, for calls without a valid token
 * @param refused 0 where it is left out
 * @param lastUsed when the last of them passed; null where none did
 */
record GuardReport(
        String endpoint,
        @Nullable String clientId,
        LocalDate day,
        long calls,
        @Nullable Long refused,
        @Nullable Instant lastUsed) {
    UsageRow row(String serviceId) {
        return new UsageRow(
                serviceId,
                endpoint,
                clientId == null ? "" : clientId,
                day,
                calls,
                refused == null ? 0 : refused,
                lastUsed);
    }
}
