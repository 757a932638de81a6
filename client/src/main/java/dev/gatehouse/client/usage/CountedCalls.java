package dev.gatehouse.client.usage;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What a guard counted of a client's calls of an endpoint on a day.
 *
 * @param endpoint as it is registered; empty for calls of what nobody registered
 * @param clientId empty for calls without a valid token
 * @param day in UTC
 * @param calls that passed
 * @param refused that were refused
 * @param lastUsed when the last of the calls passed; null where none did
 */
public record CountedCalls(
        String endpoint,
        String clientId,
        LocalDate day,
        long calls,
        long refused,
        @Nullable Instant lastUsed) {}
