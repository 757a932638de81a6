package dev.gatehouse.registry.onboarding;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.gatehouse.clients.link.Link;
import dev.gatehouse.contract.ContractDiff;
import dev.gatehouse.contract.ContractType;
import dev.gatehouse.contract.Endpoint;
import dev.gatehouse.registry.AffectedClient;
import java.util.List;

/**
 * What on-boarding a contract changes, or would change.
 *
 * @param version the stored version that holds the document; null on a dry run that would store a new one
 * @param created whether the service is new
 * @param derived whether the document states no OAuth security, so that scopes were derived from methods
 * @param restored the earlier version that was taken again; null where a document was sent
 * @param allowBreaking whether it went on although clients break
 * @param deprecated endpoints that are deprecated in it, with the clients that are to be told
 * @param affected what each client loses
 * @param breaks every change that a linked client would notice, with the clients
 * @param removedLinks links that went with removed endpoints
 * @param notes what the reader found worth saying
 */
public record ImportReport(
        String serviceId,
        ContractType serviceType,
        Integer version,
        boolean dryRun,
        Integer restored,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean allowBreaking,
        boolean created,
        boolean derived,
        int endpoints,
        List<Endpoint> added,
        List<Endpoint> removed,
        List<ContractDiff.Change> changed,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<ContractDiff.Deprecating> deprecations,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<ContractDiff.Renaming> renamed,
        List<String> scopesAdded,
        List<String> scopesRemoved,
        List<Break> breaks,
        List<AffectedClient> affected,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<DeprecatedEndpoint> deprecated,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Link> removedLinks,
        List<String> notes) {

    /**
     * A change and the clients it breaks.
     *
     * @param reason {@code removed}, or what the endpoint needs now
     */
    public record Break(String endpoint, String reason, List<String> clients) {}
}
