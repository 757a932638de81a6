package dev.gatehouse.vault.portservice;

import dev.gatehouse.vault.connect.ConnectorPrint;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A state of the port service that came back. Its text form shows nothing.
 *
 * @param connector its name
 * @param print see {@link ConnectorPrint}
 * @param clientId who asked for it
 * @param userId the only person it may connect, or null for whom the client names
 * @param redirectUri that the third party was given
 * @param verifier PKCE code verifier, where one was used
 */
record PortState(
        UUID id,
        String connector,
        byte[] print,
        String clientId,
        @Nullable String userId,
        String redirectUri,
        Optional<String> verifier) {
    @Override
    public String toString() {
        return "PortState[" + id + "]";
    }
}
