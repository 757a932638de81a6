package dev.gatehouse.vault.portservice;

import java.time.Instant;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** The rows of states that were taken. Stateless. */
final class UsedStateStore {
    /** False where the state is there already. */
    boolean insert(Handle handle, UUID stateId, Instant expires) {
        return handle.createUpdate("""
                        insert into used_port_state (state_id, expires) values (:id, :expires) on conflict do nothing
                        """)
                        .bind("id", stateId)
                        .bind("expires", expires)
                        .execute()
                == 1;
    }
}
