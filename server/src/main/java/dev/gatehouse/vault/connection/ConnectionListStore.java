package dev.gatehouse.vault.connection;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;
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
        String sql = "select " + ConnectionStore.COLUMNS + " from connection" + where(filter, after) + ORDER;
        return bind(handle.createQuery(sql), filter, after)
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
        String sql =
                "select " + ConnectionStore.COLUMNS + ", sealed_tokens from connection" + where(filter, after) + ORDER;
        return bind(handle.createQuery(sql), filter, after)
                .bind("limit", limit)
                .bind("offset", 0)
                .map((row, context) ->
                        store.opened(handle, ConnectionStore.connection(row, context), row.getBytes("sealed_tokens")))
                .list();
    }

    long count(Handle handle, ConnectionFilter filter) {
        String sql = "select count(*) from connection" + where(filter, null);
        return bind(handle.createQuery(sql), filter, null).mapTo(Long.class).one();
    }

    private static String where(ConnectionFilter filter, @Nullable ConnectionId after) {
        boolean refreshing = filter.status() == ConnectionStatus.REFRESHING;
        Map<String, String> conditions = new LinkedHashMap<>();
        conditions.put("registrant", "registrant = :registrant");
        conditions.put("userId", "user_id = :userId");
        conditions.put("connector", "connector = :connector");
        conditions.put("status", "status = :status");
        conditions.put("now", refreshing ? "lease_until > :now" : "(lease_until is null or lease_until <= :now)");
        conditions.put("afterUser", "(user_id, connector) > (:afterUser, :afterConnector)");
        conditions.keySet().retainAll(bindings(filter, after).keySet());
        return conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions.values());
    }

    private static Map<String, Object> bindings(ConnectionFilter filter, @Nullable ConnectionId after) {
        ConnectionStatus status = filter.status();
        Map<String, Object> bindings = new LinkedHashMap<>();
        bindings.put("registrant", filter.registrant());
        bindings.put("userId", filter.userId());
        bindings.put("connector", filter.connector());
        bindings.put("status", status == null || status == ConnectionStatus.REFRESHING ? null : status.label());
        bindings.put("now", status == null ? null : filter.now());
        bindings.put("afterUser", after == null ? null : after.userId());
        bindings.put("afterConnector", after == null ? null : after.connector());
        bindings.values().removeIf(value -> value == null);
        return bindings;
    }

    private static <S extends SqlStatement<S>> S bind(
            S statement, ConnectionFilter filter, @Nullable ConnectionId after) {
        return statement.bindMap(bindings(filter, after));
    }
}
