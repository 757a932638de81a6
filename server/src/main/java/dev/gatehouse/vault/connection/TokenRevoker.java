package dev.gatehouse.vault.connection;

import dev.gatehouse.vault.connector.ConnectorStore;

/** Takes tokens back at the third party, as well as it can. Implementations are thread-safe and do not throw. */
@FunctionalInterface
public interface TokenRevoker {
    /** Called after the connection is gone, outside of transactions, on a thread that may wait. */
    void revoke(ConnectorStore.Registered connector, Secrets secrets);
}
