package dev.gatehouse.client.service;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What leads from one version of a contract to another, and what that takes from today's clients.
 *
 * @param to null where the endpoints as they are now are compared with
 * @param notes what callers would notice of messages, where two stored versions are compared
 */
public record ContractComparison(
        String serviceId,
        int from,
        @Nullable Integer to,
        @JsonUnwrapped ContractChanges changes,
        List<String> notes) {
    public ContractComparison {
        notes = List.copyOf(notes);
    }
}
