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
     * @param breaks every change that takes from clients what they rely on
     * @param affected what each client loses
     * @param taken requests that are for new endpoints then
     * @param renamedPaths endpoints of which only path parameters have other names, which takes nothing from anybody
     */
    public record Consequences(
            List<BreakingChange> breaks,
            List<ClientLoss> affected,
            List<TakenRequests> taken,
            List<PathRenaming> renamedPaths) {
        public Consequences {
            breaks = List.copyOf(breaks);
            affected = List.copyOf(affected);
            taken = List.copyOf(taken);
            renamedPaths = List.copyOf(renamedPaths);
        }
    }

    /** An endpoint of which only path parameters have other names. */
    public record PathRenaming(String oldEndpoint, String endpoint) {}

    /**
     * Requests that were for an endpoint that stays, and are for a new one.
     *
     * @param endpoint the new one
     * @param from the one that they were for
     * @param clients ids of those that may make them today
     */
    public record TakenRequests(String endpoint, String from, List<String> clients) {
        public TakenRequests {
            clients = List.copyOf(clients);
        }
    }
}
