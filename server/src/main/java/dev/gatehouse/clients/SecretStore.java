package dev.gatehouse.clients;

import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The hashes of clients' secrets: the current one stands with the client, replaced ones work for a while. Stateless. */
final class SecretStore {
    private static final int MAX_PREVIOUS = 10;

    /** The hashes of replaced secrets that still work. */
    List<byte[]> previous(Handle handle, String clientId, Instant now) {
        return handle.createQuery("""
                        select secret_hash from client_previous_secret
                         where client_id = :clientId and expires > :now
                        """)
                .bind("clientId", clientId)
                .bind("now", now)
                .mapTo(byte[].class)
                .list();
    }

    /**
     * Replaces the current secret.
     *
     * @param oldExpires until when every earlier secret works at most; now for at once
     */
    void replace(
            Handle handle, String clientId, byte @Nullable [] current, byte[] next, Instant now, Instant oldExpires) {
        if (current != null && oldExpires.isAfter(now)) {
            keep(handle, clientId, current, oldExpires);
        }
        handle.createUpdate("""
                        update client_previous_secret set expires = least(expires, :oldExpires)
                         where client_id = :clientId
                        """)
                .bind("clientId", clientId)
                .bind("oldExpires", oldExpires)
                .execute();
        forgetOldest(handle, clientId);
        set(handle, clientId, next);
    }

    /** Takes every secret away. */
    void clear(Handle handle, String clientId) {
        handle.createUpdate("delete from client_previous_secret where client_id = :clientId")
                .bind("clientId", clientId)
                .execute();
        set(handle, clientId, null);
    }

    private static void keep(Handle handle, String clientId, byte[] hash, Instant expires) {
        handle.createUpdate("""
                        insert into client_previous_secret (client_id, secret_hash, expires)
                        values (:clientId, :hash, :expires)
                        on conflict do nothing
                        """)
                .bind("clientId", clientId)
                .bind("hash", hash)
                .bind("expires", expires)
                .execute();
    }

    private static void forgetOldest(Handle handle, String clientId) {
        handle.createUpdate("""
                        delete from client_previous_secret
                         where client_id = :clientId
                           and secret_hash not in (
                                   select secret_hash from client_previous_secret
                                    where client_id = :clientId
                                    order by expires desc
                                    limit :most)
                        """)
                .bind("clientId", clientId)
                .bind("most", MAX_PREVIOUS)
                .execute();
    }

    private static void set(Handle handle, String clientId, byte @Nullable [] hash) {
        handle.createUpdate("update client set secret_hash = :hash where client_id = :clientId")
                .bind("clientId", clientId)
                .bind("hash", hash)
                .execute();
    }
}
