package dev.gatehouse.oauth.logout;

import dev.gatehouse.store.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.Update;

/** The rows of clients that got an ID token in a session, and of those that are to be told of its end. Stateless. */
final class SessionPartyStore {
    /** Of one session; more than people sign in to. */
    private static final int MAX_FRAMED = 100;

    private static final int MAX_DUE_CLIENTS = 1000;

    /**
     * A client that is ours to tell for a while.
     *
     * @param until by the database's clock; names the claim
     */
    record Claim(UUID sessionId, String clientId, String userId, int attempts, Instant until) {}

    /** Where the session runs: it cannot end before the transaction does, which then tells the client. */
    void insert(Handle handle, UUID sessionId, String clientId) {
        handle.createUpdate("""
                        insert into session_party (session_id, client_id, user_id, expires)
                        select :sessionId, :clientId, user_id, expires
                          from (select user_id, expires from session
                                 where session_id = :sessionName for key share) running
                        on conflict (session_id, client_id) do nothing
                        """)
                .bind("sessionId", sessionId)
                .bind("sessionName", sessionId.toString())
                .bind("clientId", clientId)
                .execute();
    }

    List<String> clients(Handle handle, UUID sessionId) {
        return handle.createQuery("""
                        select client_id from session_party where session_id = :sessionId order by client_id limit :most
                        """)
                .bind("sessionId", sessionId)
                .bind("most", MAX_FRAMED)
                .mapTo(String.class)
                .list();
    }

    /** Returns whether anybody is to be told. */
    boolean end(Handle handle, UUID sessionId) {
        return handle.createUpdate("""
                        update session_party set due = clock_timestamp(), expires = clock_timestamp() + interval '7 days'
                         where session_id = :sessionId and due is null
                        """).bind("sessionId", sessionId).execute() > 0;
    }

    /** Clients that are to be told of something now. */
    List<String> dueClients(Handle handle) {
        return handle.createQuery("select distinct client_id from session_party where due <= now() limit :most")
                .bind("most", MAX_DUE_CLIENTS)
                .mapTo(String.class)
                .list();
    }

    /** The client hears of none of it. */
    void forget(Handle handle, String clientId) {
        handle.createUpdate("delete from session_party where client_id = :clientId and due is not null")
                .bind("clientId", clientId)
                .execute();
    }

    /** Claims what is due for a client, the longest due first. */
    List<Claim> claim(Handle transaction, String clientId, int most, Duration lease) {
        return transaction
                .createQuery("""
                        with picked as materialized (
                            select session_id, client_id from session_party
                             where client_id = :clientId and due <= now()
                             order by due limit :most for update skip locked)
                        update session_party set due = clock_timestamp() + :lease from picked
                         where session_party.session_id = picked.session_id
                           and session_party.client_id = picked.client_id
                        returning session_party.session_id, session_party.client_id, user_id, attempts, due
                        """)
                .bind("clientId", clientId)
                .bind("most", most)
                .bind("lease", lease)
                .map(SessionPartyStore::claim)
                .list();
    }

    private static Claim claim(ResultSet row, StatementContext context) throws SQLException {
        return new Claim(
                row.getObject("session_id", UUID.class),
                row.getString("client_id"),
                row.getString("user_id"),
                row.getInt("attempts"),
                Times.read(row, "due"));
    }

    /** It was told, or is told no more. */
    void done(Handle handle, Claim claim) {
        held(handle, "delete from session_party", claim).execute();
    }

    void retry(Handle handle, Claim claim, Duration wait) {
        held(handle, "update session_party set due = now() + :wait, attempts = attempts + 1", claim)
                .bind("wait", wait)
                .execute();
    }

    /** Only the claim's holder writes; who lost it leaves the row to the next. */
    private static Update held(Handle handle, String change, Claim claim) {
        return handle.createUpdate(change + " where session_id = :sessionId and client_id = :clientId and due = :until")
                .bind("sessionId", claim.sessionId())
                .bind("clientId", claim.clientId())
                .bind("until", claim.until());
    }
}
