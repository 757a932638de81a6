package dev.gatehouse.client.service;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What on-boarding a contract changed, or would change.
 *
 * @param version the stored version that holds the document; null on a dry run that would store a new one
 * @param endpoints how many the document has
 * @param links what became of clients' links
 * @param notes what the reader of the document found worth saying
 */
public record ImportReport(
        String serviceId,
        String serviceType,
        @Nullable Integer version,
        @JsonUnwrapped Run run,
        int endpoints,
        @JsonUnwrapped ContractChanges changes,
        @JsonUnwrapped Links links,
        List<String> notes) {
    public ImportReport {
        notes = List.copyOf(notes);
    }

    /**
     * What became of clients' links.
     *
     * @param removedLinks those that went with their endpoints
     * @param restoredLinks those that an earlier version had and that came back with it
     * @param lostLinks those that an earlier version had and that cannot come back
     */
    public record Links(List<ClientLink> removedLinks, List<ClientLink> restoredLinks, List<LostLink> lostLinks) {
        public Links {
            removedLinks = List.copyOf(removedLinks);
            restoredLinks = List.copyOf(restoredLinks);
            lostLinks = List.copyOf(lostLinks);
        }
    }

    /** A link that an earlier version had and that does not come back with it. @param reason in words */
    public record LostLink(String clientId, String serviceId, String endpoint, String reason) {}

    /**
     * How it went.
     *
     * @param dryRun whether nothing was changed
     * @param restored the earlier version that was taken again; null where a document was sent
     * @param allowBreaking whether it went on although clients break
     * @param created whether the service is new
     * @param derived whether the scopes were derived, since the document names none
     * @param readingChanged whether the contract stored before would be read otherwise now than it was then
     * @param deprecated every endpoint that is deprecated in the contract
     */
    public record Run(
            boolean dryRun,
            @Nullable Integer restored,
            boolean allowBreaking,
            boolean created,
            boolean derived,
            boolean readingChanged,
            List<DeprecatedEndpoint> deprecated) {
        public Run {
            deprecated = List.copyOf(deprecated);
        }
    }
}
