package dev.gatehouse.client.service;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an endpoint needed and what it needs. Alternatives are empty where the scope says it all.
 *
 * @param oldMaxAge how many seconds ago users might have signed in; null where that did not matter
 * @param newMaxAge how many that may be now
 */
public record EndpointChange(
        String endpoint,
        String oldScope,
        String newScope,
        List<List<String>> oldRequires,
        List<List<String>> newRequires,
        @Nullable Integer oldMaxAge,
        @Nullable Integer newMaxAge) {
    public EndpointChange {
        oldRequires = oldRequires.stream().map(List::copyOf).toList();
        newRequires = newRequires.stream().map(List::copyOf).toList();
    }
}
