package dev.gatehouse.authority;

import org.jdbi.v3.core.Handle;

/**
 * Which ids are taken by those that tokens name in the same place (RFC 9068 section 5): users, teams and clients. Asking keeps
 * the id from everybody else who asks until the transaction ends. Stateless.
 */
public final class SubjectIdStore {
    private SubjectIdStore() {}

    /** Whether a client has the id. */
    public static boolean isClient(Handle handle, String id) {
        return isIn(handle, id, "client where client_id");
    }

    /** Whether a user or a team has the id. */
    public static boolean isOwner(Handle handle, String id) {
        return isIn(handle, id, "owner where owner_id");
    }

    private static boolean isIn(Handle handle, String id, String column) {
        handle.createQuery("select pg_advisory_xact_lock(hashtext('gatehouse subject'), hashtext(:id))")
                .bind("id", id)
                .mapTo(String.class)
                .list();
        return handle.createQuery("select exists (select from " + column + " = :id)")
                .bind("id", id)
                .mapTo(Boolean.class)
                .one();
    }
}
