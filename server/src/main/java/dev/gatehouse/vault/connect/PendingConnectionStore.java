package dev.gatehouse.vault.connect;

import dev.gatehouse.store.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** The rows of attempts to connect. Stateless. */
final class PendingConnectionStore {
    void insert(Handle transaction, PendingConnection attempt) {
        ReturnTarget target = attempt.target().orElse(new ReturnTarget(null, null));
        transaction
                .createUpdate("""
                        insert into connect_attempt (attempt_id, state_hash, browser_hash, connector, connector_print,
                                                     user_id, client_id, link_hash, return_url, return_state, verifier,
                                                     expires)
                        values (:id, :stateHash, :browser, :connector, :print, :userId, :clientId, :linkHash, :returnUrl,
                                :returnState, :verifier, :expires)
                        """)
                .bind("id", attempt.id())
                .bind("stateHash", attempt.stateHash())
                .bind("browser", attempt.browser())
                .bind("connector", attempt.connector())
                .bind("print", attempt.print())
                .bind("userId", attempt.userId())
                .bind("clientId", attempt.clientId())
                .bind("linkHash", attempt.linkHash())
                .bind("verifier", attempt.verifier())
                .bind("expires", attempt.expires())
                .bind("returnUrl", target.url())
                .bind("returnState", target.state())
                .execute();
    }

    Optional<PendingConnection> find(Handle handle, UUID id) {
        return handle.createQuery("select * from connect_attempt where attempt_id = :id")
                .bind("id", id)
                .map(PendingConnectionStore::attempt)
                .findOne();
    }

    Optional<PendingConnection> findByState(Handle handle, byte[] stateHash) {
        return handle.createQuery("select * from connect_attempt where state_hash = :stateHash")
                .bind("stateHash", stateHash)
                .map(PendingConnectionStore::attempt)
                .findOne();
    }

    /** Takes the answer for the only time; false where it was taken before, or came too late. */
    boolean take(Handle handle, UUID id, Instant now) {
        return handle.createUpdate("""
                        update connect_attempt set status = 'answered', answered = :now
                         where attempt_id = :id and status = 'begun' and expires > :now
                        """).bind("id", id).bind("now", now).execute() == 1;
    }

    /** Notes how it ended; the verifier is of no use any more. */
    void end(Handle handle, UUID id, PendingConnectionStatus status, String problem) {
        handle.createUpdate("""
                        update connect_attempt set status = :status, problem = :problem, verifier = null
                         where attempt_id = :id
                        """)
                .bind("id", id)
                .bind("status", status.label())
                .bind("problem", problem)
                .execute();
    }

    private static PendingConnection attempt(ResultSet row, StatementContext context) throws SQLException {
        String returnUrl = row.getString("return_url");
        OffsetDateTime answered = row.getObject("answered", OffsetDateTime.class);
        return new PendingConnection(
                row.getObject("attempt_id", UUID.class),
                row.getBytes("state_hash"),
                row.getBytes("browser_hash"),
                row.getString("connector"),
                row.getBytes("connector_print"),
                row.getString("user_id"),
                row.getString("client_id"),
                row.getBytes("link_hash"),
                returnUrl == null ? null : new ReturnTarget(returnUrl, row.getString("return_state")),
                row.getBytes("verifier"),
                PendingConnectionStatus.of(row.getString("status")),
                row.getString("problem"),
                answered == null ? null : answered.toInstant(),
                Times.read(row, "expires"));
    }
}
