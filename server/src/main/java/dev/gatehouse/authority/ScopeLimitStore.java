package dev.gatehouse.authority;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jdbi.v3.core.Handle;

/**
 * Reads what users and teams may hold, alone and beside the rows of other stores; who is disabled holds nothing. Stateless.
 */
public final class ScopeLimitStore {
    private static final String LIMIT = "holder.user_type || ' ' || holder.system_scope";

    /** What somebody may hold: a user, or a team, which is no administrator whoever its members are. */
    private static final String HOLDS =
            "coalesce((select " + LIMIT + " from users holder where holder.user_id = %1$s and holder.active),"
                    + " (select 'team ' || team.system_scope from team where team.team_id = %1$s))";

    /**
     * Columns for {@link #read}, beside a column {@code user_id}.
     *
     * @param user SQL that names a user or a team
     * @param client SQL that names a client
     */
    public static String columns(String user, String client) {
        return """
                %s as user_holds,
                (select %s from client held where held.client_id = %s) as owner_holds
                """.formatted(HOLDS.formatted(user), HOLDS.formatted("held.owner_id"), client);
    }

    /** What both the user and the owner of the client may hold; the owner alone where the row names no user. */
    public static ScopeLimit read(ResultSet row) throws SQLException {
        ScopeLimit owner = ScopeLimit.parse(row.getString("owner_holds"));
        return row.getString("user_id") == null ? owner : owner.and(ScopeLimit.parse(row.getString("user_holds")));
    }

    /** What a user or a team may hold now. */
    ScopeLimit find(Handle handle, String ownerId) {
        return handle.createQuery("select " + HOLDS.formatted(":ownerId::text"))
                .bind("ownerId", ownerId)
                .mapTo(String.class)
                .findOne()
                .map(ScopeLimit::parse)
                .orElse(ScopeLimit.NOTHING);
    }
}
