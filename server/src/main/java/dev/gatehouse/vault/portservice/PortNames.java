package dev.gatehouse.vault.portservice;

import dev.gatehouse.api.ApiException;
import dev.gatehouse.api.ErrorCode;
import dev.gatehouse.vault.connector.ConnectorStore;
import dev.gatehouse.vault.connector.VaultNames;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/**
 * Services by their names as integrations write them: in any case, and without the {@code port-} that most begin with.
 * Thread-safe.
 */
public record PortNames(Jdbi jdbi, ConnectorStore connectors) {
    private static final String PREFIX = "port-";

    /** The service of this name, or else the one whose name has the prefix before it. */
    Optional<ConnectorStore.Registered> find(String given) {
        String name = VaultNames.normalized(given);
        return jdbi.withHandle(handle -> connectors
                .findWithSecret(handle, name)
                .or(() ->
                        name.startsWith(PREFIX) ? Optional.empty() : connectors.findWithSecret(handle, PREFIX + name)));
    }

    /** @throws ApiException ERR12130 */
    ConnectorStore.Registered get(String given) {
        return find(given).orElseThrow(() -> ErrorCode.CONNECTOR_NOT_FOUND.with(VaultNames.normalized(given)));
    }

    /** The whole name; as it was given where no service has it. */
    String whole(String given) {
        return find(given).map(found -> found.connector().name()).orElse(given);
    }
}
