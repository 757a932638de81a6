package dev.gatehouse.client.tokenstorage;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * How a third-party service is shown to people, and what else its connector says. Null where nothing is said.
 *
 * @param description a text, or one per language
 * @param icon a data URL
 */
public record Presentation(
        @Nullable String displayName,
        @Nullable JsonNode description,
        @Nullable String icon,
        @Nullable String infoUrl,
        @Nullable String helpUrl,
        @JsonUnwrapped @Nullable Conventions conventions) {
    /**
     * What callers of the connector go by.
     *
     * @param fileTransferMode 0 for active, 1 for passive, 2 for passive with a link
     * @param fileTransferArchive 0 for none, 1 for zip
     */
    public record Conventions(
            @Nullable Integer fileTransferMode,
            @Nullable JsonNode fileTransferArchive,
            @Nullable Integer loginMode,
            @Nullable String metadataProfile,
            @Nullable String projectLinkTemplate) {}
}
