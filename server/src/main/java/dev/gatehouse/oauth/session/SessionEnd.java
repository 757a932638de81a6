package dev.gatehouse.oauth.session;

import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Ends what rests on a session, in the transaction that ends the session. Implementations are thread-safe. */
@FunctionalInterface
public interface SessionEnd {
    void ended(Handle handle, String userId, UUID sessionId);
}
