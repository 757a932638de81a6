package dev.gatehouse.authority;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jdbi.v3.core.Handle;

/** Reads what users may hold, alone and beside the rows of other stores; who is disabled holds nothing. Stateless. */
public final class ScopeLimitStore {
    private static final String LIMIT = "holder.user_type || ' ' || holder.system_scope";

    /**
     * Columns for {@link #read}, beside a column {@code user_id}.
     *
     * @param user SQL that names a user
     * @param client SQL that names a client
     */
    public static String columns(String user, String client) {
        return """
                (select %1$s from users holder where holder.user_id = %2$s and holder.active) as user_holds,
                (select %1$s
                   from client held
                   join users holder on holder.user_id = held.owner_id and holder.active
                  where held.client_id = %3$s) as owner_holds
                """.formatted(LIMIT, user, client);
    }

    /** What both the user and the owner of the client may hold; the owner alone where the row names no user. */
    public static ScopeLimit read(ResultSet row) throws SQLException {
        ScopeLimit owner = ScopeLimit.parse(row.getString("owner_holds"));
        return row.getString("user_id") == null ? owner : owner.and(ScopeLimit.parse(row.getString("user_holds")));
    }

    ScopeLimit find(Handle handle, String userId) {
        return handle.createQuery("select " + LIMIT + " from users holder where user_id = :userId and active")
                .bind("userId", userId)
                .mapTo(String.class)
                .findOne()
                .map(ScopeLimit::parse)
                .orElse(ScopeLimit.NOTHING);
    }
}
