package dev.gatehouse.registry.onboarding;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.gatehouse.clients.link.Link;
import dev.gatehouse.contract.ContractDiff;
import dev.gatehouse.contract.ContractType;
import dev.gatehouse.contract.Endpoint;
import dev.gatehouse.contract.PathRenames;
import dev.gatehouse.registry.change.AffectedClient;
import dev.gatehouse.registry.change.LostLink;
import dev.gatehouse.registry.change.TakenRequests;
import dev.gatehouse.usage.RecentUse;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What on-boarding a contract changes, or would change. In JSON the members of its parts stand side by side. Immutable.
 *
 * @param notes what the reader found worth saying
 */
public record ImportReport(
        @JsonUnwrapped Subject subject,
        @JsonUnwrapped Outcome outcome,
        @JsonUnwrapped Differences differences,
        @JsonUnwrapped Consequences consequences,
        List<String> notes) {

    /**
     * What was imported.
     *
     * @param version the stored version that holds the document; null on a dry run that would store a new one
     * @param restored the earlier version that was taken again; null where a document was sent
     */
    public record Subject(
            String serviceId,
            ContractType serviceType,
            @Nullable Integer version,
            boolean dryRun,
            @Nullable Integer restored) {}

    /**
     * What came of it.
     *
     * @param allowBreaking whether it went on although clients break
     * @param created whether the service is new
     * @param derived whether the document states no OAuth security, so that scopes were derived from methods
     * @param readingChanged whether the contract stored before, the same one or another, would be read otherwise now
     * @param endpoints how many there are now
     */
    public record Outcome(
            @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean allowBreaking,
            boolean created,
            boolean derived,
            boolean readingChanged,
            int endpoints) {}

    /** How the contract differs from the one before. */
    public record Differences(
            List<Endpoint> added,
            List<Endpoint> removed,
            List<ContractDiff.Change> changed,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<ContractDiff.Deprecating> deprecations,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<ContractDiff.Renaming> renamed,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<PathRenames.PathRenaming> renamedPaths,
            List<String> scopesAdded,
            List<String> scopesRemoved) {
        static Differences of(ContractDiff diff) {
            return new Differences(
                    diff.added(),
                    diff.removed(),
                    diff.changed(),
                    diff.deprecations(),
                    diff.renamed(),
                    diff.renamedPaths(),
                    diff.scopesAdded(),
                    diff.scopesRemoved());
        }
    }

    /**
     * What clients notice of it.
     *
     * @param breaks every change that a client would notice, with the clients
     * @param affected what each client loses
     * @param taken requests that are for new endpoints now, with the clients that may make them
     * @param deprecated endpoints that are deprecated in it, with the clients that are to be told
     * @param links what becomes of links
     */
    public record Consequences(
            List<Break> breaks,
            List<AffectedClient> affected,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<TakenRequests> taken,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<DeprecatedEndpoint> deprecated,
            @JsonUnwrapped Links links) {
        boolean breakClients() {
            return !breaks.isEmpty() || affected.stream().anyMatch(AffectedClient::broken);
        }

        Consequences with(Links links) {
            return new Consequences(breaks, affected, taken, deprecated, links);
        }
    }

    /**
     * What becomes of links.
     *
     * @param removedLinks that went with removed endpoints
     * @param restoredLinks that an earlier version had, and that came back with it
     * @param lostLinks that an earlier version had, and that cannot come back
     */
    public record Links(
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Link> removedLinks,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Link> restoredLinks,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<LostLink> lostLinks) {
        static final Links UNTOUCHED = new Links(List.of(), List.of(), List.of());
    }

    /**
     * A change and the clients it breaks.
     *
     * @param reason {@code removed}, or what the endpoint needs now, or what places within it do
     * @param use how all these clients call the endpoint, or where it is new, those that it takes requests from
     * @param callers those of the clients that were seen there
     */
    public record Break(
            String endpoint,
            String reason,
            List<String> clients,
            @JsonUnwrapped RecentUse use,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Caller> callers) {}

    /** A client, and how it calls an endpoint. */
    public record Caller(String clientId, @JsonUnwrapped RecentUse use) {}
}
