package dev.gatehouse.registry.onboarding;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.gatehouse.contract.ContractDiff;
import dev.gatehouse.registry.change.AffectedClient;
import dev.gatehouse.registry.change.TakenRequests;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What differs between two versions of a contract.
 *
 * @param to null where the endpoints and scopes as they are now are compared with
 * @param breaks what clients that are linked today would notice, were it carried out
 * @param affected what it would take from each client
 * @param taken requests that would be for new endpoints
 * @param notes what callers would notice of messages, where two stored versions are compared
 */
record ContractComparison(
        String serviceId,
        int from,
        @Nullable Integer to,
        @JsonUnwrapped ContractDiff difference,
        List<ImportReport.Break> breaks,
        List<AffectedClient> affected,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<TakenRequests> taken,
        List<String> notes) {}
