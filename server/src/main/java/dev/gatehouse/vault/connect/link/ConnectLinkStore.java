package dev.gatehouse.vault.connect.link;

import dev.gatehouse.store.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.Update;

/** The rows of connect links. Stateless. */
public final class ConnectLinkStore {
    /** The columns of a {@link LinkOrigin}, and what {@link #bind} binds for them. */
    public static final String ORIGIN =
            "link_id, link_hash, client_id, maker, maker_scopes, maker_origins, binding, return_url, return_state";

    public static final String ORIGIN_VALUES = ":linkId, :linkHash, :clientId, :maker, :makerScopes, :makerOrigins, "
            + ":binding, :returnUrl, :returnState";

    void insert(Handle transaction, ConnectLink link) {
        bind(
                        transaction.createUpdate("insert into connect_link (" + ORIGIN
                                + ", connector, registrant, user_id, expires) values (" + ORIGIN_VALUES
                                + ", :connector, :registrant, :userId, :expires)"),
                        link.origin())
                .bind("connector", link.connector())
                .bind("registrant", link.registrant())
                .bind("userId", link.userId())
                .bind("expires", link.expires())
                .execute();
    }

    public static Update bind(Update update, LinkOrigin origin) {
        ReturnTarget target = origin.returnTarget();
        return update.bind("linkId", origin.id())
                .bind("linkHash", origin.hash())
                .bind("clientId", origin.clientId())
                .bind("maker", origin.maker().subject())
                .bindArray("makerScopes", String.class, origin.maker().scopes())
                .bindArray("makerOrigins", String.class, origin.maker().origins())
                .bind("binding", origin.binding().label())
                .bind("returnUrl", target == null ? null : target.url())
                .bind("returnState", target == null ? null : target.state());
    }

    /** Reads the columns {@link #ORIGIN}. */
    public static LinkOrigin origin(ResultSet row) throws SQLException {
        String returnUrl = row.getString("return_url");
        return new LinkOrigin(
                row.getObject("link_id", UUID.class),
                row.getBytes("link_hash"),
                maker(row),
                LinkBinding.of(row.getString("binding")),
                returnUrl == null ? null : new ReturnTarget(returnUrl, row.getString("return_state")));
    }

    private static LinkMaker maker(ResultSet row) throws SQLException {
        String clientId = row.getString("client_id");
        String subject = row.getString("maker");
        return subject == null
                ? LinkMaker.unnoted(clientId)
                : new LinkMaker(
                        clientId, subject, Set.of(texts(row, "maker_scopes")), List.of(texts(row, "maker_origins")));
    }

    private static String[] texts(ResultSet row, String column) throws SQLException {
        return (String[]) row.getArray(column).getArray();
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

    /** The link leads nowhere from now on. */
    void useUp(Handle handle, byte[] hash) {
        handle.createUpdate("update connect_link set used_up = true where link_hash = :hash and not used_up")
                .bind("hash", hash)
                .execute();
    }

    private static ConnectLink link(ResultSet row, StatementContext context) throws SQLException {
        return new ConnectLink(
                origin(row),
                row.getString("connector"),
                row.getString("registrant"),
                row.getString("user_id"),
                new ConnectLink.Use(row.getBytes("browser_hash"), row.getBoolean("used_up")),
                Times.read(row, "expires"));
    }
}
