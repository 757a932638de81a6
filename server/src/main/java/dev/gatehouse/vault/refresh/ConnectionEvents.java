package dev.gatehouse.vault.refresh;

import dev.gatehouse.vault.Connection;
import org.jdbi.v3.core.Handle;

/**
 * Hears what refreshing does to connections, inside of the transaction that does it: what is written with the handle is
 * there if and only if the change is. Implementations are thread-safe, call nobody, and return soon.
 */
public interface ConnectionEvents {
    /** Nobody listens. */
    ConnectionEvents NONE = new ConnectionEvents() {
        @Override
        public void recovered(Handle transaction, Connection connection) {}

        @Override
        public void reconnectRequired(Handle transaction, Connection connection, String reason) {}
    };

    /** Refreshed after at least one failure. */
    void recovered(Handle transaction, Connection connection);

    /**
     * The third party will give no more tokens.
     *
     * @param reason without any secret
     */
    void reconnectRequired(Handle transaction, Connection connection, String reason);
}
