package dev.gatehouse.client.service;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What on-boarding a contract changed, or would change.
 *
 * @param version the stored version that holds the document; null on a dry run that would store a new one
 * @param endpoints how many the document has
 * @param removedLinks links of clients that went with their endpoints
 * @param notes what the reader of the document found worth saying
 */
public record ImportReport(
        String serviceId,
        String serviceType,
        @Nullable Integer version,
        @JsonUnwrapped Run run,
        int endpoints,
        @JsonUnwrapped ContractChanges changes,
        List<ClientLink> removedLinks,
        List<String> notes) {
    public ImportReport {
        removedLinks = List.copyOf(removedLinks);
        notes = List.copyOf(notes);
    }

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
