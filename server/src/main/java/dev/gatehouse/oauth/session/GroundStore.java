package dev.gatehouse.oauth.session;

import dev.gatehouse.store.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/** What rows of other stores rest on: their columns authenticated, access_id and session_id. Stateless. */
public final class GroundStore {
    /**
     * The condition that the user of a row is there, is not disabled, and still has the access that the row rests on.
     *
     * @param table with the columns user_id and access_id
     */
    public static String holds(String table) {
        return """

                exists (select from users ground
                         where ground.user_id = %1$s.user_id and ground.access_id = %1$s.access_id and ground.active)
                """.formatted(table);
    }

    /** Binds {@code :authenticated}, {@code :accessId} and {@code :sessionId}. */
    public static <S extends SqlStatement<S>> S bind(S statement, @Nullable Ground ground) {
        return statement
                .bind("authenticated", ground == null ? null : ground.authenticated())
                .bind("accessId", ground == null ? null : ground.accessId())
                .bind("sessionId", ground == null ? null : ground.sessionId());
    }

    /** Null where nobody signed in for it. */
    public static @Nullable Ground read(ResultSet row) throws SQLException {
        Instant authenticated = Times.readOrNull(row, "authenticated");
        UUID accessId = row.getObject("access_id", UUID.class);
        return authenticated == null || accessId == null
                ? null
                : new Ground(authenticated, accessId, row.getObject("session_id", UUID.class));
    }

    /** Keeps the session, if it is there, from being ended before the transaction does. */
    public void keepSession(Handle handle, UUID sessionId) {
        handle.createQuery("select 1 from session where session_id = :sessionId for key share")
                .bind("sessionId", sessionId.toString())
                .mapTo(Integer.class)
                .findOne();
    }
}
