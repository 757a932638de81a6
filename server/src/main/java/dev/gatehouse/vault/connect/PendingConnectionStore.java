package dev.gatehouse.vault.connect;

import dev.gatehouse.store.Times;
import dev.gatehouse.vault.connect.link.ConnectLinkStore;
import dev.gatehouse.vault.connect.link.LinkOrigin;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;

/** The rows of pending connections. Stateless. */
final class PendingConnectionStore {
    void insert(Handle transaction, PendingConnection pending) {
        LinkOrigin link = pending.person().link();
        String columns = link == null ? "" : ", " + ConnectLinkStore.ORIGIN;
        String values = link == null ? "" : ", " + ConnectLinkStore.ORIGIN_VALUES;
        Update insert = transaction.createUpdate("""
                insert into connect_attempt (attempt_id, state_hash, browser_hash, connector, connector_print, user_id,
                                             verifier, expires<columns>)
                values (:id, :stateHash, :browser, :connector, :print, :userId, :verifier, :expires<values>)
                """).define("columns", columns).define("values", values);
        (link == null ? insert : ConnectLinkStore.bind(insert, link))
                .bind("id", pending.id())
                .bind("stateHash", pending.proof().stateHash())
                .bind("browser", pending.proof().browser())
                .bind("connector", pending.connector())
                .bind("print", pending.print())
                .bind("userId", pending.person().userId())
                .bind("verifier", pending.proof().verifier())
                .bind("expires", pending.expires())
                .execute();
    }

    Optional<PendingConnection> find(Handle handle, UUID id) {
        return handle.createQuery("select * from connect_attempt where attempt_id = :id")
                .bind("id", id)
                .map(PendingConnectionStore::pendingConnection)
                .findOne();
    }

    Optional<PendingConnection> findByState(Handle handle, byte[] stateHash) {
        return handle.createQuery("select * from connect_attempt where state_hash = :stateHash")
                .bind("stateHash", stateHash)
                .map(PendingConnectionStore::pendingConnection)
                .findOne();
    }

    /** The newest of a browser's that no answer has come for. */
    Optional<PendingConnection> findLatest(Handle handle, byte[] browserHash, Instant now) {
        return handle.createQuery("""
                        select * from connect_attempt
                         where browser_hash = :browser and status = 'begun' and expires > :now
                         order by expires desc limit 1
                        """)
                .bind("browser", browserHash)
                .bind("now", now)
                .map(PendingConnectionStore::pendingConnection)
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
    void end(Handle handle, UUID id, PendingConnectionStatus status, @Nullable String problem) {
        handle.createUpdate("""
                        update connect_attempt set status = :status, problem = :problem, verifier = null
                         where attempt_id = :id
                        """)
                .bind("id", id)
                .bind("status", status.label())
                .bind("problem", problem)
                .execute();
    }

    /** Notes what became of those that waited for a confirmation. */
    void settle(Handle handle, UUID linkId, PendingConnectionStatus status, @Nullable String problem) {
        handle.createUpdate("""
                        update connect_attempt set status = :status, problem = :problem
                         where link_id = :linkId and status = 'unconfirmed'
                        """)
                .bind("linkId", linkId)
                .bind("status", status.label())
                .bind("problem", problem)
                .execute();
    }

    private static PendingConnection pendingConnection(ResultSet row, StatementContext context) throws SQLException {
        return new PendingConnection(
                row.getObject("attempt_id", UUID.class),
                new PendingConnection.Proof(
                        row.getBytes("state_hash"), row.getBytes("browser_hash"), row.getBytes("verifier")),
                row.getString("connector"),
                row.getBytes("connector_print"),
                new Person(
                        row.getString("user_id"),
                        row.getString("client_id") == null ? null : ConnectLinkStore.origin(row)),
                new PendingConnection.Outcome(
                        PendingConnectionStatus.of(row.getString("status")),
                        row.getString("problem"),
                        Times.readOrNull(row, "answered")),
                Times.read(row, "expires"));
    }
}
