package dev.gatehouse.vault.connection;

import org.jspecify.annotations.Nullable;
import dev.gatehouse.vault.connector.ConnectorStore;

/**
 * What a connection had that is gone. Its text form shows no secret.
 *
 * @param connector as it was then
 * @param secrets null where it had been revoked before
 */
public record Ended(ConnectorStore.@Nullable Registered connector, Secrets secrets) {
    /** Takes the tokens back on a thread of its own: nobody waits for a third party. */
    public void takeBack(TokenRevoker revoker) {
        if (secrets != null) {
            Thread.ofVirtual().name("revocation").start(() -> revoker.revoke(connector, secrets));
        }
    }
}
