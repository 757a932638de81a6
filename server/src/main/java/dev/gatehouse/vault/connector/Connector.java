package dev.gatehouse.vault.connector;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A third-party service as its connector registered it, without its client secret. In JSON the members of its parts stand
 * side by side. Immutable.
 *
 * @param name lower case
 * @param registrant the OAuth client that registered it
 * @param credentials what a login service asks for; null for an OAuth 2 service
 * @param options the optional members, kept as they were sent
 */
public record Connector(
        String name,
        String registrant,
        ConnectorType type,
        List<String> implementsInterfaces,
        @JsonUnwrapped OAuthWorkflow workflow,
        @Nullable JsonNode credentials,
        JsonNode options,
        @JsonUnwrapped Dates dates) {

    /**
     * The OAuth 2 workflow data of its registration; every member is null for a login service.
     *
     * @param authorizeUrl as it was sent
     * @param revokeUrl where tokens are taken back (RFC 7009); null where the third party has no such place
     * @param clientId ours at the third party
     */
    public record OAuthWorkflow(
            @Nullable String authorizeUrl,
            @Nullable String refreshUrl,
            @Nullable String revokeUrl,
            @Nullable String clientId) {}

    /** When it was registered first, and as it is. */
    public record Dates(Instant created, Instant updated) {}

    public Connector {
        implementsInterfaces = List.copyOf(implementsInterfaces);
    }

    /** The same, as this client registers it now. */
    Connector registeredBy(String registrant, Instant now) {
        return new Connector(
                name, registrant, type, implementsInterfaces, workflow, credentials, options, new Dates(now, now));
    }

    /** Whether people are asked for this when they connect: {@code userId} or {@code password}. */
    public boolean asksFor(String credential) {
        return credentials != null && credentials.path(credential).booleanValue(false);
    }

    public @Nullable String authorizeUrl() {
        return workflow.authorizeUrl();
    }

    public @Nullable String refreshUrl() {
        return workflow.refreshUrl();
    }

    public @Nullable String revokeUrl() {
        return workflow.revokeUrl();
    }

    public @Nullable String clientId() {
        return workflow.clientId();
    }
}
