package dev.gatehouse.vault.connection;

import dev.gatehouse.store.Conditions;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * The rows of connections as lists, sorted by person and connector. Only the conditions that are asked for stand in a
 * query, so that each list is a walk along one index. Thread-safe.
 */
public final class ConnectionListStore {
    private static final String ORDER = " order by user_id, connector limit :limit offset :offset";

    private final ConnectionStore store;

    public ConnectionListStore(ConnectionStore store) {
        this.store = store;
    }

    /** @param after those that follow this one; null from the first */
    public List<Connection> list(
            Handle handle, ConnectionFilter filter, @Nullable ConnectionId after, int limit, long offset) {
        Conditions conditions = conditions(filter, after);
        String sql = "select " + ConnectionStore.COLUMNS + " from connection" + conditions.clause() + ORDER;
        return conditions
                .bind(handle.createQuery(sql))
                .bind("limit", limit)
                .bind("offset", offset)
                .map(ConnectionStore::connection)
                .list();
    }

    /**
     * The same with secrets.
     *
     * @param after those that follow this one; null from the first
     */
    public List<ConnectionStore.Opened> listWithSecrets(
            Handle handle, ConnectionFilter filter, @Nullable ConnectionId after, int limit) {
        Conditions conditions = conditions(filter, after);
        String sql =
                "select " + ConnectionStore.COLUMNS + ", sealed_tokens from connection" + conditions.clause() + ORDER;
        return conditions
                .bind(handle.createQuery(sql))
                .bind("limit", limit)
                .bind("offset", 0)
                .map((row, context) ->
                        store.opened(handle, ConnectionStore.connection(row, context), row.getBytes("sealed_tokens")))
                .list();
    }

    long count(Handle handle, ConnectionFilter filter) {
        Conditions conditions = conditions(filter, null);
        return conditions
                .bind(handle.createQuery("select count(*) from connection" + conditions.clause()))
                .mapTo(Long.class)
                .one();
    }

    private static Conditions conditions(ConnectionFilter filter, @Nullable ConnectionId after) {
        Conditions conditions = new Conditions()
                .and("registrant = :registrant", "registrant", filter.registrant())
                .and("user_id = :userId", "userId", filter.userId())
                .and("connector = :connector", "connector", filter.connector());
        if (filter.status() == ConnectionStatus.REFRESHING) {
            conditions.and("lease_until > :now", "now", filter.now());
        } else if (filter.status() != null) {
            conditions
                    .and("status = :status", "status", filter.status().label())
                    .and("(lease_until is null or lease_until <= :now)", "now", filter.now());
        }
        return after == null
                ? conditions
                : conditions
                        .and("(user_id, connector) > (:afterUser, :afterConnector)", "afterUser", after.userId())
                        .with("afterConnector", after.connector());
    }
}
