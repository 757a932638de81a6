package dev.gatehouse.vault.connection;

import dev.gatehouse.vault.connector.ConnectorStore;
import org.jspecify.annotations.Nullable;

/**
 * What a connection had that is gone. Its text form shows no secret.
 *
 * @param connector as it was then
 * @param secrets null where it had been revoked before
 */
public record Ended(
        ConnectorStore.Registered connector, @Nullable Secrets secrets) {
    /** Takes the tokens back on a thread of its own: nobody waits for a third party. */
    public void takeBack(TokenRevoker revoker) {
        if (secrets != null) {
            Thread.ofVirtual().name("revocation").start(() -> revoker.revoke(connector, secrets));
        }
    }
}
