package dev.gatehouse.client.service;

import java.util.List;

/** What an endpoint needed and what it needs. Alternatives are empty where the scope says it all. */
public record EndpointChange(
        String endpoint,
        String oldScope,
        String newScope,
        List<List<String>> oldRequires,
        List<List<String>> newRequires) {
    public EndpointChange {
        oldRequires = oldRequires.stream().map(List::copyOf).toList();
        newRequires = newRequires.stream().map(List::copyOf).toList();
    }
}
