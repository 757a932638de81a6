package dev.gatehouse.registry.change;

import java.util.List;

/**
 * Requests that were for an endpoint that stays, and are for a new one now, or need what both need.
 *
 * @param endpoint the new one
 * @param from the one that they were for
 * @param clients ids of those that may make them today, sorted
 */
public record TakenRequests(String endpoint, String from, List<String> clients) {}
