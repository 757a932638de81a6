package dev.gatehouse.authority;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** Which teams users act for, alone and beside the rows of other stores. Stateless. */
public final class MembershipStore {
    private MembershipStore() {}

    /**
     * A column for {@link #read}.
     *
     * @param user SQL that names a user
     */
    public static String column(String user) {
        return "array(select team_id from team_member member where member.user_id = %s) as teams".formatted(user);
    }

    public static Set<String> read(ResultSet row) throws SQLException {
        return Set.of((String[]) row.getArray("teams").getArray());
    }

    /**
     * A condition: whether somebody acts for an owner.
     *
     * @param user SQL that names who
     * @param owner SQL that names the owner
     */
    public static String actsFor(String user, String owner) {
        return """
                (%2$s = %1$s
                 or exists (select from team_member member where member.team_id = %2$s and member.user_id = %1$s))
                """.formatted(user, owner);
    }

    /** The teams that the user is in. */
    public static Set<String> teams(Handle handle, String userId) {
        return teams(handle, userId, List.of());
    }

    /** The teams that the user is in, and those of the named that there are. */
    public static Set<String> teams(Handle handle, String userId, Collection<String> named) {
        return Set.copyOf(handle.createQuery("""
                        select team_id from team_member where user_id = :userId
                        union
                        select team_id from team where team_id = any(:named)
                        """)
                .bind("userId", userId)
                .bindArray("named", String.class, named)
                .mapTo(String.class)
                .list());
    }
}
