package dev.gatehouse.client.usage;

import java.time.LocalDate;

/**
 * A client's calls of an endpoint on a day.
 *
 * @param endpoint empty for calls of what nobody registered
 * @param clientId empty for calls without a valid token
 * @param day in UTC
 * @param calls that passed
 * @param refused that were refused, or would have been
 */
public record DayUsage(String serviceId, String endpoint, String clientId, LocalDate day, long calls, long refused) {}
