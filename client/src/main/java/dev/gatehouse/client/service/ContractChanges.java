package dev.gatehouse.client.service;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;

/**
 * What differs between two contracts.
 *
 * @param changed endpoints that need something else
 * @param deprecations endpoints that are deprecated now, or no longer, or until another time
 * @param renamed endpoints whose operation has another name
 */
public record ContractChanges(
        List<Endpoint> added,
        List<Endpoint> removed,
        List<EndpointChange> changed,
        List<EndpointDeprecation> deprecations,
        List<EndpointRenaming> renamed,
        List<String> scopesAdded,
        List<String> scopesRemoved,
        @JsonUnwrapped Consequences consequences) {
    public ContractChanges {
        added = List.copyOf(added);
        removed = List.copyOf(removed);
        changed = List.copyOf(changed);
        deprecations = List.copyOf(deprecations);
        renamed = List.copyOf(renamed);
        scopesAdded = List.copyOf(scopesAdded);
        scopesRemoved = List.copyOf(scopesRemoved);
    }

    /**
     * What it takes from clients.
     *
     * @param breaks every change that takes from linked clients what they rely on
     * @param affected what each client loses
     */
    public record Consequences(List<BreakingChange> breaks, List<AffectedClient> affected) {
        public Consequences {
            breaks = List.copyOf(breaks);
            affected = List.copyOf(affected);
        }
    }
}
