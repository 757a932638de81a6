package dev.gatehouse.client.service;

import java.util.List;

/**
 * A change and the clients it takes something from.
 *
 * @param reason the word {@code removed}, or what the endpoint needs now
 * @param clients their ids
 */
public record BreakingChange(String endpoint, String reason, List<String> clients) {
    public BreakingChange {
        clients = List.copyOf(clients);
    }
}
