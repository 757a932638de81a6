package dev.gatehouse.vault.portservice;

import dev.gatehouse.vault.connect.ConnectorPrint;
import dev.gatehouse.vault.connect.link.LinkMaker;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A state of the port service that came back. Its text form shows nothing.
 *
 * @param connector its name
 * @param print see {@link ConnectorPrint}
 * @param maker who asked for it
 * @param userId the only person it may connect, or null for whom the client names
 * @param redirectUri that the third party was given
 * @param verifier PKCE code verifier, where one was used
 */
record PortState(
        UUID id,
        String connector,
        byte[] print,
        LinkMaker maker,
        @Nullable String userId,
        String redirectUri,
        Optional<String> verifier) {
    /** Of the client that asked for it. */
    String clientId() {
        return maker.clientId();
    }

    @Override
    public String toString() {
        return "PortState[" + id + "]";
    }
}
