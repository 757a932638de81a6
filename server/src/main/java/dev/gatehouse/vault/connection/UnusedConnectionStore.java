package dev.gatehouse.vault.connection;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** The rows of connections whose tokens nobody reads. Stateless. */
final class UnusedConnectionStore {
    /**
     * Notes for connections when they will end, and returns those; the longest unread first.
     *
     * @param unused how long nobody reads the tokens before a connection ends
     * @param notice how long before that it is announced
     */
    List<ConnectionId> announce(Handle transaction, Duration unused, Duration notice, int most) {
        return transaction
                .createQuery("""
                        with picked as materialized (
                            select user_id, connector from connection
                             where last_access < now() - :unused::interval + :notice::interval
                               and revocation_due is null and status <> 'revoked'
                             order by last_access limit :most for update skip locked)
                        update connection
                           set revocation_due = greatest(last_access + :unused::interval, now() + :notice::interval)
                          from picked
                         where connection.user_id = picked.user_id and connection.connector = picked.connector
                        returning connection.user_id, connection.connector
                        """)
                .bind("unused", unused)
                .bind("notice", notice)
                .bind("most", most)
                .map((row, _) -> id(row))
                .list();
    }

    /** Those to be ended now, locked until the transaction ends; one that is being refreshed is left for later. */
    List<ConnectionId> due(Handle transaction, Duration unused, int most) {
        return transaction
                .createQuery("""
                        select user_id, connector from connection
                         where revocation_due <= now() and last_access < now() - :unused::interval
                           and status <> 'revoked' and (lease_until is null or lease_until <= now())
                         order by revocation_due limit :most for update skip locked
                        """)
                .bind("unused", unused)
                .bind("most", most)
                .map((row, _) -> id(row))
                .list();
    }

    private static ConnectionId id(ResultSet row) throws SQLException {
        return new ConnectionId(row.getString("user_id"), row.getString("connector"));
    }

    /**
     * Takes the tokens out of a connection unless they were read meanwhile. The version grows, so that a refresh under way
     * does not bring the connection back.
     */
    boolean revoke(Handle transaction, Connection connection, String reason) {
        boolean revoked = transaction
                        .createUpdate("""
                                update connection
                                   set status = 'revoked', sealed_tokens = null, token_version = token_version + 1,
                                       expires = null, refresh_due = null, lease_owner = null, lease_until = null,
                                       revocation_due = null, last_error = :reason, last_error_at = now()
                                 where user_id = :userId and connector = :connector and last_access = :lastAccess
                                """)
                        .bindMethods(connection.id())
                        .bind("lastAccess", connection.lastAccess())
                        .bind("reason", reason)
                        .execute()
                == 1;
        ConnectionStore.announce(transaction, connection.id());
        return revoked;
    }
}
