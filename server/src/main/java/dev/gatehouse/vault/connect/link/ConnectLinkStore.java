package dev.gatehouse.vault.connect.link;

import dev.gatehouse.store.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** The rows of connect links. Stateless. */
final class ConnectLinkStore {
    void insert(Handle transaction, ConnectLink link) {
        transaction
                .createUpdate("""
                        insert into connect_link (link_hash, client_id, connector, registrant, user_id, return_url,
                                                  return_state, expires)
                        values (:hash, :clientId, :connector, :registrant, :userId, :returnUrl, :returnState, :expires)
                        """)
                .bind("hash", link.hash())
                .bind("clientId", link.clientId())
                .bind("connector", link.connector())
                .bind("registrant", link.registrant())
                .bind("userId", link.userId())
                .bind("expires", link.expires())
                .bind(
                        "returnUrl",
                        link.returnTarget() == null ? null : link.returnTarget().url())
                .bind(
                        "returnState",
                        link.returnTarget() == null ? null : link.returnTarget().state())
                .execute();
    }

    Optional<ConnectLink> find(Handle handle, byte[] hash) {
        return handle.createQuery("select * from connect_link where link_hash = :hash")
                .bind("hash", hash)
                .map(ConnectLinkStore::link)
                .findOne();
    }

    /** Ties the link to the first browser that uses it; false for any other, and for a link that is over. */
    boolean bind(Handle handle, byte[] hash, byte[] browser, Instant now) {
        return handle.createUpdate("""
                        update connect_link set browser_hash = :browser
                         where link_hash = :hash and expires > :now and not used_up
                           and (browser_hash is null or browser_hash = :browser)
                        """)
                        .bind("hash", hash)
                        .bind("browser", browser)
                        .bind("now", now)
                        .execute()
                == 1;
    }

    /** The link leads nowhere from now on; false where it did not before either. */
    boolean useUp(Handle handle, byte[] hash) {
        return handle.createUpdate("update connect_link set used_up = true where link_hash = :hash and not used_up")
                        .bind("hash", hash)
                        .execute()
                == 1;
    }

    private static ConnectLink link(ResultSet row, StatementContext context) throws SQLException {
        String returnUrl = row.getString("return_url");
        return new ConnectLink(
                row.getBytes("link_hash"),
                row.getString("client_id"),
                row.getString("connector"),
                row.getString("registrant"),
                row.getString("user_id"),
                returnUrl == null ? null : new ReturnTarget(returnUrl, row.getString("return_state")),
                new ConnectLink.Use(row.getBytes("browser_hash"), row.getBoolean("used_up")),
                Times.read(row, "expires"));
    }
}
