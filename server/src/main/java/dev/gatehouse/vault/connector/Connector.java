package dev.gatehouse.vault.connector;

import java.time.Instant;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * A third-party service as its connector registered it, without its client secret. Immutable.
 *
 * @param name lower case
 * @param registrant the OAuth client that registered it
 * @param authorizeUrl as it was sent; null for a login service, as are {@code refreshUrl} and {@code clientId}
 * @param revokeUrl where tokens are taken back (RFC 7009); null where the third party has no such place
 * @param clientId ours at the third party
 * @param credentials what a login service asks for; null for an OAuth 2 service
 * @param options the optional members, kept as they were sent
 */
public record Connector(
        String name,
        String registrant,
        ConnectorType type,
        List<String> implementsInterfaces,
        String authorizeUrl,
        String refreshUrl,
        String revokeUrl,
        String clientId,
        JsonNode credentials,
        JsonNode options,
        Instant created,
        Instant updated) {
    public Connector {
        implementsInterfaces = List.copyOf(implementsInterfaces);
    }
}
